import type {Warehouse} from "../../pipelines/engine/open.ts";

/** One broken rule: where, which, and what to do. */
export interface Broken {
  line: number;
  rule: string;
  remedy: string;
}

/** What the engine's parser says of a file. */
export interface Parsed {
  /** Names that the file gives to its own parts. */
  ctes: Set<string>;
  relations: {schema: string; name: string}[];
  /** Names given to relations and columns. */
  aliases: string[];
  /** Relations, not parts of the file, whose every column is taken by a bare `*`. */
  starredRelations: string[];
  /** Columns that are null without a type: the engine makes integers of them. */
  untypedNulls: string[];
}

/** Every file parses, whatever statements it holds; a SELECT yields its tree. Throws the parser's own words. */
export async function parsed(engine: Warehouse, text: string): Promise<Parsed> {
  await engine.connection.extractStatements(text);
  const [row] = await engine.rows("select json_serialize_sql($1::varchar)::varchar as tree", [text]);
  const found: Parsed = {ctes: new Set(), relations: [], aliases: [], starredRelations: [], untypedNulls: []};
  collect(JSON.parse(String(row?.tree)), found);
  found.starredRelations = found.starredRelations.filter((name) => !found.ctes.has(name));
  return found;
}

type Node = Record<string, unknown>;

function collect(node: unknown, found: Parsed): void {
  if (typeof node !== "object" || node === null) return;
  if (Array.isArray(node)) {
    for (const item of node) collect(item, found);
    return;
  }
  const {type, schema_name, table_name, alias, key, cte_map} = node as Node;
  for (const {key: name} of (cte_map as {map?: {key: string}[]})?.map ?? []) found.ctes.add(name);
  if (type === "BASE_TABLE") found.relations.push({schema: String(schema_name), name: String(table_name)});
  if (typeof alias === "string" && alias !== "" && key === undefined) found.aliases.push(alias);
  if (type === "SELECT_NODE") found.untypedNulls.push(...untypedNulls(node as Node));
  if (type === "SELECT_NODE" && isBareStar(node as Node)) found.starredRelations.push(starred(node as Node));
  for (const child of Object.values(node)) collect(child, found);
}

/** Only those with a name: further parts of a UNION take the types of the first. */
function untypedNulls({select_list}: Node): string[] {
  return (select_list as Node[])
    .filter(({value, alias}) => alias !== "" && (value as Node | undefined)?.is_null === true)
    .map(({alias}) => String(alias));
}

function isBareStar({select_list}: Node): boolean {
  return (select_list as Node[]).some(({type, relation_name}) => type === "STAR" && relation_name === "");
}

function starred({from_table}: Node): string {
  const {type, schema_name, table_name} = from_table as Node;
  if (type !== "BASE_TABLE") return "";
  return schema_name === "" ? String(table_name) : `${schema_name}.${table_name}`;
}

const LONGEST_LINE = 140;
const KEYWORDS =
  /\b(SELECT|FROM|WHERE|JOIN|INNER|LEFT|FULL|GROUP|ORDER|BY|UNION|ALL|CASE|WHEN|THEN|ELSE|END|WITH|AS|ON|AND|OR|NOT|IN|IS|NULL|INSERT|INTO|VALUES|CREATE|TABLE|VIEW|DELETE|UPDATE|HAVING|QUALIFY|OVER|PARTITION|DISTINCT|BETWEEN|EXISTS|LIKE|LIMIT|CAST)\b/;

/** Rules that a text keeps or breaks without being parsed. */
export function brokenInText(text: string): Broken[] {
  const lines = text.split("\n");
  const broken: Broken[] = [];
  const add = (line: number, rule: string, remedy: string) => broken.push({line, rule, remedy});
  if (!/^-- \S/.test(text)) add(1, "no comment in the first line", "say in one line what the file gives");
  if (!/[^\n]\n$/.test(text))
    add(lines.length, "no single newline at the end", "end the file with one newline");
  for (const [index, line] of lines.entries()) {
    const code = line.replace(/'[^']*'|"[^"]*"/g, "''").replace(/--.*$/, "");
    const at = index + 1;
    const keyword = KEYWORDS.exec(code)?.[0];
    if (keyword) add(at, `keyword ${keyword}`, `write ${keyword.toLowerCase()}`);
    if (/[\t\r]/.test(line))
      add(at, "tab or carriage return", "indent with blanks, end lines with a newline");
    if (/\s$/.test(line)) add(at, "blanks at the end", "take them away");
    if (code.length > LONGEST_LINE && !/^--/.test(line))
      add(at, `${code.length} characters`, `break the line before ${LONGEST_LINE}`);
    if (/(?<!\b(?:inner|left|right|full|cross|anti|semi|asof|positional) )\bjoin\b/.test(code))
      add(at, "join without its kind", "say inner, left, full, anti or semi");
  }
  return broken;
}

/** Rules that need the tree. `temporary` are relations of the connection, which have no schema. */
export function brokenInTree(
  {ctes, relations, aliases, starredRelations, untypedNulls: untyped}: Parsed,
  allowed: Allowed,
): Broken[] {
  const known = (name: string) => ctes.has(name) || allowed.temporary.includes(name);
  return [
    ...relations
      .filter(({schema, name}) => schema === "" && !known(name))
      .map(({name}) => whole(`relation ${name} without its schema`, `write schema.${name}`)),
    ...aliases
      .filter((alias) => /^[a-z]$/i.test(alias))
      .map((alias) => whole(`alias ${alias} of one letter`, "name what it stands for")),
    ...starredRelations
      .filter((name) => name !== "" && !known(name) && !allowed.starred)
      .map((name) => whole(`select * from ${name}`, "name the columns; * is for the file's own last part")),
    ...untyped
      .filter(() => !allowed.untyped)
      .map((name) => whole(`null as ${name} without a type`, `write cast(null as …) as ${name}`)),
  ];
}

export interface Allowed {
  temporary: string[];
  starred: boolean;
  /** Whether nulls need no type: what is no model is read by the program alone. */
  untyped: boolean;
}

/** A rule of the whole file. */
function whole(rule: string, remedy: string): Broken {
  return {line: 1, rule, remedy};
}
