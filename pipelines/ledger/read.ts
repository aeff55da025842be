import {existsSync} from "node:fs";
import {UserError} from "../../schemas/errors.ts";
import {closedOnFailure} from "../engine/closed-on-failure.ts";
import {openReadOnly, type Warehouse} from "../engine/open.ts";
import {inWords} from "../installation/faults.ts";
import type {Home} from "../installation/home.ts";
import {openLedger} from "./ledger.ts";
import {LEDGER_VERSION, ledgerVersion, mustBeReadable} from "./version.ts";

/** Reads the ledger and closes it. UserError while another process writes it, or before anything was loaded. */
export async function readingLedger<Result>(
  home: Home,
  work: (ledger: Warehouse) => Promise<Result>,
): Promise<Result> {
  if (!existsSync(home.ledger))
    throw new UserError(
      `まだ何も取り込んでいません。ファイルを受け箱（${home.inbox}）に入れて npx kaikaku run を実行してください。`,
    );
  try {
    const ledger = await openCurrent(home);
    return await work(ledger).finally(() => ledger.close());
  } catch (cause) {
    // Also while it is read: every block is looked at when it is needed.
    throw inWords(cause, `台帳（${home.ledger}）`);
  }
}

/** A ledger that an earlier version left is brought up to date first, which needs it opened for writing once. */
async function openCurrent(home: Home): Promise<Warehouse> {
  const ledger = await openReadOnly(home.ledger);
  const version = await closedOnFailure(ledger, () => ledgerVersion(ledger));
  if (version === LEDGER_VERSION) return ledger;
  ledger.close();
  mustBeReadable(version);
  (await openLedger(home)).close();
  return openReadOnly(home.ledger);
}
