import {isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument} from "yaml";
import {NO_WORDS, type SourceWords, sourceWords} from "../../schemas/city-source.ts";
import {UserError} from "../../schemas/errors.ts";
import type {WordFault} from "../../schemas/word-faults.ts";
import "../../schemas/why-not-fitting.ts";

/** A file of the city's folder about one source, and where in it something stands. */
export interface SourceFile {
  source: string;
  /** "city/sources/staff.yaml" */
  place: string;
  words: SourceWords;
  /** Line of what a path leads to, or of the nearest thing above it. */
  lineOf: (path: readonly string[]) => number;
}

/**
 * Reads what a city writes about a source. All that stands in it is text: 001 is a word of three signs. UserError with
 * file, line and what to do for what is no YAML or does not fit.
 */
export function sourceFile(source: string, {place, text}: {place: string; text: string}): SourceFile {
  const lines = new LineCounter();
  const document = parseDocument(text, {lineCounter: lines, schema: "failsafe", prettyErrors: false});
  const [error] = document.errors;
  if (error)
    throw new UserError(`${place} の${lines.linePos(error.pos[0]).line}行目: ${yamlText(error.code)}`);
  const lineOf = (path: readonly string[]) => lines.linePos(startOf(document.contents, path)).line;
  const result = sourceWords.safeParse(document.contents === null ? NO_WORDS : document.toJS());
  if (result.success) return {source, place, words: result.data as SourceWords, lineOf};
  const faults = result.error.issues.map(({path, message}) => ({path: path.map(String), message}));
  throw faultError(faults.map((fault) => ({file: {place, lineOf}, fault})));
}

/** What is wrong in files of the city, a line each. */
export function faultError(
  faults: {file: Pick<SourceFile, "place" | "lineOf">; fault: WordFault}[],
): UserError {
  return new UserError(faults.map(({file, fault}) => faultText(file, fault)).join("\n"));
}

/** city/sources/staff.yaml の12行目（values › grade › 係員）: … */
export function faultText(
  {place, lineOf}: Pick<SourceFile, "place" | "lineOf">,
  {path, message}: WordFault,
): string {
  const keys = path.length === 0 ? "" : `（${path.join(" › ")}）`;
  return `${place} の${lineOf(path)}行目${keys}: ${message}`;
}

const YAML_FAULTS: Record<string, string> = {
  DUPLICATE_KEY: "同じ言葉が2回書いてあります。一つにしてください。",
  BAD_INDENT: "行の頭の空白の数がそろっていません。上の行とそろえてください。",
  TAB_AS_INDENT: "行の頭にタブがあります。空白に置き換えてください。",
  MULTILINE_IMPLICIT_KEY:
    "書き方が途中で切れています。「言葉: 意味」の形か、行の頭の空白を確かめてください。",
};

function yamlText(code: string): string {
  return (
    YAML_FAULTS[code] ??
    "書き方が YAML として読めません。「言葉: 意味」の形（コロンの後に空白）と、かっこや引用符が閉じているかを確かめてください。"
  );
}

/** Offset of the key that a path ends with; of the last one that is there. */
function startOf(contents: Node | null, path: readonly string[]): number {
  let node: unknown = contents;
  let start = 0;
  for (const key of path) {
    const pair = isMap(node)
      ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
      : undefined;
    const next = pair?.value ?? (isSeq(node) ? node.items[Number(key)] : undefined);
    const at = pair?.key ?? next;
    if (!isNode(at) || !at.range) return start;
    [start] = at.range;
    node = next;
  }
  return start;
}
