import {readdirSync, rmSync} from "node:fs";
import {join} from "node:path";
import {openWritable, type Warehouse} from "../../pipelines/engine/open.ts";
import {ingestFiles} from "../../pipelines/intake/load/ingest.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {writtenSample} from "../sample/written-sample.ts";
import {sampleHome} from "../sample-city.ts";
import {type Comparison, compare} from "./measure.ts";
import {asPlainText} from "./plain-files.ts";

/**
 * A whole city's files, one after the other, to accepted rows, against the engine reading each of them untyped into a table.
 * The engine reads neither CP932 nor workbooks: it gets the same cells as UTF-8, made beforehand.
 */
export async function compareFiles(work: string): Promise<Comparison> {
  const folder = await writtenSample();
  const files = readdirSync(folder)
    .sort()
    .map((name) => join(folder, name));
  const plain = files.map((file, index) => asPlainText(file, join(work, `plain-${index}.csv`)));
  return compare(`ingest of the city's ${files.length} files`, 2.5, {
    product: () => ingestAll(join(work, "home"), files),
    bare: () => readBare(join(work, "bare.duckdb"), plain),
  });
}

async function ingestAll(root: string, files: string[]): Promise<() => Promise<void>> {
  rmSync(root, {recursive: true, force: true});
  const home = sampleHome(root);
  const ledger = await openLedger(home);
  return async () => {
    const log = {info: () => {}, progress: () => {}, warn: () => {}};
    const outcomes = await ingestFiles(ledger, files, {home, now: new Date(0), log, loaded: []});
    ledger.close();
    const others = outcomes.filter(({kind}) => kind !== "accepted");
    if (others.length > 0) throw new Error(`not every file was accepted: ${JSON.stringify(others[0])}`);
  };
}

async function readBare(database: string, files: string[]): Promise<() => Promise<void>> {
  rmSync(database, {force: true});
  const engine = await openWritable(database);
  return async () => {
    for (const [index, file] of files.entries()) await insertUntyped(engine, `file_${index}`, file);
    engine.close();
  };
}

async function insertUntyped(engine: Warehouse, table: string, file: string): Promise<void> {
  await engine.run(`create table ${table} as from read_csv('${file}', all_varchar = true)`);
}
