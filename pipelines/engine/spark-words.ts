/** A text as Spark reads it, and what was exchanged in it; nothing where it is word by word the model's. */
export interface Exchanged {
  text: string;
  words: string[];
}

/** What Spark calls otherwise. Everything else of a model goes there as it stands. */
const WORDS: Record<string, string> = {varchar: "string"};

/**
 * Calls that mean something else there, or are none: $1, $2 are their arguments, $* all of them. Rows without a value are passed over
 * by DuckDB's aggregates of one value, and empty texts by its `concat`; aggregates can be no functions of ours in Spark.
 */
export const CALLS: Record<string, string> = {
  any_value: "any_value($1, true)",
  concat: "concat_ws('', $*)",
  latest_by: "max_by($1, case when $1 is not null then $2 end)",
  median_of: "median($1)",
};

/** Comments, texts and quoted names are one piece each, so that no word in them is exchanged. */
const PIECES = /--[^\n]*|'(?:[^']|'')*'|"(?:[^"]|"")*"|[A-Za-z_]\w*|\s+|[\s\S]/g;

/** The text of a model as Spark is given it. */
export function forSpark(text: string): Exchanged {
  const words = new Set<string>();
  return {text: written(text.match(PIECES) ?? [], words), words: [...words].sort()};
}

function written(pieces: string[], words: Set<string>): string {
  let text = "";
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at] ?? "";
    const word = piece.toLowerCase();
    const isOwn = pieces[at - 1] !== ".";
    const call = isOwn && pieces[at + 1] === "(" ? CALLS[word] : undefined;
    const other = isOwn ? WORDS[word] : undefined;
    if (call !== undefined) {
      words.add(word);
      const {list, end} = argumentsFrom(pieces, at + 2);
      text += filled(
        call,
        list.map((one) => written(one, words).trim()),
      );
      at = end;
    } else if (other !== undefined) {
      words.add(word);
      text += other;
    } else text += piece;
  }
  return text;
}

/** The arguments of a call whose first piece is at that place, and the place of its closing bracket. */
function argumentsFrom(pieces: string[], first: number): {list: string[][]; end: number} {
  const list: string[][] = [[]];
  let depth = 0;
  for (let at = first; at < pieces.length; at += 1) {
    const piece = pieces[at] ?? "";
    if (piece === ")" && depth === 0) return {list, end: at};
    if (piece === "," && depth === 0) {
      list.push([]);
      continue;
    }
    if (piece === "(") depth += 1;
    if (piece === ")") depth -= 1;
    list.at(-1)?.push(piece);
  }
  throw new Error("a call in a model has no closing bracket");
}

function filled(call: string, list: string[]): string {
  return call.replaceAll(/\$([\d*])/g, (_, which: string) =>
    which === "*" ? list.join(", ") : (list[Number(which) - 1] ?? ""),
  );
}
