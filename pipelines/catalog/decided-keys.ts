import {createHash} from "node:crypto";
import {parse as parseCsv} from "csv-parse/sync";
import {parse as parseYaml} from "yaml";
import {KEY_SEPARATOR} from "../../schemas/changed-keys.ts";

/** What a file says by key: "kpis › paper_sheets › target › value" → 53000. Nothing of what has no keys, or is not readable. */
export function decidedValues(file: string, text: string): Record<string, unknown> {
  try {
    if (file.endsWith(".yaml")) return byPath(leavesOf(parseYaml(text) as unknown, []));
    if (file.endsWith(".csv")) return byPath(cellsOf(text));
    return {};
  } catch {
    // Files that nobody reads may hold anything.
    return {};
  }
}

const HASH_LENGTH = 10;

/** What was named last of each file: most files of a city stay as they are from release to release. */
const lastNamed = new Map<string, {text: string; keys: Record<string, string>}>();

/** The same with a short name in the place of each value. */
export function decidedKeys(file: string, text: string): Record<string, string> {
  const last = lastNamed.get(file);
  if (last?.text === text) return last.keys;
  const keys = namedKeys(file, text);
  lastNamed.set(file, {text, keys});
  return keys;
}

function namedKeys(file: string, text: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(decidedValues(file, text)).map(([key, value]) => {
      const hash = createHash("sha256").update(JSON.stringify(value) ?? "");
      return [key, hash.digest("hex").slice(0, HASH_LENGTH)];
    }),
  );
}

type Leaf = [path: string[], value: unknown];

function byPath(leaves: Leaf[]): Record<string, unknown> {
  return Object.fromEntries(leaves.map(([path, value]) => [path.join(KEY_SEPARATOR), value]));
}

/** A list of single words is one thing; entries of others are named by what they call themselves. */
function leavesOf(value: unknown, path: string[]): Leaf[] {
  if (Array.isArray(value)) {
    if (!value.some(isMap)) return [[path, value]];
    const names = namesOf(value);
    return value.flatMap((entry, index) => leavesOf(entry, [...path, names[index] ?? ""]));
  }
  if (!isMap(value)) return [[path, value]];
  return Object.entries(value).flatMap(([key, content]) => leavesOf(content, [...path, key]));
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What entries of the city's lists are known by. */
const NAMING = [
  "id",
  "no",
  "source",
  "report",
  "task",
  "fiscal_year",
  "change",
  "title",
  "name",
  "on",
  "heading",
];

function namesOf(entries: unknown[]): string[] {
  const naming = NAMING.find((key) => {
    const names = entries.map((entry) => (isMap(entry) ? entry[key] : undefined));
    return names.every((name) => name !== undefined) && new Set(names).size === names.length;
  });
  return entries.map((entry, index) =>
    naming !== undefined && isMap(entry) ? String(entry[naming]) : `${index + 1}番目`,
  );
}

/** Rows are named by as many of their first cells as it takes to tell them apart. */
function cellsOf(text: string): Leaf[] {
  const [head = [], ...rows] = parseCsv(text, {
    bom: true,
    comment: "#",
    comment_no_infix: true,
  }) as string[][];
  return namedRows(rows, 0).flatMap(([name, row]) =>
    row.flatMap((cell, column): Leaf[] => [[[name, head[column] ?? ""], cell]]),
  );
}

type NamedRow = [name: string, row: string[]];

function namedRows(rows: string[][], depth: number): NamedRow[] {
  const width = rows[0]?.length ?? 0;
  return [...Map.groupBy(rows, (row) => row[depth] ?? "")].flatMap(([cell, group]): NamedRow[] => {
    const name = cell === "" ? "（空欄）" : cell;
    if (depth + 1 >= width)
      return group.map((row, index) => [index === 0 ? name : `${name}（${index + 1}）`, row]);
    if (group.length === 1) return group.map((row) => [name, row]);
    return namedRows(group, depth + 1).map(([rest, row]) => [`${name}・${rest}`, row]);
  });
}
