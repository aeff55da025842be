import {join} from "node:path";
import {largestBytesOfAll} from "../../pipelines/intake/judge/intake-limits.ts";
import {UserError} from "../../schemas/errors.ts";
import type {HeldBatch} from "../../schemas/intake-status.ts";
import {shippedContracts} from "../../schemas/sources.ts";
import {noteAct, noteReading} from "../note-act.ts";
import {HANDLES_FILES, isAllowed, SETS_CITY} from "../rights.ts";
import {copyOfKept} from "../tasks/copy-of-kept.ts";
import {type Lesson, lessonOf, look, newLesson, writeLesson} from "../tasks/lessons.ts";
import {receiveFiles, TooMuch} from "../tasks/receive-files.ts";
import type {Trial} from "../tasks/trials.ts";
import {fieldsOf, formOf, type Route, type SignedVisit, signedRoute} from "../visit.ts";
import type {FileView} from "./file-view.ts";
import {answersIn, type LessonView, lessonView} from "./lesson-view.ts";
import {onTo, page, sorry, TOO_BUSY, template} from "./page.ts";
import {check, ownView} from "./trial.ts";
import {waiting} from "./waiting.ts";

const START = template<{refused: {file: string; why: string}[]; largest: string}>("city-map", ["admin-nav"]);
const LESSON = template<LessonView & {id: string; trouble: string; sources: SourceChoice[]}>("lesson", [
  "admin-nav",
]);
const TAUGHT = template<{
  id: string;
  places: string[];
  file: FileView | null;
  why: string;
  mayHandIn: boolean;
}>("taught", ["admin-nav"]);

interface SourceChoice {
  source: string;
  title: string;
  isChosen: boolean;
}

const PATH = "/admin/city/map";

export const routes: Route[] = [
  signedRoute("get", PATH, SETS_CITY, start),
  {...signedRoute("post", PATH, SETS_CITY, receive), takesFiles: true},
  signedRoute("post", `${PATH}/known`, SETS_CITY, known),
  signedRoute("get", `${PATH}/:lesson`, SETS_CITY, (visit) => withLesson(visit, show)),
  signedRoute("post", `${PATH}/:lesson`, SETS_CITY, (visit) => withLesson(visit, answer)),
];

async function start(visit: SignedVisit): Promise<Response> {
  noteReading(visit, "window:city-map", {});
  const {status} = await visit.window.looks.standing();
  const megabytes = Math.floor(largestBytesOfAll(visit.window.home.city) / 1e6);
  const body = START({refused: status?.refused ?? [], largest: `${megabytes.toLocaleString("ja-JP")}MB`});
  return page(visit, {title: "ファイルの言葉を教える", place: "admin", body});
}

/** Takes one file in, and lets it be looked at. */
async function receive(visit: SignedVisit): Promise<Response> {
  const {window, account, context, now} = visit;
  const {id, folder} = window.trials.folder();
  try {
    const limits = {bytes: largestBytesOfAll(window.home.city), files: 1};
    const files = await receiveFiles(context.env.incoming, folder, limits);
    noteAct(visit, "教えるファイルを送る", {files: files.map(({name, bytes}) => ({name, bytes}))});
    return begin(visit, window.trials.add({id, accountId: account.id, folder, files, sentAt: now}), 0);
  } catch (error) {
    window.trials.forget(folder);
    if (!(error instanceof UserError)) throw error;
    return sorry(visit, {
      ...{title: "受け取れませんでした", why: error.message, what: "ファイルを選び直してください。"},
      status: error instanceof TooMuch ? 413 : 422,
    });
  }
}

/** A file that was refused or is held, or of the person's own trial. */
async function known(visit: SignedVisit): Promise<Response> {
  const {window, account, now} = visit;
  const field = await fieldsOf(visit);
  const trial = window.trials.find(field("trial"));
  if (trial && trial.accountId === account.id && trial.files[Number(field("at"))])
    return begin(visit, trial, Number(field("at")));
  const {status} = await window.looks.standing();
  const held = status?.held.find(({batch_id}) => String(batch_id) === field("batch"));
  if (held) return beginHeld(visit, held);
  const found = status?.refused.find(({file}) => file === field("file"));
  if (!found)
    return sorry(visit, {
      title: "そのファイルはありません",
      why: "もう受け付けたか、消されたか、ほかの人のファイルです。",
      what: "一覧から選び直すか、ファイルを送ってください。",
      status: 404,
    });
  const file = {path: join(window.home.refused, found.file), name: found.file, bytes: 0};
  return begin(
    visit,
    window.trials.add({...window.trials.folder(), accountId: account.id, files: [file], sentAt: now}),
    0,
  );
}

