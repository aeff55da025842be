import {z} from "zod";
import {UserError} from "../../schemas/errors.ts";
import {FORGETFUL, type QuietMemory} from "../../schemas/kept-build.ts";
import type {Finding} from "../../schemas/release-plan.ts";
import type {Row, Warehouse} from "../engine/open.ts";
import {checkFiles, headerOf} from "./checks.ts";
import {parsedSelects} from "./parsed-select.ts";
import {rowWords} from "./row-words.ts";
import {type SqlFile, statement} from "./sql-files.ts";

const EXAMPLES = 5;
const FILES = 5;

/**
 * Runs every check, the city's own, too, on a warehouse under construction. Three columns of a check's rows are not shown, but
 * say whose they are: `source` and `period` lead to the files, `staff_key` counts people. No finding carries a key, under
 * whatever name a check shows it. UserError for a check of the city's own that cannot be computed.
 */
export async function runChecks(
  warehouse: Warehouse,
  city: string,
  memory: QuietMemory = FORGETFUL,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const sent = await sourcesSent(warehouse);
  const files = checkFiles(city).filter((check) => hasItsSource(check, sent));
  for (const file of await parsedSelects(warehouse, files)) {
    if (await memory.isQuiet(file)) continue;
    await findWrongRows(warehouse, file);
    const [count] = await warehouse.rows(statement("releases.wrong_row_count"));
    if (count?.rows === 0) await memory.noteQuiet(file);
    else findings.push(await findingOf(warehouse, {file, city}, Number(count?.rows)));
  }
  await warehouse.run("drop table if exists wrong_rows");
  return findings.sort(blockingFirst);
}

async function findWrongRows(warehouse: Warehouse, file: SqlFile): Promise<void> {
  try {
    await warehouse.run(`create or replace temp table wrong_rows as ${file.text}`);
  } catch (cause) {
    if (file.from !== "city") throw cause;
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(
      `${file.file}: 点検できません（${said}）。何も公開していません。書き直してから、もう一度実行してください。`,
      {cause},
    );
  }
}

async function sourcesSent(warehouse: Warehouse): Promise<Set<string>> {
  const rows = await warehouse.rows(statement("releases.sources_sent"));
  return new Set(rows.map(({source}) => String(source)));
}

/** What is held against files that nobody sent would be wrong altogether: there is nothing wrong yet, only something to wait for. */
function hasItsSource(file: SqlFile, sent: Set<string>): boolean {
  const {severity, needs} = headerOf(file);
  return needs === null || severity === "waiting" || sent.has(needs);
}

function blockingFirst(one: Finding, other: Finding): number {
  return one.severity.localeCompare(other.severity);
}

async function findingOf(
  warehouse: Warehouse,
  {file, city}: {file: SqlFile; city: string},
  rowCount: number,
): Promise<Finding> {
  const columns = await columnsOf(warehouse);
  const files = await filesBehind(warehouse, columns);
  return {
    check: file.name,
    ...headerOf(file),
    rowCount,
    fingerprint: await fingerprintOfRows(warehouse),
    peopleCount: columns.includes("staff_key") ? await peopleIn(warehouse) : null,
    files: files.slice(0, FILES),
    fileCount: files.length,
    examples: await examples(warehouse, {file, city}, columns),
  };
}

async function columnsOf(warehouse: Warehouse): Promise<string[]> {
  const rows = await warehouse.rows(statement("releases.wrong_row_columns"));
  return rows.map(({column_name}) => String(column_name));
}

async function fingerprintOfRows(warehouse: Warehouse): Promise<string> {
  const [row] = await warehouse.rows(statement("releases.wrong_row_fingerprint"));
  return String(row?.fingerprint);
}

/** Null where no row is of a person. */
async function peopleIn(warehouse: Warehouse): Promise<number | null> {
  const [row] = await warehouse.rows(statement("releases.people_in_wrong_rows"));
  return Number(row?.people) || null;
}

const fileRow = z.strictObject({
  batchId: z.int(),
  fileName: z.string(),
  sourceTitle: z.string(),
  rowCount: z.int().nullable(),
});

/** Files in force for the periods of the wrong rows; for values of an indicator, those that bear on its year. */
async function filesBehind(warehouse: Warehouse, columns: string[]): Promise<Finding["files"]> {
  if (columns.includes("source"))
    return z.array(fileRow).parse(await warehouse.rows(statement("releases.files_of_wrong_rows")));
  if (columns.includes("kpi_id") && columns.includes("fiscal_year"))
    return z.array(fileRow).parse(await warehouse.rows(statement("releases.files_of_wrong_values")));
  return [];
}

const UNSHOWN = ["source", "period", "staff_key"];

async function examples(
  warehouse: Warehouse,
  {file, city}: {file: SqlFile; city: string},
  columns: string[],
): Promise<Finding["examples"]> {
  const keys = await warehouse.rows(statement("releases.wrong_row_keys"));
  const unshown = [...UNSHOWN, ...keys.map(({column_name}) => String(column_name))];
  const shown = columns.filter((column) => !unshown.includes(column));
  if (shown.length === 0) return [];
  const rows: Row[] = await warehouse.rows(statement("releases.wrong_row_examples"), {
    examples: EXAMPLES,
    unshown: JSON.stringify(unshown),
  });
  const words = await rowWords(warehouse, {relation: file.name, city});
  return rows.map(words);
}
