import {contractsOf} from "../../pipelines/catalog/contracts-of.ts";
import {largestBytesOfAll} from "../../pipelines/intake/judge/intake-limits.ts";
import type {DueFile} from "../../schemas/due.ts";
import {UserError} from "../../schemas/errors.ts";
import {japaneseDate} from "../../schemas/fiscal-time.ts";
import type {HeldBatch} from "../../schemas/intake-status.ts";
import {japaneseTime} from "../../schemas/japanese-day.ts";
import {isOfHeadings} from "../../schemas/map-hint.ts";
import {noteAct, noteReading} from "../note-act.ts";
import {HANDLES_FILES, isAllowed, SETS_CITY} from "../rights.ts";
import {receiveFiles, TooMuch} from "../tasks/receive-files.ts";
import {type Route, type SignedVisit, signedRoute} from "../visit.ts";
import {isTeachable} from "./faults-of-held.ts";
import {inWindowWords} from "./in-window-words.ts";
import {ownSources} from "./own-sources.ts";
import {page, sorry, template} from "./page.ts";
import {check} from "./trial.ts";

interface FilesView {
  summary: string;
  isOffice: boolean;
  rows: Row[];
  refused: {file: string; why: string; path: string; mayTeach: boolean}[];
  recent: {path: string; name: string; when: string; state: string}[];
  templates: {path: string; title: string}[];
  largest: string;
  trouble: string;
  isNobodys: boolean;
}

interface Row {
  title: string;
  /** Where the history of its kind is. */
  history: string;
  period: string;
  section: string;
  when: string;
  rows: string;
  state: string;
  tone: string;
  path: string;
  /** The number under which a held file may be taught. */
  teach: string;
}

const FILES = template<FilesView>("files", ["teach-held"]);
const MOST_FILES = 300;

export const routes: Route[] = [
  signedRoute("get", "/files", HANDLES_FILES, show),
  {...signedRoute("post", "/files", HANDLES_FILES, receive), takesFiles: true},
];

async function show(visit: SignedVisit): Promise<Response> {
  const {window, account} = visit;
  noteReading(visit, "window:files", {});
  // Whoever opens the page is about to send something.
  window.line.prepare("ingest");
  const own = ownSources(visit);
  const {status, due, trouble} = await window.looks.standing();
  const isOwn = ({source}: {source: string}) => own.has(source);
  const held = (status?.held ?? []).filter(isOwn);
  const waiting = (due?.files ?? []).filter(isOwn).filter(({state}) => state !== "held");
  const isOffice = account.roles.includes("office");
  const mayTeach = isAllowed(SETS_CITY, account);
  const arrived = waiting.filter(({state}) => state === "arrived");
  const body = FILES({
    summary: summaryOf(waiting, held),
    isOffice,
    isNobodys: own.size === 0,
    rows: [
      ...held.map((batch) => ({
        ...heldRow(batch, due?.held ?? []),
        teach: mayTeach && status && isTeachable(status, batch) ? String(batch.batch_id) : "",
      })),
      ...waiting.filter(({state}) => state === "late").map(dueRow),
      ...waiting.filter(({state}) => state === "upcoming").map(dueRow),
      ...arrived.toReversed().slice(0, SHOWN_ARRIVED).map(dueRow),
    ],
    refused: (isOffice ? (status?.refused ?? []) : []).map(({file, why}) => ({
      ...{file, why, mayTeach: mayTeach && isOfHeadings(why)},
      path: `/files/replies/${encodeURIComponent(file)}`,
    })),
    recent: window.trials
      .of(account.id)
      .slice(0, SHOWN_TRIALS)
      .map(({id, files, sentAt, submitting, checking}) => ({
        path: `/files/trials/${id}`,
        name: `${files[0]?.name ?? ""}${files.length > 1 ? ` など${files.length}件` : ""}`,
        when: japaneseTime(sentAt).slice(5, 16),
        state: submitting
          ? submitting.state === "done"
            ? "提出した"
            : "提出しています"
          : checking?.state === "done"
            ? "確かめた（まだ提出していない）"
            : "確かめています",
      })),
    templates: contractsOf(window.home.city)
      .filter(isOwn)
      .map(({source, title}) => ({path: `/files/templates/${source}`, title})),
    largest: `${Math.floor(largestBytesOfAll(window.home.city) / 1e6).toLocaleString("ja-JP")}MB`,
    trouble: trouble ?? "",
  });
  return page(visit, {title: "提出ファイル", place: "files", body});
}