/** What is kept of a held file is taught as if it were sent again: read anew, it takes the place of what is held. */
async function beginHeld(visit: SignedVisit, {file_name, sha256}: HeldBatch): Promise<Response> {
  const {window, account, now} = visit;
  const {id, folder} = window.trials.folder();
  const file = await copyOfKept(window.home, {sha256, folder, name: file_name});
  if (file)
    return begin(
      visit,
      window.trials.add({id, accountId: account.id, folder, files: [file], sentAt: now}),
      0,
    );
  return sorry(visit, {
    title: "保管ファイルがありません",
    why: `「${file_name}」の元のファイルが、保管してあるはずの所にありません。`,
    what: "「ファイルの言葉を教える」から、もう一度送ってください。システムの担当にも伝えてください。",
    status: 404,
  });
}

function begin(visit: SignedVisit, trial: Trial, at: number): Response {
  noteAct(visit, "ファイルの言葉の案を見る", {file: trial.files[at]?.name ?? ""});
  const lesson = newLesson(trial, at);
  const path = `${PATH}/${trial.id}`;
  if (!look(visit.window, lesson, {path, answers: new Map()})) return onTo(visit, PATH, TOO_BUSY);
  return visit.context.redirect(path, 303);
}

/** A lesson is of the person whose file it is. */
async function withLesson(
  visit: SignedVisit,
  work: (visit: SignedVisit, lesson: Lesson) => Response | Promise<Response>,
): Promise<Response> {
  const trial = visit.window.trials.find(visit.context.req.param("lesson") ?? "");
  const lesson = trial && trial.accountId === visit.account.id ? lessonOf(trial) : undefined;
  if (lesson) return work(visit, lesson);
  return sorry(visit, {
    title: "そのファイルはありません",
    why: "送ってから一日たったか、窓口を始め直したか、ほかの人のファイルです。",
    what: "「ファイルの言葉を教える」から、もう一度送ってください。",
    status: 404,
  });
}

function show(visit: SignedVisit, lesson: Lesson): Response {
  const {trial, looking, writing} = lesson;
  const job = writing ?? looking;
  if (!job) return onTo(visit, PATH, TOO_BUSY);
  if (job.state !== "done") return waiting(visit, job.title, job.id);
  if (writing && lesson.isWritten) return showTaught(visit, lesson);
  return showForm(visit, lesson, trial);
}

function showForm(visit: SignedVisit, {proposal, file, trouble}: Lesson, {id}: Trial): Response {
  const view = lessonView(proposal, file.name);
  const body = LESSON({
    ...{...view, id, trouble},
    sources: shippedContracts.map(({source, title}) => ({source, title, isChosen: source === view.source})),
  });
  return page(visit, {
    ...{title: "ファイルの言葉を教える", place: "admin", body},
    status: trouble === "" ? 200 : 422,
  });
}

/** What is written, and what becomes of the file now. */
function showTaught(visit: SignedVisit, {trial, at, proposal}: Lesson): Response {
  if (trial.checking && trial.checking.state !== "done")
    return waiting(visit, trial.checking.title, trial.checking.id);
  const checked = trial.checks?.[at];
  const body = TAUGHT({
    ...{
      id: trial.id,
      places: (proposal?.changes ?? []).map(({place}) => place),
      file: checked ? ownView(visit, checked) : null,
    },
    why: checked ? "" : (trial.checking?.ran?.told.join("\n") ?? ""),
    mayHandIn: isAllowed(HANDLES_FILES, visit.account),
  });
  return page(visit, {title: "教えました", place: "admin", body});
}

/** Looks anew with what was answered, or lets it be written as it was shown. */
async function answer(visit: SignedVisit, lesson: Lesson): Promise<Response> {
  const {window, context} = visit;
  const form = await formOf(visit);
  const path = `${PATH}/${lesson.trial.id}`;
  const isBusy = [lesson.looking, lesson.writing].some((job) => job && job.state !== "done");
  if (isBusy || lesson.isWritten) return context.redirect(path, 303);
  if (form.get("mark") !== (lesson.proposal?.mark ?? ""))
    return onTo(
      visit,
      path,
      "この案は、別の画面で新しくなっています。いまの案を見てから、もう一度してください。",
    );
  const file = lesson.file.name;
  if (form.get("act") !== "write") {
    const said = answersIn(form, lesson.proposal);
    // What was answered of another kind of file is about columns that this one does not have.
    const answers = new Map([...(said.has("source") ? [] : lesson.answers), ...said]);
    noteAct(visit, "ファイルの言葉を答える", {file, answers: [...answers.values()]});
    return look(window, lesson, {path, answers}) ? context.redirect(path, 303) : onTo(visit, path, TOO_BUSY);
  }
  if ((lesson.proposal?.changes ?? []).length === 0)
    return onTo(visit, path, "書き加えるものがありません。答えを入れて、先に見直してください。");
  noteAct(visit, "ファイルの言葉を書く", {file, answers: [...lesson.answers.values()]});
  const begun = writeLesson(window, lesson, {path, after: () => check(visit, lesson.trial, path)});
  return begun ? context.redirect(path, 303) : onTo(visit, path, TOO_BUSY);
}
