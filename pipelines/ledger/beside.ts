import {mkdirSync, renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import {copyDurably, flush, flushFolder} from "../installation/durable.ts";
import type {Home} from "../installation/home.ts";
import {mustBeAloneStill} from "../installation/working-alone.ts";

/**
 * Does work on another ledger of an installation: a copy of the named file, or one that the work makes (null). It lies beside
 * the ledger until the work puts it in place, and is gone when the work has ended or, if the process dies, swept by the next.
 */
export async function besideLedger<Result>(
  home: Home,
  from: string | null,
  work: (beside: Home) => Promise<Result>,
): Promise<Result> {
  const folder = join(home.scratch, `building-ledger-${process.pid}`);
  rmSync(folder, {recursive: true, force: true});
  mkdirSync(folder, {recursive: true});
  const ledger = join(folder, "ledger.duckdb");
  try {
    if (from !== null) copyDurably(from, ledger);
    return await work({...home, ledger});
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

/** Makes a closed ledger from beside the installation's own, by one rename. */
export function putInPlace(home: Home, beside: Home): void {
  flush(beside.ledger);
  mustBeAloneStill(home);
  renameSync(beside.ledger, home.ledger);
  flushFolder(home.root);
}
