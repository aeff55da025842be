import {existsSync} from "node:fs";
import {UserError} from "../../schemas/errors.ts";
import {openReadOnly, type Warehouse} from "../engine/open.ts";
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
  const ledger = await openCurrent(home).catch((cause: unknown) => {
    if (!String(cause).includes("lock")) throw cause;
    throw new UserError("台帳を別の処理が使っています。終わるのを待ってから、もう一度実行してください。", {
      cause,
    });
  });
  try {
    return await work(ledger);
  } finally {
    ledger.close();
  }
}

/** A ledger that an earlier version left is brought up to date first, which needs it opened for writing once. */
async function openCurrent(home: Home): Promise<Warehouse> {
  const ledger = await openReadOnly(home.ledger);
  const version = await ledgerVersion(ledger);
  if (version === LEDGER_VERSION) return ledger;
  ledger.close();
  mustBeReadable(version);
  (await openLedger(home)).close();
  return openReadOnly(home.ledger);
}
