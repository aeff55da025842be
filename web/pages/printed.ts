import {createReadStream, lstatSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {Readable} from "node:stream";
import {japaneseTime} from "../../schemas/japanese-day.ts";
import {noteAct, noteReading} from "../note-act.ts";
import {formOf, type Route, type SignedVisit, signedRoute} from "../visit.ts";
import {onTo, page, sorry, TOO_BUSY, template} from "./page.ts";

const PRINTED = template<{
  canPrint: boolean;
  files: {name: string; path: string; release: string; when: string; size: string; kind: string}[];
  quarters: {code: string; name: string}[];
  bureaus: {code: string; name: string}[];
  years: string[];
  formerReleases: string[];
}>("printed");

/** What the program prints into the output folder by itself; workbooks for mending and letters are their senders' alone. */
const DOCUMENT = /^(scorecard|packet|tables)_[^/\\]*\.(pdf|xlsx)$/;

/** Its last part. */
const RELEASE = /_([^_]+)\.[a-z]+$/;

const TYPES: Record<string, string> = {
  pdf: "application/pdf",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

export const routes: Route[] = [
  signedRoute("get", "/printed", "signed_in", show),
  signedRoute("get", "/printed/:file", "signed_in", send),
  signedRoute("post", "/printed", ["office"], print),
];

function show(visit: SignedVisit): Response {
  noteReading(visit, "window:printed", {});
  const {window, account} = visit;
  const files = documentsIn(window.home.output)
    .map(({name, stats}) => ({
      name,
      path: `/printed/${encodeURIComponent(name)}`,
      release: RELEASE.exec(name)?.[1] ?? "",
      when: japaneseTime(stats.mtime).slice(0, 16),
      at: stats.mtimeMs,
      size: `${Math.ceil(stats.size / 1000).toLocaleString("ja-JP")}kB`,
      kind: name.startsWith("scorecard")
        ? "スコアカード"
        : name.startsWith("packet")
          ? "委員会資料"
          : "表（Excel）",
    }))
    .toSorted((one, other) => other.at - one.at);
  const contents = window.drawn.newest()?.contents;
  const quarters = contents?.quarters ?? [];
  const body = PRINTED({
    canPrint: account.roles.includes("office"),
    files,
    quarters,
    bureaus: contents?.bureaus ?? [],
    formerReleases: formerReleases(window),
    years: [...new Set(quarters.map(({code}) => code.replace(/Q\d$/, "")))],
  });
  return page(visit, {title: "印刷物", place: "printed", body});
}

function documentsIn(folder: string) {
  return readdirSync(folder)
    .filter((name) => DOCUMENT.test(name))
    .flatMap((name) => {
      const stats = lstatSync(join(folder, name), {throwIfNoEntry: false});
      return stats?.isFile() ? [{name, stats}] : [];
    });
}

function send(visit: SignedVisit): Response {
  const {window, context} = visit;
  const name = context.req.param("file") ?? "";
  const found = documentsIn(window.home.output).find((document) => document.name === name);
  if (!found)
    return sorry(visit, {
      title: "その印刷物はありません",
      why: "名前が違うか、もう消されています。",
      what: "印刷物の頁から選んでください。",
      status: 404,
    });
  noteReading(visit, "window:document", {file: name});
  const ending = name.split(".").at(-1) ?? "";
  const stream = Readable.toWeb(createReadStream(join(window.home.output, name))) as ReadableStream;
  return context.body(stream, 200, {
    "content-type": TYPES[ending] ?? "application/octet-stream",
    "content-length": String(found.stats.size),
    "content-disposition": `${ending === "pdf" ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(name)}`,
  });
}

/** Printed again as they were, the newest first. */
function formerReleases({published}: SignedVisit["window"]): string[] {
  return published
    .all()
    .slice(0, -1)
    .map(({releaseId}) => releaseId)
    .toReversed();
}

/** The command that prints what a form asks for; undefined for what there is none of. */
function commandFor({window}: SignedVisit, asked: (name: string) => string): string[] | undefined {
  const contents = window.drawn.newest()?.contents;
  const quarters = contents?.quarters.map(({code}) => code) ?? [];
  const bureaus = ["", "all", ...(contents?.bureaus.map(({code}) => code) ?? [])];
  const [period, bureau, year, release] = ["period", "bureau", "year", "release"].map(asked);
  if (release !== "" && !formerReleases(window).includes(release ?? "")) return undefined;
  const of = release === "" ? [] : [`--release=${release}`];
  const isQuarter = quarters.includes(period ?? "");
  switch (asked("what")) {
    case "packet":
      return quarters.some((code) => code.startsWith(`${year}Q`))
        ? ["packet", `--fy=${year}`, ...of]
        : undefined;
    case "workbook":
      return isQuarter ? ["workbook", `--period=${period}`, ...of] : undefined;
    case "scorecard":
      if (!isQuarter || !bureaus.includes(bureau ?? "")) return undefined;
      return ["scorecard", `--period=${period}`, ...(bureau === "" ? [] : [`--bureau=${bureau}`]), ...of];
    default:
      return undefined;
  }
}

async function print(visit: SignedVisit): Promise<Response> {
  const {window, account, context} = visit;
  const form = await formOf(visit);
  const words = commandFor(visit, (name) => form.get(name) ?? "");
  if (!words) return onTo(visit, "/printed", "印刷するものを選んでください。");
  noteAct(visit, "印刷する", {words});
  const job = window.line.add({
    title: "印刷する（読み戻して確かめます）",
    accountId: account.id,
    words,
    resultPath: "/printed",
    done: ({ran}) => {
      const last = [ran?.output.trim().split("\n").at(-1), ran?.code === 0 ? "" : ran?.told.at(-1)];
      visit.session.notice =
        ran?.code === 0 ? "印刷しました。下の一覧の一番上です。" : last.filter((part) => part).join("\n");
    },
  });
  return job ? context.redirect(`/jobs/${job.id}`, 303) : onTo(visit, "/printed", TOO_BUSY);
}
