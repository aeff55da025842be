import {existsSync} from "node:fs";
import {UserError} from "../../schemas/errors.ts";
import type {ReleaseDiff} from "../../schemas/explanation.ts";
import type {Finding} from "../../schemas/release-plan.ts";
import {contractsOf} from "../catalog/contracts-of.ts";
import {closedOnFailure} from "../engine/closed-on-failure.ts";
import type {Home} from "../installation/home.ts";
import type {Log} from "../installation/log.ts";
import {workingAlone} from "../installation/working-alone.ts";
import {besideLedger, putInPlace} from "../ledger/beside.ts";
import {
  bringUpToDate,
  deservesCopy,
  isCurrent,
  type Pending,
  pendingName,
  pendingOf,
  pendingTexts,
} from "../ledger/bring-up-to-date.ts";
import {copiesNoted, copyName, keepCopy, keptCopy} from "../ledger/kept-copies.ts";
import {openLedgerFile} from "../ledger/ledger.ts";
import {comparedWithRelease} from "./compared-with-release.ts";

export interface UpgradeOptions {
  home: Home;
  now: Date;
  log: Log;
  /** Compares only; the ledger stays as it is. */
  isTrial: boolean;
}

/** What an upgrade did, or would do. */
export interface Upgrade {
  /** Changes of the ledger, in words; none when it is the program's already. */
  changes: string[];
  /** What the program says otherwise than the current release; null while there is none. */
  diff: ReleaseDiff | null;
  outcome:
    | {kind: "in_place"; keptAs: string | null}
    | {kind: "trial"}
    /** The new program's own checks stop what it makes of this ledger. */
    | {kind: "stopped"; findings: Finding[]};
}

/**
 * Brings a copy of the ledger to this program, builds every model on it, compares with the current release, and only then
 * puts the copy in the ledger's place, by one rename. Before that rename nothing of the installation has changed.
 */
export async function upgrade({home, now, log, isTrial}: UpgradeOptions): Promise<Upgrade> {
  if (!existsSync(home.ledger))
    throw new UserError(
      "台帳がまだありません。新しくするものはありません（最初の npx kaikaku run が作ります）。",
    );
  return workingAlone(home, async () => {
    const {pending, keptAs} = await lookAt(home);
    return besideLedger(home, home.ledger, async (copy) => {
      await broughtUpToDate(copy, pending, keptAs);
      const {diff, findings} = await comparedWithRelease(home, {ledger: copy, now, log});
      const changes = pendingTexts(pending);
      const blocking = findings.filter(({severity}) => severity === "blocking");
      if (blocking.length > 0) return {changes, diff, outcome: {kind: "stopped", findings: blocking}};
      if (isTrial) return {changes, diff, outcome: {kind: "trial"}};
      // The old ledger is kept first; the rename alone is the upgrade.
      if (keptAs !== null) keepCopy(home, keptAs);
      if (!isCurrent(pending)) putInPlace(home, copy);
      return {changes, diff, outcome: {kind: "in_place", keptAs: keptAs && keptCopy(home, keptAs)}};
    });
  });
}

/** Opened and closed, the ledger is one whole file that can be copied. */
async function lookAt(home: Home): Promise<{pending: Pending; keptAs: string | null}> {
  const ledger = await openLedgerFile(home);
  const found = await closedOnFailure(ledger, async () => {
    const pending = await pendingOf(ledger, contractsOf(home.city));
    const keptAs = deservesCopy(pending) ? copyName(pendingName(pending), await copiesNoted(ledger)) : null;
    return {pending, keptAs};
  });
  ledger.close();
  return found;
}

async function broughtUpToDate(copy: Home, pending: Pending, keptAs: string | null): Promise<void> {
  if (isCurrent(pending)) return;
  const ledger = await openLedgerFile(copy);
  await closedOnFailure(ledger, () => bringUpToDate(ledger, pending, keptAs));
  ledger.close();
}
