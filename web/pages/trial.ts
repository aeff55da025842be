import {createHash} from "node:crypto";
import {createReadStream} from "node:fs";
import {pipeline} from "node:stream/promises";
import type {FileCheck} from "../../pipelines/intake/load/check-files.ts";
import type {FileOutcome} from "../../pipelines/intake/load/outcome.ts";
import {japaneseTime} from "../../schemas/japanese-day.ts";
import {noteAct} from "../note-act.ts";
import {HANDLES_FILES, isAllowed, SETS_CITY} from "../rights.ts";
import {parsed} from "../tasks/parsed.ts";
import type {Trial} from "../tasks/trials.ts";
import {formOf, type Route, type SignedVisit, signedRoute} from "../visit.ts";
import {type FileView, fileView, isRead, othersView, received} from "./file-view.ts";
import {ownSources} from "./own-sources.ts";
import {onTo, page, sorry, TOO_BUSY, template} from "./page.ts";
import {waiting} from "./waiting.ts";

const TRIAL = template<{
  id: string;
  title: string;
  lead: string;
  files: (FileView & {teach: {at: number} | null})[];
  canSubmit: boolean;
  submitCount: number;
  isSubmitted: boolean;
  told: string;
  when: string;
}>("trial", ["asked", "faults"]);

export const routes: Route[] = [
  signedRoute("get", "/files/trials/:trial", HANDLES_FILES, (visit) => withTrial(visit, show)),
  signedRoute("post", "/files/trials/:trial/answer", HANDLES_FILES, (visit) => withTrial(visit, answer)),
  signedRoute("post", "/files/trials/:trial/submit", HANDLES_FILES, (visit) => withTrial(visit, submit)),
  signedRoute("post", "/files/trials/:trial/leave", HANDLES_FILES, (visit) =>
    withTrial(visit, async (own, trial) => {
      noteAct(own, "送ったファイルをやめる", {files: trial.files.map(({name}) => name)});
      visit.window.trials.drop(trial);
      visit.window.trials.remove(trial);
      return onTo(own, "/files", "送ったファイルを消しました。何も反映していません。");
    }),
  ),
];

/** A trial is its sender's alone. */
async function withTrial(
  visit: SignedVisit,
  work: (visit: SignedVisit, trial: Trial) => Response | Promise<Response>,
): Promise<Response> {
  const trial = visit.window.trials.find(visit.context.req.param("trial") ?? "");
  if (trial && trial.accountId === visit.account.id) return work(visit, trial);
  return sorry(visit, {
    title: "そのファイルはありません",
    why: "送ってから一日たったか、窓口を始め直したので、確かめた結果は残っていません。",
    what: "提出ファイルの頁から、もう一度送ってください。",
    status: 404,
  });
}

/** Lets the files be tried against what is in force; nothing of them is kept by that. */
export function check(
  {window, account}: SignedVisit,
  trial: Trial,
  resultPath = `/files/trials/${trial.id}`,
): void {
  const answers = trial.answers.map((word) => `--as=${word}`);
  trial.checks = undefined;
  trial.checking = window.line.add({
    title: "ファイルを確かめる",
    accountId: account.id,
    words: ["ingest", "--check", "--json", ...answers, ...trial.files.map(({path}) => path)],
    resultPath,
    done: ({ran}) => {
      trial.checks = parsed<FileCheck[]>(ran?.output);
    },
  });
}

function show(visit: SignedVisit, trial: Trial): Response {
  const job = trial.submitting ?? trial.checking;
  if (!job)
    return sorry(visit, {
      title: "いまは混んでいます",
      why: "順番を待つ仕事が多すぎるので、確かめられませんでした。",
      what: "しばらくしてから、もう一度送ってください。",
      status: 503,
    });
  if (job.state !== "done") return waiting(visit, job.title, job.id);
  return trial.submitting ? showSubmitted(visit, trial) : showChecked(visit, trial);
}

function showChecked(visit: SignedVisit, trial: Trial): Response {
  const {checks, checking} = trial;
  const told = checks ? "" : (checking?.ran?.told.join("\n") ?? "");
  const mayTeach = isAllowed(SETS_CITY, visit.account);
  const views = (checks ?? []).map((one, at) => ({
    ...ownView(visit, one),
    teach: mayTeach && one.outcome.kind === "refused" ? {at} : null,
  }));
  const fit = submittable(visit, trial);
  const lead = checks
    ? `${views.length}件を確かめました。まだ何も反映していません。`
    : "確かめられませんでした。";
  const body = TRIAL({
    ...{id: trial.id, title: "確かめた結果", lead, files: views, told, isSubmitted: false},
    ...{canSubmit: fit.length > 0, submitCount: fit.length, when: japaneseTime(trial.sentAt).slice(0, 16)},
  });
  return page(visit, {title: "確かめた結果", place: "files", body, status: checks ? 200 : 422});
}

