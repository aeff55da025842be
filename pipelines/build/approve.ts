import {UserError} from "../../schemas/errors.ts";
import type {ReleaseDiff} from "../../schemas/explanation.ts";
import type {Approval, Decision} from "../../schemas/release-manifest.ts";
import type {Candidate} from "../../schemas/release-plan.ts";
import {statedText} from "../../schemas/stated-text.ts";
import {changedFilesSince, mustTellWhoChanged} from "../access/city-changes.ts";
import {readReleasePolicy} from "../catalog/release-policy.ts";
import {recordFigures} from "../figures/record-figures.ts";
import {accountHere} from "../installation/account.ts";
import {workingAlone} from "../installation/working-alone.ts";
import {readingLedger} from "../ledger/read.ts";
import {withLedger} from "../ledger/with-ledger.ts";
import {currentRelease, findRelease, type Release, readManifest} from "../releases/history.ts";
import {changesSince} from "./basis.ts";
import {candidateNamed, noted} from "./candidate.ts";
import {accountNumbers, cityHands} from "./city-hands.ts";
import {mustBeAnothers, ownFilesIn} from "./four-eyes.ts";
import {planOf} from "./plan.ts";
import type {RunOptions} from "./prepare.ts";
import {publishAgain, publishCandidate} from "./publish.ts";
import {publishingAlone} from "./publishing-alone.ts";
import {hourTyped, mustNotBeSentBack} from "./said-of.ts";

/**
 * Publishes the candidate that waits, as it was looked at. UserError when it is another one, when anything that it rests on
 * (files, decisions, rules, program) is another since, or when the policy forbids it. All of it is one piece of work: nobody
 * decides, loads or publishes in between.
 */
export async function approve(releaseId: string, decision: Decision, options: RunOptions): Promise<Release> {
  return approving(releaseId, decision, options, async ({candidate, approval, diff}) => {
    const {home, ...publishing} = options;
    const release = await publishCandidate(home, candidate, {...publishing, approval, diff});
    await withLedger(home, (ledger) => recordFigures(ledger, home), publishing);
    return release;
  });
}

/**
 * Agrees that the candidate be published at an hour (as hourTyped reads it), by whoever runs first after it. Returns the hour;
 * UserError as approve, and for an hour that cannot be.
 */
export async function approveFor(
  releaseId: string,
  {publishAt: typed, ...decision}: Decision & {publishAt: string},
  options: RunOptions,
): Promise<string> {
  const publishAt = hourTyped(typed, options.now);
  return approving(releaseId, decision, options, ({candidate, approval}) => {
    noted(options.home, {...candidate, sentBack: null, agreed: {...approval, publishAt}});
    return Promise.resolve(publishAt);
  });
}

interface Approving {
  candidate: Candidate;
  approval: Approval;
  diff: ReleaseDiff | null;
}

async function approving<Result>(
  releaseId: string,
  decision: Decision,
  {home, ...publishing}: RunOptions,
  work: (approving: Approving) => Promise<Result>,
): Promise<Result> {
  const decided = stated(decision);
  return publishingAlone(home, publishing, async () => {
    const candidate = candidateNamed(home, releaseId);
    mustNotBeSentBack(candidate);
    const follows = currentRelease(home)?.releaseId ?? null;
    if (candidate.manifest.previousReleaseId !== follows)
      throw new UserError(
        `候補「${releaseId}」は、今の公開版（${follows}）になる前に作られたものです。npx kaikaku plan で作り直してください。`,
      );
    await withLedger(
      home,
      async (ledger) => {
        await recordFigures(ledger, home);
        mustBeAsPlanned(releaseId, await changesSince(ledger, candidate, home.city));
      },
      publishing,
    );
    const plan = await planOf(home, candidate);
    if (plan.action === "never")
      throw new UserError(
        `候補「${releaseId}」は公開できません: ${plan.reasons[0]?.reason}。npx kaikaku plan で内容を確かめ、直したファイルを入れてください。`,
      );
    const account = accountHere();
    const ownFiles = await readingLedger(home, (ledger) => ownFilesIn(ledger, {plan, account}));
    const kept = new Map(
      (follows ? readManifest(home, follows).city : []).map(({file, content}) => [file, content]),
    );
    mustTellWhoChanged(home);
    const written = changedFilesSince(home, {kept, account});
    const cityFiles = cityHands(home.city, {changed: plan.changed_city, mine: accountNumbers(), written});
    const approval = {...decided, account, ownFiles, cityFiles};
    mustBeAnothers(approval, {releaseId, account, fourEyes: readReleasePolicy(home.city).four_eyes});
    return work({candidate, approval, diff: plan.diff});
  });
}

/**
 * Sends the candidate that waits back: nobody but who did may approve it from then on, and nothing publishes it by itself. What is
 * made anew of other files or rules is another candidate. UserError where it is not the one that waits.
 */
export async function sendBack(
  releaseId: string,
  decision: Decision,
  {home, now}: Pick<RunOptions, "home" | "now">,
): Promise<void> {
  const decided = stated(decision);
  await workingAlone(home, () => {
    const candidate = candidateNamed(home, releaseId);
    const sentBack = {...decided, account: accountHere(), at: now.toISOString()};
    noted(home, {...candidate, sentBack, agreed: null});
    return Promise.resolve();
  });
}

function mustBeAsPlanned(releaseId: string, changes: string[]): void {
  if (changes.length === 0) return;
  throw new UserError(
    [
      `候補「${releaseId}」を作ったあとに、もとになるものが変わりました（${changes.length}件）。何も公開していません。`,
      ...changes.slice(0, NAMED).map((change) => `・${change}`),
      ...(changes.length > NAMED ? [`・ほか${changes.length - NAMED}件`] : []),
      "npx kaikaku plan で候補を作り直し、内容を確かめてから承認してください。",
    ].join("\n"),
  );
}

const NAMED = 10;

/** UserError where a name or a reason is given without a word in it. */
function stated({by, reason}: Decision): Decision {
  return {
    by: by === null ? null : statedText(by, "--by には、判断した人の氏名を書いてください。"),
    reason: statedText(reason, "理由を書いてください。例: --reason 訂正の届出を人事課が確かめた"),
  };
}

/**
 * Makes an earlier release current again (named, or the one of a day), as a new release with the old content. What
 * was loaded since stays in the ledger; the policy decides who may publish it again.
 */
export async function rollBack(
  nameOrDate: string,
  decision: Decision,
  {home, ...publishing}: RunOptions,
): Promise<{release: Release; restored: string}> {
  const decided = stated(decision);
  return publishingAlone(home, publishing, async () => {
    const target = findRelease(home, nameOrDate);
    if (target.releaseId === currentRelease(home)?.releaseId)
      throw new UserError(
        `「${target.releaseId}」は今の公開版です。戻す先を npx kaikaku releases で選んでください。`,
      );
    // A release that could not be recorded before must come before the one that takes it back.
    await withLedger(home, (ledger) => recordFigures(ledger, home), publishing);
    const release = await publishAgain(home, target, {...publishing, decision: decided});
    publishing.log.progress("数値の記録", 0, 1);
    await withLedger(home, (ledger) => recordFigures(ledger, home));
    return {release, restored: target.releaseId};
  });
}
