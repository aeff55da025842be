import {isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument} from "yaml";
import {NO_WORDS, type SourceWords, sourceWords} from "../../schemas/city-source.ts";
import {UserError} from "../../schemas/errors.ts";
import type {WordFault} from "../../schemas/word-faults.ts";
import "../../schemas/why-not-fitting.ts";
import {contentOf, yamlFault} from "./yaml-fault.ts";

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
  if (error) throw yamlFault(error, place, lines);
  const lineOf = (path: readonly string[]) => lines.linePos(startOf(document.contents, path)).line;
  const result = sourceWords.safeParse(
    document.contents === null ? NO_WORDS : contentOf(document, place, lines),
  );
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
