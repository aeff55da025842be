import {UserError} from "../../schemas/errors.ts";
import {type StatementName, statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";

/**
 * Version of the ledger's tables. 1: batches, quarantine, figures, without a number of its own. 2: reasons for holding
 * and decisions. 3: batches whose rows left. 4: which key stands behind the
 * staff keys. 5: what the contracts said of the raw tables' columns, and which copies were kept. 6: what the tables hold of
 * each batch, in numbers. 7: whose accounts loaded and decided. 8: which
 * originals left. 9: how files were read. 10: which batches a batch
 * takes the place of. 11: what releases said besides the indicators' values.
 * 12: which notes were acknowledged. 13: held files of a month in parts wait until it is whole.
 * 14: with which words of the city files were judged. Whoever changes sql/ledger/intake_tables.sql or figure_tables.sql adds a version and a step of
 * UPGRADES.
 */
export const LEDGER_VERSION = 14;

/** From this version on it is noted what the tables hold of each batch. */
const FIRST_WITH_CONTENTS = 6;

export function hasContents(version: number): boolean {
  return version >= FIRST_WITH_CONTENTS;
}

/** From this version on it is remembered what releases said besides the indicators' values. */
const FIRST_WITH_SERIES = 11;

export function hasSeries(version: number): boolean {
  return version >= FIRST_WITH_SERIES;
}

/** Statements that bring a ledger from the version before to this one; tables that are there already stay as they are. */
const UPGRADES: Record<number, StatementName[]> = {
  1: ["ledger.intake_tables", "ledger.figure_tables"],
  2: ["ledger.intake_tables"],
  3: ["ledger.intake_tables"],
  4: ["ledger.intake_tables"],
  5: ["ledger.intake_tables"],
  6: ["ledger.intake_tables"],
  7: ["ledger.intake_tables"],
  8: ["ledger.departure_table"],
  9: ["ledger.reading_tables"],
  10: ["ledger.intake_tables", "ledger.fill_replaces"],
  11: ["ledger.figure_tables"],
  12: ["ledger.acknowledgement_table"],
  13: ["ledger.intake_tables"],
  14: ["ledger.words_table"],
};

/** The statements that make all tables and views of the newest version, raw tables apart. */
export function statementsOfLedger(): StatementName[] {
  return [...new Set([...Object.values(UPGRADES).flat(), "ledger.version_table" as const])];
}

/** Version of an open ledger; 0 for an empty one. */
export async function ledgerVersion(ledger: Warehouse): Promise<number> {
  const tables = await ledger.rows(statement("ledger.intake_table_names"));
  const names = new Set(tables.map(({table_name}) => table_name));
  if (!names.has("schema_version")) return names.has("batches") ? 1 : 0;
  const [row] = await ledger.rows(statement("ledger.newest_version"));
  return Number(row?.version);
}

/** UserError for a ledger of a later program: what that one wrote must not be misread. */
export function mustBeReadable(version: number): void {
  if (version > LEDGER_VERSION)
    throw new UserError(
      `台帳（ledger.duckdb）は、このプログラムより新しいプログラムで作られています（台帳の版 ${version}、このプログラムは ${LEDGER_VERSION} まで）。新しいプログラムを使うか、控えから戻してください（npx kaikaku restore）。`,
    );
}

/** The earliest version that has all that readers read. Those of before are brought up to date by whoever writes. */
const OLDEST_READ = 4;

export function isReadable(version: number): boolean {
  return version >= OLDEST_READ;
}

/** UserError for a ledger of an earlier program that readers of today cannot read. */
export function mustNotBeOld(version: number): void {
  if (!isReadable(version))
    throw new UserError(
      `台帳（ledger.duckdb）は、前のプログラムの形（版 ${version}）のままです。読むだけの命令は台帳を変えません。npx kaikaku upgrade（数値を前と比べてから新しくする）か npx kaikaku run（すぐ新しくする）のあとで、もう一度実行してください。`,
    );
}

/** All steps from a version to the newest, each statement once: it leaves what is there. Runs inside the caller's transaction. */
export async function upgradeVersion(ledger: Warehouse, version: number): Promise<void> {
  if (version === LEDGER_VERSION) return;
  await ledger.run(statement("ledger.version_table"));
  const steps = Object.entries(UPGRADES).filter(([step]) => Number(step) > version);
  for (const name of new Set(steps.flatMap(([, names]) => names))) await ledger.run(statement(name));
  await ledger.run(statement("ledger.insert_version"), {version: LEDGER_VERSION});
}