/** Places of the files that would be accepted or held, of the kinds that the person hands in. */
function submittable(visit: SignedVisit, {checks = [], files}: Trial): {path: string; name: string}[] {
  const own = ownSources(visit);
  return files.filter((_, index) => {
    const outcome = checks[index]?.outcome;
    return isRead(outcome) && own.has(outcome.batch.source);
  });
}

/** What somebody sees of a file: nothing of a kind that is another section's. */
export function ownView(visit: SignedVisit, {outcome, change}: FileCheck): FileView {
  const isOthers = isRead(outcome) && !ownSources(visit).has(outcome.batch.source);
  return isOthers ? othersView(outcome) : fileView(outcome, change);
}

/** What a file asks is answered by a word of its own list. */
async function answer(visit: SignedVisit, trial: Trial): Promise<Response> {
  const word = (await formOf(visit)).get("as") ?? "";
  const asked = (trial.checks ?? []).flatMap(({outcome}) => (outcome.kind === "held" ? outcome.holds : []));
  const isOffered = asked.some((hold) => hold.kind === "question" && hold.answers.includes(word));
  if (!isOffered || trial.isHandedIn)
    return onTo(visit, `/files/trials/${trial.id}`, "答えは、並んでいることばから選んでください。");
  trial.answers.push(word);
  noteAct(visit, "読み方を答える", {files: trial.files.map(({name}) => name), as: word});
  check(visit, trial);
  return visit.context.redirect(`/files/trials/${trial.id}`, 303);
}

/** Hands in what may be handed in, as it was tried; each file gets a receipt. */
async function submit(visit: SignedVisit, trial: Trial): Promise<Response> {
  const {context} = visit;
  const path = `/files/trials/${trial.id}`;
  const fit = submittable(visit, trial);
  if (trial.isHandedIn || fit.length === 0) return context.redirect(path, 303);
  // Before anything is waited for: who presses twice hands in once.
  trial.isHandedIn = true;
  try {
    trial.submitting = await handIn(visit, trial, fit);
  } finally {
    trial.isHandedIn = trial.submitting !== undefined;
  }
  if (trial.submitting) return context.redirect(path, 303);
  return onTo(visit, path, `${TOO_BUSY}しばらくしてから、もう一度提出してください。`);
}

/** Undefined while too much else waits. */
async function handIn(
  visit: SignedVisit,
  trial: Trial,
  fit: {path: string; name: string}[],
): Promise<Trial["submitting"]> {
  const {window, account} = visit;
  const hashes = await Promise.all(
    fit.map(async (file) => ({name: file.name, sha256: await sha256Of(file.path)})),
  );
  noteAct(visit, "ファイルを提出する", {files: hashes});
  const answers = trial.answers.map((word) => `--as=${word}`);
  return window.line.add({
    title: "ファイルを取り込む",
    accountId: account.id,
    words: ["ingest", "--json", ...answers, ...fit.map((file) => file.path)],
    resultPath: `/files/trials/${trial.id}`,
    done: () => {
      window.trials.drop(trial);
      return window.looks.refresh();
    },
  });
}

function showSubmitted(visit: SignedVisit, trial: Trial): Response {
  const ran = trial.submitting?.ran;
  const outcomes = parsed<FileOutcome[]>(ran?.output);
  const views = (outcomes ?? []).map((outcome) => ({
    ...{...fileView(outcome, "nothing"), ...received(outcome), teach: null},
  }));
  const body = TRIAL({
    ...{
      id: trial.id,
      title: outcomes ? "受領書" : "最後まで取り込めませんでした",
      files: views,
      isSubmitted: true,
    },
    lead: outcomes
      ? "受け取りました。受け付けたものは、次の公開で数値に入ります。"
      : "取り込んだものがあれば、提出ファイルの頁に受付済と出ます。出ていないものを送り直してください（同じ中身は二度数えません）。",
    told: outcomes ? "" : (ran?.told.join("\n") ?? ""),
    ...{
      canSubmit: false,
      submitCount: 0,
      when: japaneseTime(trial.submitting?.endedAt ?? trial.sentAt).slice(0, 16),
    },
  });
  return page(visit, {title: "受領書", place: "files", body, status: outcomes ? 200 : 422});
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
