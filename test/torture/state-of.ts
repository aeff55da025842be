import {lstatSync, readdirSync, readFileSync, readlinkSync} from "node:fs";
import {dirname, extname, join} from "node:path";
import {openReadOnly, type Warehouse} from "../../pipelines/engine/open.ts";
import {sha256} from "./expect-whole.ts";

/**
 * Every name below a city with what is in it: of the ledger what its tables say, since the engine
 * lays the same rows out in other bytes each time. A release is known by its bytes, which its manifest names. And which rights
 * there are in each folder for files of each ending: which of a release's tables was left open makes no other city.
 */
export async function stateOf(city: string): Promise<string> {
  const names = readdirSync(city, {recursive: true, encoding: "utf8"}).sort();
  const looks: unknown[] = [];
  const rights = new Set<string>();
  for (const name of names) {
    const {mode} = lstatSync(join(city, name));
    rights.add(`${dirname(name)} ${extname(name)} ${mode}`);
    looks.push([name, await lookOf(join(city, name))]);
  }
  return sha256(JSON.stringify([looks, [...rights].sort()]));
}

async function lookOf(path: string): Promise<string> {
  const entry = lstatSync(path);
  if (entry.isSymbolicLink()) return `link ${readlinkSync(path)}`;
  if (!entry.isFile()) return entry.isDirectory() ? "folder" : "neither";
  return (LEDGER.test(path) && (await saidByLedger(path))) || sha256(readFileSync(path));
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
