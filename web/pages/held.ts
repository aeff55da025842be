import {join} from "node:path";
import {type Asked, asked} from "../../pipelines/ledger/hold.ts";
import {japaneseDate} from "../../schemas/fiscal-time.ts";
import type {HeldBatch} from "../../schemas/intake-status.ts";
import {noteAct, noteReading} from "../note-act.ts";
import {HANDLES_FILES, isAllowed, SETS_CITY} from "../rights.ts";
import {madeFiles} from "../tasks/made-file.ts";
import {saidBy} from "../tasks/run-command.ts";
import {formOf, type Route, type SignedVisit, signedRoute} from "../visit.ts";
import {type FaultView, faultView} from "./fault-view.ts";
import {faultsOfHeld, isTeachable} from "./faults-of-held.ts";
import {ownContract, ownSources} from "./own-sources.ts";
import {onTo, page, sorry, TOO_BUSY, template} from "./page.ts";
import {sentFile} from "./sent-file.ts";

const HELD = template<{
  batch: HeldBatch;
  received: string;
  rows: string;
  good: string;
  bad: string;
  reasons: string[];
  questions: Asked[];
  faults: FaultView[];
  isOffice: boolean;
  mayTeach: boolean;
}>("held", ["asked", "faults", "teach-held"]);

export const routes: Route[] = [
  signedRoute("get", "/files/held/:batch", HANDLES_FILES, (visit) => withHeld(visit, show)),
  signedRoute("get", "/files/held/:batch/workbook", HANDLES_FILES, (visit) => withHeld(visit, workbook)),
  signedRoute("post", "/files/held/:batch/decide", ["office"], (visit) => withHeld(visit, decide)),
  signedRoute("get", "/files/templates/:source", HANDLES_FILES, emptyTemplate),
];

async function withHeld(
  visit: SignedVisit,
  work: (visit: SignedVisit, batch: HeldBatch) => Response | Promise<Response>,
): Promise<Response> {
  const wanted = visit.context.req.param("batch");
  const own = ownSources(visit);
  const {status} = await visit.window.looks.standing();
  const batch = status?.held.find(({batch_id, source}) => String(batch_id) === wanted && own.has(source));
  if (batch) return work(visit, batch);
  return sorry(visit, {
    title: "直し待ちのファイルではありません",
    why: "もう受け付けたか、取り下げたか、直したファイルに替わったか、ほかの課のファイルです。",
    what: "提出ファイルの頁で確かめてください。",
    status: 404,
  });
}

async function show(visit: SignedVisit, batch: HeldBatch): Promise<Response> {
  noteReading(visit, "window:held", {batch: String(batch.batch_id)});
  const {status} = await visit.window.looks.standing();
  const count = (value: number) => value.toLocaleString("ja-JP");
  const body = HELD({
    batch,
    received: japaneseDate(batch.received_on),
    reasons: batch.reasons.filter(({kind}) => kind !== "question").map(({reason}) => reason),
    questions: batch.questions.map(asked),
    ...{
      rows: count(batch.row_count),
      good: count(batch.accepted_count),
      bad: batch.quarantined_count === 0 ? "" : count(batch.quarantined_count),
    },
    faults: (status ? faultsOfHeld(status, batch) : []).map(faultView),
    isOffice: visit.account.roles.includes("office"),
    mayTeach: status !== undefined && isAllowed(SETS_CITY, visit.account) && isTeachable(status, batch),
  });
  return page(visit, {title: batch.file_name, place: "files", body});
}

/** The sender's file with its faults in colour. */
function workbook(visit: SignedVisit, batch: HeldBatch): Promise<Response> {
  noteAct(visit, "直し用のExcelを受け取る", {batch: batch.batch_id});
  return download(visit, {
    words: ["quarantine", String(batch.batch_id)],
    name: `直し用_${batch.batch_id}.xlsx`,
  });
}

function emptyTemplate(visit: SignedVisit): Promise<Response> | Response {
  const contract = ownContract(visit);
  if (!contract)
    return sorry(visit, {
      title: "その様式はありません",
      why: "種類の名前が違うか、ほかの課が提出する種類です。",
      what: "提出ファイルの頁から選んでください。",
      status: 404,
    });
  return download(visit, {words: ["template", contract.source], name: `様式_${contract.title}.xlsx`});
}

async function download(
  visit: SignedVisit,
  {words, name}: {words: string[]; name: string},
): Promise<Response> {
  const {window, account} = visit;
  const made = await madeFiles((folder) =>
    window.ask(account.id, [...words, `--out=${join(folder, "out.xlsx")}`]),
  );
  if ("why" in made)
    return sorry(visit, {
      title: "Excelを作れませんでした",
      why: made.why,
      what: "しばらくしてから、もう一度試してください。",
      status: 503,
    });
  return sentFile(visit, {name, bytes: made.files[0]?.bytes ?? Buffer.alloc(0)});
}

interface Deciding {
  title: string;
  words: string[];
}

const DECISIONS = new Map<string | null, Deciding>([
  ["accept", {title: "保留のファイルを受け付ける", words: ["accept"]}],
  ["reject", {title: "ファイルを取り下げる", words: ["reject"]}],
]);

/** Undefined where nothing of what is offered was pressed. */
function decidingBy(form: URLSearchParams, {questions}: HeldBatch): Deciding | undefined {
  const answer = form.get("as");
  if (answer === null) return DECISIONS.get(form.get("decision"));
  const isOffered = questions.some(({answers}) => answers.includes(answer));
  return isOffered ? {title: "読み方を答える", words: ["accept", `--as=${answer}`]} : undefined;
}

async function decide(visit: SignedVisit, batch: HeldBatch): Promise<Response> {
  const {window, account, context} = visit;
  const form = await formOf(visit);
  const [deciding, reason] = [decidingBy(form, batch), (form.get("reason") ?? "").trim()];
  const path = `/files/held/${batch.batch_id}`;
  if (!deciding) return context.redirect(path, 303);
  if (reason === "") return onTo(visit, path, "理由を書いてください。記録に残ります。");
  const {title, words} = deciding;
  noteAct(visit, title, {batch: batch.batch_id, file: batch.file_name, reason, words});
  const job = window.line.add({
    title,
    accountId: account.id,
    words: [...words, String(batch.batch_id), `--by=${account.name}`, `--reason=${reason}`],
    resultPath: "/files",
    done: ({ran}) => {
      visit.session.notice = saidBy(ran);
      return window.looks.refresh();
    },
  });
  return job ? context.redirect(`/jobs/${job.id}`, 303) : onTo(visit, path, TOO_BUSY);
}
