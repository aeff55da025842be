import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
export const CATALOG_FOLDER = join(PROJECT, "data", "catalog");
export const SCHEDULE_FILE = "jobs.yaml";
/** In the catalog, but no ingredient of any figure: they say when and how work is done, and in which words it is described. */
export const STEERING_FILES = [
  SCHEDULE_FILE,
  "release-policy.yaml",
  "retention.yaml",
  "alerts.yaml",
  "dictionary.yaml",
];
export const SQL_FOLDER = join(PROJECT, "sql");
/** Saved queries read releases; no figure comes from them. */
export const QUERIES_FOLDER = join(SQL_FOLDER, "queries");

/** One .sql file: `name` is "metrics.kpi_paper_sheets" for sql/metrics/kpi_paper_sheets.sql. */
export interface SqlFile {
  name: string;
  schema: string;
  text: string;
}

/** The .sql files of one folder of sql/, by name. */
export function sqlFiles(schema: string): SqlFile[] {
  return readdirSync(join(SQL_FOLDER, schema))
    .filter((file) => file.endsWith(".sql"))
    .sort()
    .map((file) => ({
      name: `${schema}.${file.slice(0, -".sql".length)}`,
      schema,
      text: readFileSync(join(SQL_FOLDER, schema, file), "utf8")
        .trimEnd()
        .replace(/;$/, ""),
    }));
}

/** Statements that define the functions used by models and by the reading of files. */
export function functionDefinitions(): string {
  return ["duckdb.sql", "figures.sql"]
    .map((file) => readFileSync(join(SQL_FOLDER, "functions", file), "utf8"))
    .join("\n");
}
