import {join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {type StatementName, statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import {copyDurably} from "../installation/durable.ts";
import type {Home} from "../installation/home.ts";

/**
 * Version of the ledger's tables. 1: batches, quarantine, figures, without a number of its own. 2: reasons for holding
 * and decisions. 3: batches whose rows left. 4: which key stands behind the
 * staff keys. Whoever changes sql/ledger/intake_tables.sql or figure_tables.sql adds a version and a step of UPGRADES.
 */
export const LEDGER_VERSION = 4;

/** Statements that bring a ledger from the version before to this one; tables that are there already stay as they are. */
const UPGRADES: Record<number, StatementName[]> = {
  1: ["ledger.intake_tables", "ledger.figure_tables"],
  2: ["ledger.intake_tables"],
  3: ["ledger.intake_tables"],
  4: ["ledger.intake_tables"],
};

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

/** Where the ledger of an earlier version is kept before it is brought up to date. */
export function versionBackup(home: Home, version: number): string {
  return join(home.ledger, "..", `ledger.version-${version}.duckdb`);
}

/** Keeps a copy of a closed ledger as it was before the upgrade. */
export function keepVersion(home: Home, version: number): void {
  copyDurably(home.ledger, versionBackup(home, version));
}

/** All steps from a version to the newest, or none of them. */
export async function upgradeLedger(ledger: Warehouse, version: number): Promise<void> {
  await ledger.transaction(async () => {
    await ledger.run(statement("ledger.version_table"));
    for (let next = version + 1; next <= LEDGER_VERSION; next += 1)
      for (const name of UPGRADES[next] ?? []) await ledger.run(statement(name));
    await ledger.run(statement("ledger.insert_version"), {version: LEDGER_VERSION});
  });
}
