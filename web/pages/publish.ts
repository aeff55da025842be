import {waitingCandidate} from "../../pipelines/build/candidate.ts";
import type {ReleaseDiff} from "../../schemas/explanation.ts";
import {japaneseDate} from "../../schemas/fiscal-time.ts";
import type {Publication} from "../../schemas/publication.ts";
import type {ReleasePlan} from "../../schemas/release-plan.ts";
import {someOf} from "../../schemas/some-of.ts";
import {noteAct, noteReading} from "../note-act.ts";
import {PUBLISHES} from "../rights.ts";
import {formOf, type Route, type SignedVisit, signedRoute} from "../visit.ts";
import {parsed} from "../work/parsed.ts";
import {type ChangesView, changesView} from "./changes-view.ts";
import {onTo, page, sorry, template} from "./page.ts";
import {waiting} from "./trial.ts";

interface PlanView {
  releaseId: string;
  verdict: string;
  reasons: string[];
  files: {title: string; name: string; batch: number; on: string; rows: string}[];
  moreFiles: string;
  changes: ChangesView | null;
  findings: {word: string; message: string; remedy: string; tone: string}[];
  city: string[];
}

const PUBLISH = template<{
  lead: string;
  candidate: string;
  reasons: string[];
  canPlan: boolean;
  canApprove: boolean;
  plan: PlanView | null;
  trouble: string;
  releases: {name: string; on: string; number: number; isCurrent: boolean; diff: string}[];
}>("publish", ["changes", "../../reports/scorecard/status-mark"]);
const DIFF = template<{title: string; changes: ChangesView}>("diff", [
  "changes",
  "../../reports/scorecard/status-mark",
]);

export const routes: Route[] = [
  signedRoute("get", "/publish", PUBLISHES, show),
  signedRoute("post", "/publish/plan", PUBLISHES, plan),
  signedRoute("post", "/publish/approve", ["approver"], approve),
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
  const isApprovable = publication?.kind === "waiting" || publication?.kind === "ready";
  const body = PUBLISH({
    lead: publication ? LEADS[publication.kind] : "様子を読めません。",
    candidate: publication && "candidate_id" in publication ? publication.candidate_id : "",
    reasons: reasonsOf(publication),
    canPlan: publication?.kind !== "nothing_loaded" && publication?.kind !== "published",
    canApprove: account.roles.includes("approver") && isApprovable && planned !== undefined,
    plan: planned ? planView(planned) : null,
    trouble: trouble ?? "",
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
  published: "取り込んだものは、すべて公開版に入っています。",
  not_built: "取り込んだものが、まだ公開版に入っていません。",
  stopped: "点検の誤りで、公開を止めています。",
  waiting: "候補が、承認を待っています。",
  ready: "候補ができています。公開できます。",
};

function reasonsOf(publication: Publication | undefined): string[] {
  if (publication?.kind === "waiting") return publication.reasons.map(({reason}) => reason);
  if (publication?.kind === "stopped")
    return publication.findings.map(({message, remedy}) => `${message}　${remedy}`);
  return [];
}

const SHOWN_FILES = 40;
const VERDICTS = {
  automatic: "このまま公開できます（常駐処理が公開するか、ここで承認できます）。",
  approve: "公開には承認が必要です。",
  never: "公開できません。",
} as const;
const FINDINGS = {blocking: "誤り", warning: "注意", waiting: "待ち"} as const;

function planView({
  release_id,
  action,
  reasons,
  new_files,
  diff,
  findings,
  changed_city,
}: ReleasePlan): PlanView {
  const count = (value: number) => value.toLocaleString("ja-JP");
  return {
    releaseId: release_id,
    verdict: VERDICTS[action],
    reasons: reasons.map(({reason, count: size}) => `${reason}（${count(size)}件）`),
    files: new_files
      .slice(0, SHOWN_FILES)
      .map(({source_title, file_name, batch_id, received_on, row_count}) => ({
        ...{title: source_title, name: file_name, batch: batch_id},
        ...{on: japaneseDate(received_on), rows: count(row_count)},
      })),
    moreFiles: new_files.length > SHOWN_FILES ? `ほか${count(new_files.length - SHOWN_FILES)}件` : "",
    changes: diff ? changesView(diff) : null,
    findings: findings.map(({severity, message, remedy}) => ({
      ...{word: FINDINGS[severity], message, remedy},
      tone: severity === "blocking" ? "held" : severity === "warning" ? "late" : "quiet",
    })),
    city: changed_city.map(({file, keys}) =>
      keys.length === 0
        ? `city/${file}`
        : `city/${file}（${someOf(keys.slice(0, SHOWN_KEYS), keys.length, "か所")}）`,
    ),
  };
}

const SHOWN_KEYS = 6;

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
  return job
    ? context.redirect(`/jobs/${job.id}`, 303)
    : onTo(visit, "/publish", "いまは順番を待つ仕事が多すぎます。");
}

/** Undefined where nothing would change, or the command failed. */
function plannedIn(output: string): ReleasePlan | undefined {
  const found = parsed<ReleasePlan | {action: "none"}>(output);
  return found && "release_id" in found ? found : undefined;
}

/** The candidate that was read, and no other: its name stands in the form. */
async function approve(visit: SignedVisit): Promise<Response> {
  const {window, account, context} = visit;
  const form = await formOf(visit);
  const [candidate, reason] = [form.get("candidate") ?? "", (form.get("reason") ?? "").trim()];
  if (reason === "") return onTo(visit, "/publish", "理由を書いてください。公開版の記録に残ります。");
  if (!window.planned.has(candidate))
    return onTo(
      visit,
      "/publish",
      "候補が変わりました。もう一度、動く数値を見てから承認してください。何も公開していません。",
    );
  noteAct(visit, "承認する", {candidate, reason});
  const job = window.line.add({
    title: "承認して公開する",
    accountId: account.id,
    words: ["approve", candidate, "--by", account.name, "--reason", reason],
    resultPath: "/publish",
    done: ({ran}) => {
      visit.session.notice = [ran?.output.trim(), ran?.told.join("\n")].filter((part) => part).join("\n");
      if (ran?.code === 0) window.planned.clear();
      return window.looks.refresh();
    },
  });
  return job
    ? context.redirect(`/jobs/${job.id}`, 303)
    : onTo(visit, "/publish", "いまは順番を待つ仕事が多すぎます。");
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
