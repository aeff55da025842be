import type {Warehouse} from "../engine/open.ts";
import type {Home} from "../installation/home.ts";
import {type LedgerOptions, openLedger} from "./ledger.ts";

/** The ledger is closed again before anything else reads it. */
export async function withLedger<Result>(
  home: Home,
  work: (ledger: Warehouse) => Promise<Result>,
  options: LedgerOptions = {},
): Promise<Result> {
  const ledger = await openLedger(home, options);
  try {
    return await work(ledger);
  } finally {
    ledger.close();
  }
}
