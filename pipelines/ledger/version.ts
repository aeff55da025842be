import {join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import type {Warehouse} from "../engine/open.ts";
import {copyDurably} from "../installation/durable.ts";
import type {Home} from "../installation/home.ts";
import {FIGURE_TABLES} from "./figure-tables.ts";
import {INTAKE_TABLES} from "./intake-tables.ts";

/**
 * Version of the ledger's tables. 1: batches, quarantine, figures, without a number of its own. 2: reasons for holding
 * and decisions. 3: batches whose rows left. 4: which key stands behind the
 * staff keys. Whoever changes INTAKE_TABLES or FIGURE_TABLES adds a version and a step of UPGRADES.
 */
export const LEDGER_VERSION = 4;

/** Statements that bring a ledger from the version before to this one; tables that are there already stay as they are. */
const UPGRADES: Record<number, string> = {
  1: `${INTAKE_TABLES};${FIGURE_TABLES}`,
  2: INTAKE_TABLES,
  3: INTAKE_TABLES,
  4: INTAKE_TABLES,
};

const VERSION_TABLE = `
create schema if not exists intake;
create table if not exists intake.schema_version (version integer primary key, since timestamp);
`;

/** Version of an open ledger; 0 for an empty one. */
export async function ledgerVersion(ledger: Warehouse): Promise<number> {
  const tables = await ledger.rows("select table_name from duckdb_tables() where schema_name = 'intake'");
  const names = new Set(tables.map(({table_name}) => table_name));
  if (!names.has("schema_version")) return names.has("batches") ? 1 : 0;
  const [row] = await ledger.rows("select max(version) as version from intake.schema_version");
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
    await ledger.run(VERSION_TABLE);
    for (let next = version + 1; next <= LEDGER_VERSION; next += 1) await ledger.run(UPGRADES[next] ?? "");
    await ledger.run("insert into intake.schema_version values ($1, current_timestamp::timestamp)", [
      LEDGER_VERSION,
    ]);
  });
}
