import {rmSync} from "node:fs";
import {join} from "node:path";
import {openWritable} from "../../pipelines/engine/open.ts";
import {openHome} from "../../pipelines/installation/home.ts";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {type Comparison, compare} from "./measure.ts";
import {writeOvertime} from "./overtime-file.ts";

/** Overtime rows as a clerk sends them, to accepted rows, against the engine's own typed read of the same rows in UTF-8. */
export async function compareIngest(
  work: string,
  {rowCount, limit}: {rowCount: number; limit: number},
): Promise<Comparison> {
  const [sent, typed] = [join(work, "overtime-cp932.csv"), join(work, "overtime-typed.csv")];
  writeOvertime(rowCount, {sent, typed});
  return compare(`ingest of ${rowCount.toLocaleString("en")} overtime rows from CP932`, limit, {
    product: () => ingestAll(join(work, "home"), sent, rowCount),
    bare: () => readBare(join(work, "bare.duckdb"), typed),
  });
}

async function ingestAll(root: string, file: string, rowCount: number): Promise<() => Promise<void>> {
  rmSync(root, {recursive: true, force: true});
  const home = openHome(root);
  const ledger = await openLedger(home);
  return async () => {
    const outcome = await ingestFile(ledger, file, {home, now: new Date(0)});
    ledger.close();
    if (outcome.kind !== "accepted" || outcome.batch.acceptedCount !== rowCount)
      throw new Error(`not every row was accepted: ${JSON.stringify(outcome).slice(0, 500)}`);
  };
}

async function readBare(database: string, file: string): Promise<() => Promise<void>> {
  rmSync(database, {force: true});
  const engine = await openWritable(database);
  return async () => {
    await engine.run(
      `create table overtime as select * from read_csv('${file}', header = true, columns =
        {'number': 'varchar', 'month': 'date', 'kind': 'varchar', 'cause': 'varchar', 'minutes': 'integer'})`,
    );
    engine.close();
  };
}
