/** What another engine calls otherwise. Everything else of a model goes there as it stands. */
export interface Dialect {
  /** The type of a cast. */
  types: Record<string, string>;
  /** A call, from its arguments. */
  calls: Record<string, (list: string[]) => string>;
}

/** A text as another engine reads it, and what was exchanged in it; nothing where it is word by word the model's. */
export interface Exchanged {
  text: string;
  words: string[];
}

/** Comments, texts and quoted names are one piece each, so that no word in them is exchanged. */
const PIECES = /--[^\n]*|'(?:[^']|'')*'|"(?:[^"]|"")*"|[A-Za-z_]\w*|\s+|[\s\S]/g;

export function piecesOf(text: string): string[] {
  return text.match(PIECES) ?? [];
}

/** The text of a model as an engine of that dialect is given it. */
export function exchanged(text: string, dialect: Dialect): Exchanged {
  const words = new Set<string>();
  return {text: written(piecesOf(text), {dialect, words}), words: [...words].sort()};
}

function written(pieces: string[], exchanging: {dialect: Dialect; words: Set<string>}): string {
  const {dialect, words} = exchanging;
  let text = "";
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at] ?? "";
    const word = piece.toLowerCase();
    const isOwn = pieces[at - 1] !== ".";
    const call = isOwn && pieces[at + 1] === "(" ? dialect.calls[word] : undefined;
    const type = isTypeOfCast(pieces, at) ? dialect.types[word] : undefined;
    if (call !== undefined) {
      words.add(word);
      const {list, end} = argumentsFrom(pieces, at + 2);
      text += call(list.map((one) => written(one, exchanging).trim()));
      at = end;
    } else if (type !== undefined) {
      words.add(word);
      text += type;
    } else text += piece;
  }
  return text;
}

/** "as date)" */
function isTypeOfCast(pieces: string[], at: number): boolean {
  return pieces[at + 1] === ")" && pieces[at - 2]?.toLowerCase() === "as";
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

/** The statements of a script of definitions, for a client that takes one at a time. No text in it has a semicolon. */
export function statementsOf(script: string): string[] {
  return script
    .replace(/^--.*$/gm, "")
    .split(";")
    .map((one) => one.trim())
    .filter(Boolean);
}
