import {DAY_MS} from "../../schemas/fiscal-time.ts";
import {japaneseDay} from "../../schemas/japanese-day.ts";
import type {Approval} from "../../schemas/release-manifest.ts";
import {
  type Candidate,
  type Finding,
  type Notes,
  notesOf,
  type ReleasePlan,
} from "../../schemas/release-plan.ts";
import {recordFigures} from "../figures/record-figures.ts";
import type {Home} from "../installation/home.ts";
import {dropPutAside} from "../installation/sweep.ts";
import {workingAlone} from "../installation/working-alone.ts";
import {orTellLoaded} from "../intake/clerk/or-tell-loaded.ts";
import {leaveByRule} from "../intake/leave/leave-by-rule.ts";
import {compactBatches} from "../intake/load/compact-batches.ts";
import type {FileOutcome} from "../intake/load/outcome.ts";
import {dropOldCopies} from "../ledger/kept-copies.ts";
import {withLedger} from "../ledger/with-ledger.ts";
import type {Release} from "../releases/history.ts";
import {remakeFolders} from "../releases/remake-folders.ts";
import {dropOldReleases, readRetention} from "../releases/retention.ts";
import type {Confirmation} from "./confirm.ts";
import {type Empty, type Prepared, prepare, type RunOptions} from "./prepare.ts";
import {publishCandidate} from "./publish.ts";
import {approvalDue} from "./said-of.ts";
import {tellingCurrent} from "./telling-current.ts";

/** What became of the release. */
export type ReleaseOutcome =
  | ({kind: "published"; release: Release} & Notes)
  | {kind: "waiting"; plan: ReleasePlan}
  | {kind: "unchanged"; release: Release}
  | Confirmation
  | {kind: "stopped"; findings: Finding[]; currentReleaseId: string | null}
  | Empty;

export interface RunReport {
  files: FileOutcome[];
  outcome: ReleaseOutcome;
}

/**
 * The whole job: load what waits, build, check, publish, remember the figures. Where the policy asks a person, the
 * candidate is left waiting and the current release stays.
 */
export async function run(options: RunOptions): Promise<RunReport> {
  return workingAlone(options.home, () => tellingCurrent(options.home, () => runAlone(options)));
}

async function runAlone(options: RunOptions): Promise<RunReport> {
  const {files, prepared} = await prepare(options);
  return orTellLoaded(options.log, files, async () => {
    const outcome = await settle(prepared, options);
    await mendFolders(options);
    await leaveByRule({...options, terms: readRetention(options.home.city).originals});
    return {files, outcome};
  });
}

async function mendFolders({home, log}: RunOptions): Promise<void> {
  for (const releaseId of await remakeFolders(home))
    log.info(`公開版  ${releaseId} のParquetファイルがなかったので、作り直しました`);
}

async function settle(prepared: Prepared, options: RunOptions): Promise<ReleaseOutcome> {
  if (prepared.kind !== "candidate") return prepared;
  const {candidate, plan} = prepared;
  switch (plan.action) {
    case "automatic":
      return {...(await publishNow(candidate, plan, {...options, approval: null})), ...notesOf(plan)};
    case "approve": {
      const approval = approvalDue(candidate, options.now);
      if (!approval) return {kind: "waiting", plan};
      return {...(await publishNow(candidate, plan, {...options, approval})), ...notesOf(plan)};
    }
    case "never":
      return {
        kind: "stopped",
        findings: candidate.findings,
        currentReleaseId: candidate.manifest.previousReleaseId,
      };
    default:
      return plan.action satisfies never;
  }
}

function tidy(home: Home, {now, log}: Omit<RunOptions, "home">): void {
  const dropped = dropOldReleases(home, now);
  if (dropped.length > 0)
    log.info(`整理  保存期間を過ぎた公開版${dropped.length}件の本体を消しました: ${dropped.join("、")}`);
  const keptSince = new Date(now.getTime() - readRetention(home.city).put_aside.keep_days * DAY_MS);
  const aside = dropPutAside(home, japaneseDay(keptSince));
  if (aside.length > 0)
    log.info(
      `整理  控えから戻したときに移した前の設備を、残す期間が過ぎたので消しました: ${aside.join("、")}`,
    );
  const copies = dropOldCopies(home, keptSince);
  if (copies.length > 0)
    log.info(`整理  前の形の台帳の写しを、残す期間が過ぎたので消しました: ${copies.join("、")}`);
}

async function publishNow(
  candidate: Candidate,
  {diff}: ReleasePlan,
  {home, approval, ...publishing}: RunOptions & {approval: Approval | null},
): Promise<{kind: "published"; release: Release}> {
  const release = await publishCandidate(home, candidate, {...publishing, approval, diff});
  publishing.log.progress("数値の記録", 0, 1);
  const compacted = await withLedger(home, async (ledger) => {
    await recordFigures(ledger, home);
    return compactBatches(ledger, {home, now: publishing.now, rules: readRetention(home.city).batches});
  });
  if (compacted > 0)
    publishing.log.info(
      `整理  使われなくなって久しいファイル${compacted}件の行を、台帳から外しました（ファイルは ${home.archive} に残っています）`,
    );
  publishing.log.progress("数値の記録", 1, 1);
  tidy(home, publishing);
  return {kind: "published", release};
}
