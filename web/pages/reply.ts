import {noteAct} from "../note-act.ts";
import {type MadeFile, madeFiles} from "../tasks/made-file.ts";
import {type Route, type SignedVisit, signedRoute} from "../visit.ts";
import {page, sorry, template} from "./page.ts";
import {sentFile} from "./sent-file.ts";

const REPLY = template<{
  file: string;
  parts: {name: string; text: string; letterPath: string; workbookPath: string}[];
}>("reply");

export const routes: Route[] = [
  signedRoute("get", "/files/replies/:file", ["office"], (visit) => withReply(visit, show)),
  signedRoute("get", "/files/replies/:file/:name", ["office"], (visit) => withReply(visit, send)),
];

/** What is held, by its number, or was refused, by its name. */
interface Answered {
  file: string;
  title: string;
}

/** Letters and workbooks are made anew each time, and lie nowhere: they hold what was sent. */
async function withReply(
  visit: SignedVisit,
  work: (visit: SignedVisit, answered: Answered, files: MadeFile[]) => Response,
): Promise<Response> {
  const {window, account, context} = visit;
  const wanted = context.req.param("file") ?? "";
  const {status} = await window.looks.standing();
  const held = status?.held.find(({batch_id}) => String(batch_id) === wanted);
  const refused = status?.refused.find(({file}) => file === wanted);
  const title = held?.file_name ?? refused?.file;
  if (title === undefined)
    return sorry(visit, {
      title: "返事をするファイルではありません",
      why: "直し待ちでも、受け付けられなかったものでもなくなりました。",
      what: "提出ファイルの頁で確かめてください。",
      status: 404,
    });
  noteAct(visit, "返事を作る", {file: title});
  const made = await madeFiles((out) => window.ask(account.id, ["reply", wanted, `--out=${out}`]));
  if ("why" in made)
    return sorry(visit, {
      title: "返事を作れませんでした",
      why: made.why,
      what: "しばらくしてから、もう一度試してください。",
      status: 503,
    });
  return work(visit, {file: wanted, title}, made.files);
}

const LETTER = "_手紙.txt";
const WORKBOOK = "_直し用.xlsx";

function show(visit: SignedVisit, {file, title}: Answered, files: MadeFile[]): Response {
  const begin = `/files/replies/${encodeURIComponent(file)}/`;
  const names = new Set(files.map(({name}) => name));
  const letters = files.filter(({name}) => name.endsWith(LETTER));
  const parts = letters.map(({name, bytes}) => {
    const stem = name.slice(0, -LETTER.length);
    const workbook = `${stem}${WORKBOOK}`;
    return {
      name: letters.length === 1 ? "送り主へ" : stem.replace(/^返信_/, ""),
      text: bytes
        .toString("utf8")
        .replace(/^\uFEFF/, "")
        .trim(),
      letterPath: begin + encodeURIComponent(name),
      workbookPath: names.has(workbook) ? begin + encodeURIComponent(workbook) : "",
    };
  });
  return page(visit, {title: "返事", place: "files", body: REPLY({file: title, parts})});
}

function send(visit: SignedVisit, _: Answered, files: MadeFile[]): Response {
  const wanted = visit.context.req.param("name") ?? "";
  const found = files.find(({name}) => name === wanted);
  if (found) return sentFile(visit, found);
  return sorry(visit, {
    title: "その手紙はありません",
    why: "名前が違うか、直すところが変わりました。",
    what: "返事の頁から選んでください。",
    status: 404,
  });
}
