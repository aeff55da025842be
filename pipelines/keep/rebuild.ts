import {existsSync} from "node:fs";
import {UserError} from "../../schemas/errors.ts";
import type {ReleaseDiff} from "../../schemas/explanation.ts";
import {folderTime} from "../../schemas/japanese-day.ts";
import {contractsOf} from "../catalog/contracts-of.ts";
import {functionDefinitions} from "../catalog/sql-files.ts";
import {closedOnFailure} from "../engine/closed-on-failure.ts";
import type {Warehouse} from "../engine/open.ts";
import type {Home} from "../installation/home.ts";
import type {Log} from "../installation/log.ts";
import {workingAlone} from "../installation/working-alone.ts";
import {type KeptBatch, replayArchive} from "../intake/load/replay.ts";
import {besideLedger, putInPlace} from "../ledger/beside.ts";
import {bringUpToDate, isCurrent, pendingOf} from "../ledger/bring-up-to-date.ts";
import {type ChangedContent, changedContents, changeTexts, differences} from "../ledger/changed-contents.ts";
import {type Content, countedContents, notedContents} from "../ledger/contents.ts";
import {keepCopy, keptCopy} from "../ledger/kept-copies.ts";
import {openLedgerFile} from "../ledger/ledger.ts";
import {comparedWithRelease} from "./compared-with-release.ts";

export interface RebuildOptions {
  home: Home;
  now: Date;
  log: Log;
  /** Compares only; the ledger stays as it is. */
  isTrial: boolean;
}

/** What building the ledger anew did, or would do. */
export interface Rebuilt {
  fileCount: number;
  /** What the ledger of before held otherwise than the archive: a line each. */
  mended: string[];
  /** Whose rows are those of before, because today's program refuses the file or reads it otherwise. */
  kept: KeptBatch[];
  /** What the new ledger says otherwise than the current release; null while there is none. */
  diff: ReleaseDiff | null;
  outcome:
    | {kind: "in_place"; keptAs: string}
    | {kind: "trial"}
    /** Files give other rows today than when they were loaded: a line each. */
    | {kind: "stopped"; otherwise: string[]};
}

/**
 * Makes the ledger anew from the archive and the decisions, beside the one that is there, holds its rows against what was noted
 * when they were loaded and its figures against the current release, and only then puts it in place, by one rename; the old
 * one is kept. UserError, and nothing has changed, where a file is gone or the notes themselves were changed.
 */
export async function rebuild({home, now, log, isTrial}: RebuildOptions): Promise<Rebuilt> {
  if (!existsSync(home.ledger)) throw new UserError("台帳がまだありません。作り直すものはありません。");
  return workingAlone(home, async () => {
    const before = await lookAt(home);
    return besideLedger(home, null, async (beside) => {
      const {after, kept} = await builtAnew(home, {beside, before, log});
      const otherwise = differences(before.noted.filter(isOfFile), after.filter(isOfFile));
      const mended = before.changed.filter(isOfFile).map(({text}) => text);
      const {diff} = await comparedWithRelease(home, {ledger: beside, now, log});
      const rebuilt = {fileCount: before.fileCount, mended, kept, diff};
      if (otherwise.length > 0)
        return {...rebuilt, outcome: {kind: "stopped", otherwise: await textsOf(home, otherwise)}};
      if (isTrial) return {...rebuilt, outcome: {kind: "trial"}};
      const keptAs = `ledger.before-rebuild-${folderTime(now)}.duckdb`;
      keepCopy(home, keptAs);
      putInPlace(home, beside);
      return {...rebuilt, outcome: {kind: "in_place", keptAs: keptCopy(home, keptAs)}};
    });
  });
}

/** Rows and the periods they cover come from files; all else was noted when they came, or decided. */
function isOfFile({relation}: {relation: string}): boolean {
  return relation.startsWith("raw.") || relation === "intake.batch_periods";
}

interface Before {
  fileCount: number;
  noted: Content[];
  changed: (ChangedContent & {text: string})[];
}

/** Opened and closed, the ledger is one whole file. UserError when what only the ledger knows was changed, too. */
async function lookAt(home: Home): Promise<Before> {
  const ledger = await openLedgerFile(home);
  return closedOnFailure(ledger, async () => {
    if (!isCurrent(await pendingOf(ledger, contractsOf(home.city))))
      throw new UserError(
        "台帳が前のプログラムの形なので、作り直せません。先に npx kaikaku upgrade を実行してください。",
      );
    const changes = await changedContents(ledger);
    const texts = await changeTexts(ledger, changes);
    const changed = changes.map((change, index) => ({...change, text: texts[index] ?? ""}));
    mustBeNotedOnly(changed);
    const noted = await notedContents(ledger);
    ledger.close();
    return {fileCount: new Set(noted.map(({batch_id}) => batch_id)).size, noted, changed};
  });
}

function mustBeNotedOnly(changed: Before["changed"]): void {
  const lost = changed.filter((change) => !isOfFile(change));
  if (lost.length === 0) return;
  throw new UserError(
    `台帳の、保管ファイルからは分からない記録（受付、保留の理由、決定）も書き換えられているので、作り直せません。何も変えていません。控えから戻してください（npx kaikaku restore）。\n${lost
      .map(({text}) => `・${text}`)
      .join("\n")}`,
  );
}

async function builtAnew(
  home: Home,
  {beside, before, log}: {beside: Home; before: Before; log: Log},
): Promise<{after: Content[]; kept: KeptBatch[]}> {
  const changed = new Set(before.changed.filter(isOfFile).map(({batchId}) => batchId));
  const former = {noted: before.noted, isAsNoted: (batchId: number) => !changed.has(batchId)};
  const ledger = await openLedgerFile(beside);
  return closedOnFailure(ledger, async () => {
    await bringUpToDate(ledger, await pendingOf(ledger, contractsOf(home.city)), null);
    await ledger.run(functionDefinitions());
    await ledger.attach(home.ledger, "before");
    const kept = await replayArchive(ledger, beside, {former, log});
    const after = await countedContents(ledger);
    await ledger.detach("before");
    ledger.close();
    return {after, kept};
  });
}

async function textsOf(home: Home, changes: ChangedContent[]): Promise<string[]> {
  const ledger: Warehouse = await openLedgerFile(home);
  const texts = await closedOnFailure(ledger, () => changeTexts(ledger, changes));
  ledger.close();
  return texts;
}