const SHOWN_ARRIVED = 40;
const SHOWN_TRIALS = 5;

function summaryOf(files: DueFile[], held: HeldBatch[]): string {
  const count = (state: DueFile["state"]) => files.filter((file) => file.state === state).length;
  return [
    `そろったもの ${count("arrived")}`,
    count("late") > 0 ? `遅れ ${count("late")}` : "",
    held.length > 0 ? `直し待ち ${held.length}` : "",
    `これから ${count("upcoming")}`,
  ]
    .filter((part) => part !== "")
    .join("、");
}

const STATES: Record<DueFile["state"], {word: string; tone: string}> = {
  arrived: {word: "受付済", tone: ""},
  upcoming: {word: "これから", tone: "quiet"},
  held: {word: "直し待ち", tone: "held"},
  late: {word: "遅れ", tone: "late"},
};

function dueRow({
  source,
  title,
  period_name,
  section,
  due_on,
  state,
  received_on,
  opening_days_overdue,
}: DueFile): Row {
  const {word, tone} = STATES[state];
  return {
    ...{title, section, period: period_name, rows: "", tone, path: "", teach: ""},
    history: historyOf(source),
    when: received_on === null ? `${japaneseDate(due_on)}まで` : `${japaneseDate(received_on)}受領`,
    state: state === "late" ? `${opening_days_overdue}開庁日の遅れ` : word,
  };
}

function historyOf(source: string): string {
  return `/files/history/${source}`;
}

function heldRow(batch: HeldBatch, held: {batch_id: number; section: string}[]): Omit<Row, "teach"> {
  return {
    title: batch.source_title,
    history: historyOf(batch.source),
    period: batch.file_name,
    section: held.find(({batch_id}) => batch_id === batch.batch_id)?.section ?? "",
    when: `${japaneseDate(batch.received_on)}受領`,
    rows: batch.row_count.toLocaleString("ja-JP"),
    state:
      batch.quarantined_count > 0
        ? `直し待ち（${batch.quarantined_count.toLocaleString("ja-JP")}行）`
        : "確かめ待ち",
    tone: "held",
    path: `/files/held/${batch.batch_id}`,
  };
}

/** Takes the files in and lets them be tried; the browser goes on to their page at once. */
async function receive(visit: SignedVisit): Promise<Response> {
  const {window, account, context, now} = visit;
  const asJson = context.req.header("accept")?.includes("application/json") ?? false;
  const {id, folder} = window.trials.folder();
  window.line.prepare("ingest");
  try {
    const limits = {bytes: largestBytesOfAll(window.home.city), files: MOST_FILES};
    const files = await receiveFiles(context.env.incoming, folder, limits);
    noteAct(visit, "ファイルを送る", {files: files.map(({name, bytes}) => ({name, bytes}))});
    const trial = window.trials.add({id, accountId: account.id, folder, files, sentAt: now});
    check(visit, trial);
    const path = `/files/trials/${id}`;
    return asJson ? context.json({path}) : context.redirect(path, 303);
  } catch (error) {
    window.trials.forget(folder);
    if (!(error instanceof UserError)) throw error;
    const status = error instanceof TooMuch ? 413 : 422;
    if (asJson) return context.json({why: inWindowWords(error.message, account)}, status);
    return sorry(visit, {
      title: "受け取れませんでした",
      why: error.message,
      what: "提出ファイルの頁から、もう一度送ってください。",
      status,
    });
  }
}
