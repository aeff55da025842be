import {lstatSync, readdirSync, readFileSync, readlinkSync} from "node:fs";
import {join} from "node:path";
import {openReadOnly, type Warehouse} from "../../pipelines/engine/open.ts";
import {sha256} from "./expect-whole.ts";

/**
 * Every name below a city with its kind and rights, and what is in it: of the ledger what its tables say, since the engine
 * lays the same rows out in other bytes each time. A release is known by its bytes, which its manifest names.
 */
export async function stateOf(city: string): Promise<string> {
  const names = readdirSync(city, {recursive: true, encoding: "utf8"}).sort();
  const looks: unknown[] = [];
  for (const name of names) looks.push([name, ...(await looksOf(join(city, name)))]);
  return sha256(JSON.stringify(looks));
}

async function looksOf(path: string): Promise<(string | number)[]> {
  const entry = lstatSync(path);
  if (entry.isSymbolicLink()) return [entry.mode, readlinkSync(path)];
  if (!entry.isFile()) return [entry.mode];
  return [entry.mode, (LEDGER.test(path) && (await saidByLedger(path))) || sha256(readFileSync(path))];
}

const LEDGER = /\/ledger\.duckdb(\.wal)?$/;

/** Its file and what was not put into it yet are one: undefined for one that does not open. */
async function saidByLedger(path: string): Promise<string | undefined> {
  const ledger = await openReadOnly(path.replace(/\.wal$/, "")).catch(() => undefined);
  if (!ledger) return undefined;
  try {
    return sha256(JSON.stringify(await contentsOf(ledger)));
  } finally {
    ledger.close();
  }
}

async function contentsOf(database: Warehouse): Promise<unknown[]> {
  const tables = await database.rows("select sql, schema_name, table_name from duckdb_tables() order by all");
  const views = await database.rows("select sql from duckdb_views() where not internal order by all");
  const rows: unknown[] = [];
  for (const {schema_name, table_name} of tables)
    rows.push(
      await database.rows(
        `select count(*)::varchar as rows, md5(string_agg(md5(whole::varchar), '' order by md5(whole::varchar))) as content
         from "${schema_name}"."${table_name}" as whole`,
      ),
    );
  return [tables, views, rows];
}
