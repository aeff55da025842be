import type {Contract} from "../../schemas/contract.ts";
import {UserError} from "../../schemas/errors.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import {applyChanges} from "./apply-changes.ts";
import {changeName, changeText, refusalText} from "./change-text.ts";
import {mustBeAsWritten} from "./changed-contents.ts";
import {isCountedOtherwise, noteAllContents} from "./contents.ts";
import {type ContractChange, contractChanges} from "./contract-changes.ts";
import {mustBeOfOwnShape} from "./own-shape.ts";
import {hasContents, LEDGER_VERSION, ledgerVersion, mustBeReadable, upgradeVersion} from "./version.ts";

/** What an open ledger lacks to be the program's. */
export interface Pending {
  version: number;
  changes: ContractChange[];
}

/** Looks what an open ledger lacks; changes nothing. UserError when it is a later program's, or cannot be the contracts'. */
export async function pendingOf(ledger: Warehouse, contracts: readonly Contract[]): Promise<Pending> {
  const version = await ledgerVersion(ledger);
  mustBeReadable(version);
  await mustBeOfOwnShape(ledger, version === LEDGER_VERSION);
  const {changes, refusals} = await contractChanges(ledger, contracts);
  if (refusals.length > 0) throw new UserError(refusalText(refusals));
  return {version, changes};
}

export function isCurrent({version, changes}: Pending): boolean {
  return version === LEDGER_VERSION && changes.length === 0;
}

/** Whether a copy of before is to be kept: not where there is nothing yet, nor where no table changes. */
export function deservesCopy({version, changes}: Pending): boolean {
  if (version === 0) return false;
  return version < LEDGER_VERSION || changes.some(({kind}) => !QUIET.includes(kind));
}

const QUIET: ContractChange["kind"][] = ["column_noted", "column_left"];

/** What will be, or was, done, a line for each thing that people may want to know. */
export function pendingTexts({version, changes}: Pending): string[] {
  const steps = version < LEDGER_VERSION ? [`台帳の版を ${version} から ${LEDGER_VERSION} に`] : [];
  if (version > 0 && !hasContents(version))
    steps.push("中身の検査の数を、今ある行から取りました（これより前の書換えは見つけられません）");
  return [...steps, ...changes.filter(({kind}) => kind !== "column_noted").map(changeText)];
}

const NAMED = 2;

/** What changes, in a name for the copy of before: "version-5_paper.recycled_count", "paper.a_paper.b_and-3-more". */
export function pendingName({version, changes}: Pending): string {
  const loud = changes.filter(({kind}) => !QUIET.includes(kind)).map(changeName);
  const names = version < LEDGER_VERSION ? [`version-${LEDGER_VERSION}`, ...loud] : loud;
  const more = names.length > NAMED ? [`and-${names.length - NAMED}-more`] : [];
  return [...names.slice(0, NAMED), ...more].join("_");
}

/**
 * All that is pending, in one transaction; the ledger remembers the copy that was kept, null for none. UserError when somebody
 * else changed its rows: they would count as right from now on.
 */
export async function bringUpToDate(
  ledger: Warehouse,
  pending: Pending,
  keptAs: string | null,
): Promise<void> {
  if (hasContents(pending.version) && !(await isCountedOtherwise(ledger))) await mustBeAsWritten(ledger);
  await ledger.transaction(async () => {
    await upgradeVersion(ledger, pending.version);
    await applyChanges(ledger, pending.changes);
    await mustBeOfOwnShape(ledger, true);
    await noteAllContents(ledger);
    if (keptAs !== null)
      await ledger.run(statement("ledger.insert_upgrade"), {
        kept_as: keptAs,
        changes: JSON.stringify(pendingTexts(pending)),
      });
  });
}
