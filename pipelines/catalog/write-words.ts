import {type Document, isMap, isSeq, parseDocument, Scalar, YAMLMap, YAMLSeq} from "yaml";
import type {CityLayout, Meaning, SourceWords} from "../../schemas/city-source.ts";
import {yamlText} from "./yaml-text.ts";

/** What is to be added to a file of the city about one source. */
export type MoreWords = SourceWords;

/**
 * The text of a file with more in it; comments, order and what stands there already are kept. `title` begins a file that is not
 * there yet. A word that stands there with another meaning gets the new one.
 */
export function withWords(text: string | undefined, more: MoreWords, title: string): string {
  const document: Document = parseDocument(text ?? `# ${title}\n`, {schema: "failsafe"});
  const root = rootOf(document);
  for (const [column, said] of Object.entries(more.headings)) addHeadings(root, column, said);
  for (const [column, said] of Object.entries(more.values))
    for (const [word, meaning] of Object.entries(said))
      put(part(root, "values", column), word, meaningNode(meaning));
  for (const [column, says] of Object.entries(more.defaults ?? {}))
    put(part(root, "defaults"), column, scalar(says));
  for (const [column, {pattern, example}] of Object.entries(more.patterns))
    put(part(root, "patterns"), column, example === "" ? scalar(pattern) : flow({pattern, example}));
  for (const [column, said] of Object.entries(more.units))
    for (const [word, ours] of Object.entries(said)) put(part(root, "units", column), word, scalar(ours));
  if (more.period !== undefined) put(root, "period", scalar(more.period));
  if (more.layouts.length > 0) {
    const known: unknown = root.get("layouts", true);
    const layouts = isSeq(known) ? known : new YAMLSeq();
    if (!isSeq(known)) put(root, "layouts", layouts);
    for (const layout of more.layouts) layouts.add(flow(layoutKeys(layout)));
  }
  return yamlText(document, text ?? "");
}

/** A file in which nothing is said yet has its comment before the first thing that is. */
function rootOf(document: Document): YAMLMap {
  if (isMap(document.contents)) return document.contents;
  const root = new YAMLMap();
  document.commentBefore = document.commentBefore ?? document.comment;
  document.comment = null;
  document.contents = root;
  return root;
}

/** A map below others, made where there is none. */
function part(root: YAMLMap, ...path: string[]): YAMLMap {
  let at = root;
  for (const key of path) {
    const known: unknown = at.get(key, true);
    const next = isMap(known) ? known : new YAMLMap();
    if (!isMap(known)) put(at, key, next);
    at = next;
  }
  return at;
}

function put(map: YAMLMap, key: string, value: unknown): void {
  if (map.has(key)) map.set(key, value);
  else map.add({key: scalar(key), value} as never);
}

/** A word of digits, and a blank, is quoted: whoever opens the file sees that it is a word. */
function scalar(text: string): Scalar {
  const node = new Scalar(text);
  if (/^[0-9.:+-]*$/.test(text)) node.type = Scalar.QUOTE_DOUBLE;
  return node;
}

function flow(content: Record<string, unknown>): YAMLMap {
  const map = new YAMLMap();
  map.flow = true;
  for (const [key, value] of Object.entries(content)) put(map, key, nodeOf(value));
  return map;
}

function nodeOf(value: unknown): unknown {
  if (!Array.isArray(value)) return scalar(String(value));
  const list = new YAMLSeq();
  list.flow = true;
  for (const each of value) list.add(scalar(String(each)));
  return list;
}

function addHeadings(root: YAMLMap, column: string, said: string[]): void {
  const headings = part(root, "headings");
  const known = headings.get(column);
  const before = isSeq(known)
    ? known.items.map((item) => String((item as Scalar).value ?? item))
    : known === undefined
      ? []
      : [String(known)];
  const all = [...before, ...said.filter((heading) => !before.includes(heading))];
  if (isSeq(known)) for (const heading of all.slice(before.length)) known.add(scalar(heading));
  else put(headings, column, all.length === 1 ? scalar(all[0] ?? "") : nodeOf(all));
}

function meaningNode(meaning: Meaning): unknown {
  if ("own" in meaning) return flow({own: meaning.own});
  return meaning.reason === "" ? scalar(meaning.as) : flow({as: meaning.as, reason: meaning.reason});
}

/** Without what holds when nothing is said. */
function layoutKeys(layout: CityLayout): Record<string, unknown> {
  const usual: Record<string, unknown> = {
    heading_rows: 1,
    hidden_rows: "read",
    hidden_sheets: "leave_out",
    side_by_side: false,
    year_above: false,
  };
  return Object.fromEntries(
    Object.entries(layout).filter(
      ([key, value]) => value !== usual[key] && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
