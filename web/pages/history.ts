import {japaneseTime} from "../../schemas/japanese-day.ts";
import {type ReceivedFile, type SourceHistory, STANDINGS} from "../../schemas/source-history.ts";
import {noteReading} from "../note-act.ts";
import {HANDLES_FILES} from "../rights.ts";
import {parsed} from "../tasks/parsed.ts";
import {type Route, type SignedVisit, signedRoute} from "../visit.ts";
import {ownContract} from "./own-sources.ts";
import {page, sorry, template} from "./page.ts";

const HISTORY = template<{
  title: string;
  files: {
    period: string;
    state: string;
    tone: string;
    file: string;
    path: string;
    when: string;
    rows: string;
    number: string;
    by: string;
    decision: string;
  }[];
}>("history");

export const routes: Route[] = [signedRoute("get", "/files/history/:source", HANDLES_FILES, show)];

/** What came of every file of one kind, for whom the kind is. */
async function show(visit: SignedVisit): Promise<Response> {
  const {window, account} = visit;
  const contract = ownContract(visit);
  if (!contract)
    return sorry(visit, {
      title: "その種類はありません",
      why: "種類の名前が違うか、ほかの課が提出する種類です。",
      what: "提出ファイルの頁から選んでください。",
      status: 404,
    });
  const {source} = contract;
  noteReading(visit, "window:history", {source});
  const {code, output, told} = await window.ask(account.id, ["status", `--history=${source}`, "--json"]);
  const history = code === 0 ? parsed<SourceHistory>(output) : undefined;
  if (!history)
    return sorry(visit, {
      title: "経過を読めませんでした",
      why: told.at(-1)?.replace(/^エラー\s+/, "") ?? "台帳を読めませんでした。",
      what: "しばらくしてから、もう一度試してください。",
      status: 503,
    });
  const body = HISTORY({title: contract.title, files: history.files.map(fileRow)});
  return page(visit, {title: `${contract.title}の経過`, place: "files", body});
}

const TONES = {in_force: "", replaced: "quiet", held: "held", rejected: "quiet"} as const;

function fileRow(file: ReceivedFile) {
  return {
    period: file.period_name,
    state: STANDINGS[file.standing],
    tone: TONES[file.standing],
    file: file.file_name,
    path: file.standing === "held" ? `/files/held/${file.batch_id}` : "",
    when: japaneseTime(new Date(file.received_at)).slice(0, 16),
    rows: file.row_count.toLocaleString("ja-JP"),
    number: String(file.batch_id),
    by: file.sent_by ?? "",
    decision: [file.decided_by, file.reason].filter((part) => part).join("："),
  };
}
