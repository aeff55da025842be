import type {DuckDBConnection} from "@duckdb/node-api";
import {UserError} from "../../schemas/errors.ts";

/*
 * Files of databases may have come with a backup from elsewhere. A macro in one takes the place of the engine's own function of
 * its name in every statement of ours (`sum`, `hash`), and a view may read whatever file of the machine. The program makes
 * tables, and views on them, and nothing else.
 */

/** What a file holds besides tables. */
interface StoredCode {
  database: string;
  kind: "view" | "macro" | "type" | "sequence" | "index";
  /** "intake.batch_states" */
  name: string;
  /** The statement that made a view; empty for all else. */
  text: string;
}

/** Each function by its whole name, and nothing but operators beside it: what is looked for could answer in its place. */
const STORED = `
  select database_name, 'view', schema_name, view_name, sql from system.main.duckdb_views() where not internal
  union all
  select database_name, 'macro', schema_name, function_name, '' from system.main.duckdb_functions() where not internal
  union all
  select database_name, 'type', schema_name, type_name, '' from system.main.duckdb_types() where not internal
  union all
  select database_name, 'sequence', schema_name, sequence_name, '' from system.main.duckdb_sequences()
  union all
  select database_name, 'index', schema_name, index_name, '' from system.main.duckdb_indexes()`;

const KIND_WORDS: Record<StoredCode["kind"], string> = {
  view: "このファイルの外を読むビュー",
  macro: "関数",
  type: "型",
  sequence: "連番",
  index: "索引",
};

const NAMED = 5;

/** UserError for a file, opened or attached under that name, that holds more than tables and views on its own tables. */
export async function mustHoldTablesOnly(
  connection: DuckDBConnection,
  {file, database}: {file: string; database?: string},
): Promise<void> {
  const foreign: string[] = [];
  for (const code of await storedCode(connection))
    if ((database ?? code.database) === code.database && !(await isViewOnTables(connection, code)))
      foreign.push(`${KIND_WORDS[code.kind]}「${code.name}」`);
  if (foreign.length === 0) return;
  const more = foreign.length > NAMED ? `、ほか${foreign.length - NAMED}個` : "";
  throw new UserError(
    `「${file}」に、このプログラムが作らないもの（${foreign.slice(0, NAMED).join("、")}${more}）が入っています。表の中身の代わりに働いて、数値を変えたり、このコンピューターのほかのファイルを読んだりできるので、開きません。ほかのプログラムで作った人がいれば、そのプログラムで消してもらってください。分からなければ、それより前の控えから戻してください（npx kaikaku restore）。`,
  );
}

async function storedCode(connection: DuckDBConnection): Promise<StoredCode[]> {
  const rows = (await connection.runAndReadAll(STORED)).getRowsJson() as string[][];
  return rows
    .map(([database = "", kind, schema, name, text]) => ({
      database,
      kind: kind as StoredCode["kind"],
      name: `${schema}.${name}`,
      text: text ?? "",
    }))
    .filter(({database}) => database !== "temp" && database !== "system");
}

/** The SELECT of a view without other names for its columns, as the engine wrote it down; undefined for another. */
export function selectOfView({name, text}: Pick<StoredCode, "name" | "text">): string | undefined {
  const begin = `CREATE VIEW ${name} AS `;
  return text.startsWith(begin) ? text.slice(begin.length).replace(/;\s*$/, "") : undefined;
}

/** What is known of the text of a view; the same few views stand in every file that a process opens. */
const readingTablesOnly = new Map<string, boolean>();

async function isViewOnTables(connection: DuckDBConnection, code: StoredCode): Promise<boolean> {
  const select = code.kind === "view" ? selectOfView(code) : undefined;
  if (select === undefined) return false;
  const isHarmless = readingTablesOnly.get(select) ?? (await isOnTables(connection, select));
  readingTablesOnly.set(select, isHarmless);
  return isHarmless;
}

async function isOnTables(connection: DuckDBConnection, select: string): Promise<boolean> {
  const parsed = await connection.runAndReadAll(
    "select system.main.json_serialize_sql($1::varchar)::varchar",
    [select],
  );
  const tree = JSON.parse(String(parsed.getRowsJson()[0]?.[0])) as {error?: boolean};
  return tree.error !== true && readsTablesOnly(tree);
}

/** A relation is a table by its schema, or a CTE by a plain word: no function, and no path that is read as a file. */
function readsTablesOnly(tree: unknown): boolean {
  if (typeof tree !== "object" || tree === null) return true;
  const {type, schema_name, catalog_name, table_name} = tree as Record<string, unknown>;
  if (type === "TABLE_FUNCTION" || type === "SHOW_REF") return false;
  if (type === "BASE_TABLE" && (catalog_name || (!schema_name && !/^\w+$/.test(String(table_name)))))
    return false;
  return Object.values(tree).every(readsTablesOnly);
}
