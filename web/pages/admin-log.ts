import {examineLog} from "../../pipelines/access/examine.ts";
import {logFaultText} from "../../pipelines/access/fault-text.ts";
import {readLog} from "../../pipelines/access/read-log.ts";
import {anchorsOf} from "../../pipelines/keep/access-anchors.ts";
import {japaneseTime} from "../../schemas/japanese-day.ts";
import {noteAct} from "../note-act.ts";
import {type Route, type SignedVisit, signedRoute} from "../visit.ts";
import {page, template} from "./page.ts";

const LOG = template<{
  words: string;
  lines: {number: number; at: string; who: string; what: string; rest: string}[];
  foundCount: string;
  verdict: string;
  tone: string;
}>("admin-log", ["admin-nav"]);

export const routes: Route[] = [signedRoute("get", "/admin/log", ["admin"], show)];

/** Lines that are looked through, and lines that are shown. */
const MOST_SEARCHED = 20_000;
const MOST_SHOWN = 200;
/** Letters of a line that stand there at once; a question to a release can have thousands more. */
const MOST_AT_ONCE = 300;

/** Who did and read what, the newest first; with a word, those lines that have it. */
function show(visit: SignedVisit): Response {
  const {window, context} = visit;
  const words = (context.req.query("words") ?? "").trim();
  const isChecked = context.req.query("check") !== undefined;
  noteAct(visit, "記録を見る", {words, check: isChecked});
  const found = [...readLog(window.home, MOST_SEARCHED)]
    .filter(({who, what}) => words === "" || `${who} ${what}`.includes(words))
    .toReversed();
  const faults = isChecked ? examineLog(window.home, anchorsOf(window.home)).faults : [];
  const body = LOG({
    words,
    lines: found.slice(0, MOST_SHOWN).map(({number, at, who, what}) => ({
      ...{number, who, what: what.slice(0, MOST_AT_ONCE), rest: what.slice(MOST_AT_ONCE)},
      at: at === "" ? "" : japaneseTime(new Date(at)),
    })),
    foundCount: found.length.toLocaleString("ja-JP"),
    verdict: !isChecked
      ? ""
      : faults.length === 0
        ? "良好：どの行も、書いたときのままです。"
        : faults.map(logFaultText).join("\n"),
    tone: faults.length > 0 ? "trouble" : "notice",
  });
  return page(visit, {title: "記録", place: "admin", body});
}
