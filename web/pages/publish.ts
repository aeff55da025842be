import {waitingCandidate} from "../../pipelines/build/candidate.ts";
import type {ReleaseDiff} from "../../schemas/explanation.ts";
import {japaneseDate} from "../../schemas/fiscal-time.ts";
import type {Publication} from "../../schemas/publication.ts";
import type {ReleasePlan} from "../../schemas/release-plan.ts";
import {noteAct, noteReading} from "../note-act.ts";
import {PUBLISHES} from "../rights.ts";
import {parsed} from "../tasks/parsed.ts";
import {type Route, type SignedVisit, signedRoute} from "../visit.ts";
import {type ChangesView, changesView} from "./changes-view.ts";
import {onTo, page, sorry, TOO_BUSY, template} from "./page.ts";
import {type PlanView, planView} from "./plan-view.ts";
import {type StandingView, standingView} from "./standing-view.ts";
import {waiting} from "./waiting.ts";

const PUBLISH = template<{
  lead: string;
  candidate: string;
  reasons: string[];
  canPlan: boolean;
  canApprove: boolean;
  canSendBack: boolean;
  canRollBack: boolean;
  plan: PlanView | null;
  trouble: string;
  standing: StandingView;
  releases: {name: string; on: string; number: number; isCurrent: boolean; diff: string}[];
}>("publish", ["changes", "../../reports/scorecard/status-mark"]);
const DIFF = template<{title: string; changes: ChangesView}>("diff", [
  "changes",
  "../../reports/scorecard/status-mark",
]);

export const routes: Route[] = [
  signedRoute("get", "/publish", PUBLISHES, show),
  signedRoute("post", "/publish/plan", PUBLISHES, plan),
  signedRoute("get", "/publish/releases/:release", PUBLISHES, showDiff),
];

async function show(visit: SignedVisit): Promise<Response> {
  noteReading(visit, "window:publish", {});
  const {window, account} = visit;
  const working = window.line
    .all()
    .find((job) => job.accountId === account.id && job.resultPath === "/publish" && job.state !== "done");
  if (working) return waiting(visit, working.title, working.id);
  const {status, trouble} = await window.looks.standing();
  const publication = status?.publication;
  const candidate = waitingCandidate(window.home)?.manifest.releaseId ?? "";
  const planned = window.planned.get(candidate);
  const releases = window.published.all();
  const isApprover = account.roles.includes("approver");
  const isApprovable = publication?.kind === "waiting" || publication?.kind === "ready";
  const body = PUBLISH({
    lead: publication ? LEADS[publication.kind] : "様子を読めません。",
    candidate: publication && "candidate_id" in publication ? publication.candidate_id : "",
    reasons: reasonsOf(publication),
    canPlan: publication?.kind !== "nothing_loaded" && publication?.kind !== "published",
    canApprove: isApprover && isApprovable && planned !== undefined,
    canSendBack: isApprover && isApprovable,
    canRollBack: isApprover && releases.length > 1,
    plan: planned ? planView(planned) : null,
    trouble: trouble ?? "",
    standing: standingView(window.home, visit.now),
    releases: releases
      .map(({releaseId, releasedOn}, index) => ({
        name: releaseId,
        on: japaneseDate(releasedOn),
        number: index + 1,
        isCurrent: index === releases.length - 1,
        diff: index === 0 ? "" : `/publish/releases/${encodeURIComponent(releaseId)}`,
      }))
      .toReversed(),
  });
  return page(visit, {title: "公開", place: "publish", body});
}

const LEADS: Record<Publication["kind"], string> = {
  nothing_loaded: "公開できるものは、まだありません。",
  published: "取り込んだものも市の決めごとも、すべて公開版に入っています。",
  not_built: "取り込んだものか、市の決めごとやプログラムの変わったところが、まだ公開版に入っていません。",
  stopped: "点検の誤りで、公開を止めています。",
  waiting: "候補が、承認を待っています。",
  ready: "候補ができています。公開できます。",
};

function reasonsOf(publication: Publication | undefined): string[] {
  if (publication?.kind === "waiting")
    return publication.reasons.map(
      ({reason, examples}) => `${reason}　${examples.slice(0, SHOWN_EXAMPLES).join("、")}`,
    );
  if (publication?.kind === "stopped")
    return publication.findings.map(({message, remedy}) => `${message}　${remedy}`);
  return [];
}

const SHOWN_EXAMPLES = 3;

/** Makes the candidate anew and says what it would change: an approver reads it before agreeing. */
function plan(visit: SignedVisit): Response {
  const {window, account, context} = visit;
  noteAct(visit, "公開の計画を見る", {});
  const job = window.line.add({
    title: "候補を作り、動く数値を調べる",
    accountId: account.id,
    words: ["plan", "--json"],
    resultPath: "/publish",
    done: ({ran}) => {
      window.planned.clear();
      const found = plannedIn(ran?.output ?? "");
      if (found) window.planned.set(found.release_id, found);
      else visit.session.notice = ran?.told.at(-1) ?? "今の公開版から変わる数値はありません。";
      return window.looks.refresh();
    },
  });
  return job ? context.redirect(`/jobs/${job.id}`, 303) : onTo(visit, "/publish", TOO_BUSY);
}

/** Undefined where nothing would change, or the command failed. */
function plannedIn(output: string): ReleasePlan | undefined {
  const found = parsed<ReleasePlan | {action: "none"}>(output);
  return found && "release_id" in found ? found : undefined;
}

async function showDiff(visit: SignedVisit): Promise<Response> {
  const {window, account, context} = visit;
  const wanted = context.req.param("release") ?? "";
  const releases = window.published.all();
  const at = releases.findIndex(({releaseId}) => releaseId === wanted);
  const before = releases[at - 1];
  if (at < 1 || !before) return context.redirect("/publish", 303);
  noteReading(visit, "window:diff", {from: before.releaseId, to: wanted});
  const {output, told} = await window.ask(account.id, ["diff", before.releaseId, wanted, "--json"]);
  const diff = parsed<ReleaseDiff>(output);
  if (!diff)
    return sorry(visit, {
      title: "比べられません",
      why: told.at(-1) ?? "二つの公開版を比べる処理が途中で終わりました。",
      what: "しばらくしてから、もう一度開いてください。",
      status: 503,
    });
  const body = DIFF({title: `${before.releaseId} から ${wanted} へ`, changes: changesView(diff)});
  return page(visit, {title: "公開版の違い", place: "publish", body});
}
