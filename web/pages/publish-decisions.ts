import {waitingCandidate} from "../../pipelines/build/candidate.ts";
import {noteAct} from "../note-act.ts";
import {saidBy} from "../tasks/run-command.ts";
import {formOf, type Route, type SignedVisit, signedRoute} from "../visit.ts";
import {onTo, TOO_BUSY} from "./page.ts";

/** What an approver decides, from the page about publishing. */
export const routes: Route[] = [
  signedRoute("post", "/publish/approve", ["approver"], approve),
  signedRoute("post", "/publish/send-back", ["approver"], sendBack),
  signedRoute("post", "/publish/roll-back", ["approver"], rollBack),
];

/** The candidate that was read, and no other: its name stands in the form. */
async function approve(visit: SignedVisit): Promise<Response> {
  const {window, account} = visit;
  const form = await formOf(visit);
  const [candidate, reason] = [form.get("candidate") ?? "", (form.get("reason") ?? "").trim()];
  if (reason === "") return onTo(visit, "/publish", "理由を書いてください。公開版の記録に残ります。");
  if (!window.planned.has(candidate))
    return onTo(
      visit,
      "/publish",
      "候補が変わりました。もう一度、動く数値を見てから承認してください。何も公開していません。",
    );
  const at = (form.get("at") ?? "").trim();
  noteAct(visit, "承認する", {candidate, reason, at});
  const hour = at === "" ? [] : [`--at=${at}`];
  return decide(visit, {
    title: at === "" ? "承認して公開する" : "承認して、時刻を待つ",
    words: ["approve", candidate, `--by=${account.name}`, `--reason=${reason}`, ...hour],
    done: () => at === "" && window.planned.clear(),
  });
}

/** What an approver decides is one command; what it said is told on the page. */
function decide(
  visit: SignedVisit,
  {title, words, done = () => {}}: {title: string; words: string[]; done?: () => unknown},
): Response {
  const {window, account, context} = visit;
  const job = window.line.add({
    ...{title, words, accountId: account.id, resultPath: "/publish"},
    done: ({ran}) => {
      visit.session.notice = saidBy(ran);
      if (ran?.code === 0) done();
      return window.looks.refresh();
    },
  });
  return job ? context.redirect(`/jobs/${job.id}`, 303) : onTo(visit, "/publish", TOO_BUSY);
}

async function sendBack(visit: SignedVisit): Promise<Response> {
  const form = await formOf(visit);
  const [candidate, reason] = [form.get("candidate") ?? "", (form.get("reason") ?? "").trim()];
  if (reason === "") return onTo(visit, "/publish", "差し戻す理由を書いてください。事務局が読みます。");
  if (waitingCandidate(visit.window.home)?.manifest.releaseId !== candidate)
    return onTo(
      visit,
      "/publish",
      "候補が変わりました。もう一度見てから差し戻してください。何も変えていません。",
    );
  noteAct(visit, "差し戻す", {candidate, reason});
  return decide(visit, {
    title: "候補を差し戻す",
    words: ["send-back", candidate, `--by=${visit.account.name}`, `--reason=${reason}`],
  });
}

async function rollBack(visit: SignedVisit): Promise<Response> {
  const {window, account} = visit;
  const form = await formOf(visit);
  const [release, reason] = [form.get("release") ?? "", (form.get("reason") ?? "").trim()];
  const isFormer = window.published
    .all()
    .slice(0, -1)
    .some(({releaseId}) => releaseId === release);
  if (!isFormer || reason === "")
    return onTo(visit, "/publish", "戻す先の公開版を選び、理由を書いてください。");
  noteAct(visit, "前の公開版に戻す", {release, reason});
  return decide(visit, {
    title: `${release} の中身に戻す`,
    words: ["rollback", release, `--by=${account.name}`, `--reason=${reason}`],
    done: () => window.planned.clear(),
  });
}
