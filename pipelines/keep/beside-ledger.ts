import type {Warehouse} from "../engine/open.ts";
import {faultIn} from "../installation/faults.ts";
import type {Home} from "../installation/home.ts";
import {readingAnyLedger} from "../ledger/read.ts";
import type {Trouble} from "./probe.ts";

/**
 * What a probe of something else finds with the help of the ledger. That the ledger itself is ill is its own probe's finding, and is
 * told there once.
 */
export async function withHelpOfLedger(
  home: Home,
  work: (ledger: Warehouse) => Promise<Trouble[]>,
): Promise<Trouble[]> {
  try {
    return await readingAnyLedger(home, work);
  } catch (error) {
    const fault = faultIn(error);
    if (fault === undefined || fault.kind === "locked") throw error;
    return [{state: "ok", what: "台帳が読めないので、確かめていません", mend: ""}];
  }
}
