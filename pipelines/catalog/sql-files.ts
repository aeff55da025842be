import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join, sep} from "node:path";
import {fileURLToPath} from "node:url";
import {readOwnFile} from "../installation/plain-file.ts";

export const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
export const SCHEDULE_FILE = "jobs.yaml";
/** Who publishes what: no figure is another by it, but which are published. */
export const POLICY_FILE = "release-policy.yaml";
/** What cities usually call things: it proposes words, and reads no file. */
export const USUAL_WORDS_FILE = "usual-words.yaml";
/** In the catalog, but no ingredient of any figure: they say when and how work is done, and in which words it is described. */
export const STEERING_FILES = [
  SCHEDULE_FILE,
  POLICY_FILE,
  "retention.yaml",
  "alerts.yaml",
  "dictionary.yaml",
  USUAL_WORDS_FILE,
];
export const SQL_FOLDER = join(PROJECT, "sql");
/**
 * Folders of sql/ that are no models, so that no figure is computed by them: saved queries read releases, statements are
 * parts of the program that happen to be written in SQL.
 */
export const FOLDERS_WITHOUT_MODELS = ["queries", "ledger", "releases"];

/** One .sql file: `name` is "metrics.kpi_paper_sheets" for sql/metrics/kpi_paper_sheets.sql. */
export interface SqlFile {
  name: string;
  schema: string;
  text: string;
  /** How people find it: "sql/metrics/kpi_paper_sheets.sql", of the city's own "city/sql/metrics/…". */
  file: string;
  /** Whose it is; made: no file holds it, it is written from what the city decided. */
  from: "program" | "city" | "made";
}

/** The .sql files of one folder of sql/, by name. */
export function sqlFiles(schema: string): SqlFile[] {
  return filesIn(join(SQL_FOLDER, schema), {schema, from: "program", shown: `sql/${schema}`});
}

/** Those of the same folder of a city's own sql/; none where there is no such folder. */
export function ownSqlFiles(schema: string, city: string): SqlFile[] {
  const folder = join(city, "sql", schema);
  return existsSync(folder) ? filesIn(folder, {schema, from: "city", shown: `city/sql/${schema}`}) : [];
}

interface SqlPlace extends Pick<SqlFile, "schema" | "from"> {
  shown: string;
}

function filesIn(folder: string, {schema, from, shown}: SqlPlace): SqlFile[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .sort()
    .map((file) => ({
      name: `${schema}.${file.slice(0, -".sql".length)}`,
      schema,
      file: `${shown}/${file}`,
      from,
      text: readOwnFile(join(folder, file)).toString("utf8").trimEnd().replace(/;$/, ""),
    }));
}

/** "ledger.next_batch_id" */
export type StatementName = `${"ledger" | "releases" | "disclosure"}.${string}`;

const statements = new Map<string, string>();

/** Text of sql/ledger/next_batch_id.sql for "ledger.next_batch_id": what the program asks and tells the engine, apart from models. */
export function statement(name: StatementName): string {
  const known = statements.get(name);
  if (known !== undefined) return known;
  const file = join(SQL_FOLDER, `${name.replace(".", sep)}.sql`);
  if (!existsSync(file))
    throw new Error(`sql/${name.replace(".", "/")}.sql is missing: no file has the statement "${name}"`);
  const text = readFileSync(file, "utf8");
  statements.set(name, text);
  return text;
}

/** For the engine that has them all, what models and the reading of files call; for Spark, what models call. */
const FUNCTIONS = {duckdb: ["duckdb.sql", "figures.sql"], spark: ["spark.sql"]};

/** Statements that define the functions of an engine. */
export function functionDefinitions(engine: keyof typeof FUNCTIONS = "duckdb"): string {
  return FUNCTIONS[engine]
    .map((file) => readFileSync(join(SQL_FOLDER, "functions", file), "utf8"))
    .join("\n");
}
