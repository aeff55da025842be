import {existsSync} from "node:fs";
import {UserError} from "../../schemas/errors.ts";
import type {Warehouse} from "../engine/open.ts";
import {inWords} from "../installation/faults.ts";
import type {Home} from "../installation/home.ts";
import {mustBeOfOwnShape} from "./own-shape.ts";
import {openInTurn} from "./turns.ts";
import {LEDGER_VERSION, ledgerVersion, mustBeReadable, mustNotBeOld} from "./version.ts";

/**
 * Reads the ledger and closes it; reading changes nothing. While another process writes it, it is read as it was before.
 * UserError before anything was loaded, and for a ledger that an earlier program left in a form in which readers of today would miss something.
 */
export function readingLedger<Result>(
  home: Home,
  work: (ledger: Warehouse) => Promise<Result>,
): Promise<Result> {
  return readingAnyLedger(home, async (ledger) => {
    mustNotBeOld(await ledgerVersion(ledger));
    return work(ledger);
  });
}

/** As readingLedger, for work that knows what a ledger of an earlier program may lack. */
export async function readingAnyLedger<Result>(
  home: Home,
  work: (ledger: Warehouse) => Promise<Result>,
): Promise<Result> {
  if (!existsSync(home.ledger))
    throw new UserError(
      `まだ何も取り込んでいません。ファイルを受け箱（${home.inbox}）に入れて npx kaikaku run を実行してください。`,
    );
  try {
    const {ledger, close} = await openInTurn(home);
    const reading = async () => {
      const version = await ledgerVersion(ledger);
      mustBeReadable(version);
      await mustBeOfOwnShape(ledger, version === LEDGER_VERSION);
      return work(ledger);
    };
    return await reading().finally(close);
  } catch (cause) {
    // Also while it is read: every block is looked at when it is needed.
    throw inWords(cause, `台帳（${home.ledger}）`);
  }
}
