import {join} from "node:path";
import {noteAct, noteReading} from "../note-act.ts";
import {madeFiles} from "../tasks/made-file.ts";
import {martsTold, type ToldMart} from "../tasks/marts-told.ts";
import {type Route, type SignedVisit, signedRoute} from "../visit.ts";
import {page, sorry, template} from "./page.ts";
import {sentFile} from "./sent-file.ts";

interface Download {
  path: string;
  word: string;
}

const LIST = template<{
  release: string;
  marts: {name: string; title: string; grain: string; rows: string; columns: number; path: string}[];
}>("data");
const MART = template<{release: string; mart: ToldMart; rows: string; downloads: Download[]}>("data-mart");

/** What a spreadsheet opens, and what other programs read. */
const FORMATS: Record<string, {word: string; options: string[]}> = {
  xlsx: {word: "Excel", options: ["--format=xlsx"]},
  csv: {word: "CSV", options: ["--format=csv", "--for=excel"]},
  parquet: {word: "Parquet", options: ["--format=parquet"]},
};

/** What the release that is current tells, relation by relation: all of it is public, and nothing of it is a person's. */
export const routes: Route[] = [
  signedRoute("get", "/data", ["analyst"], (visit) => withMarts(visit, showList)),
  signedRoute("get", "/data/:mart", ["analyst"], (visit) => withMart(visit, showMart)),
  signedRoute("get", "/data/:mart/:format", ["analyst"], (visit) => withMart(visit, download)),
];

interface Told {
  release: string;
  marts: ToldMart[];
}

async function withMarts(
  visit: SignedVisit,
  show: (visit: SignedVisit, told: Told) => Response | Promise<Response>,
): Promise<Response> {
  const {window, account} = visit;
  const release = window.published.currentId();
  if (release === undefined)
    return sorry(visit, {
      title: "まだ公開版がありません",
      why: "公開したものがないので、受け取れる表がありません。",
      what: "公開されてから、もう一度開いてください。",
      status: 404,
    });
  const marts = await martsTold(window, account.id, release);
  if (Array.isArray(marts)) return show(visit, {release, marts});
  return sorry(visit, {
    title: "公開版の表を読めません",
    why: marts.why,
    what: "しばらくしてから、もう一度開いてください。続くときは、システムの担当に伝えてください。",
    status: 503,
  });
}

/** Only a name of the list leads to a relation. */
function withMart(
  visit: SignedVisit,
  show: (visit: SignedVisit, told: {release: string; mart: ToldMart}) => Response | Promise<Response>,
): Promise<Response> {
  return withMarts(visit, (own, {release, marts}) => {
    const wanted = visit.context.req.param("mart") ?? "";
    const mart = marts.find(({name}) => name === wanted);
    if (mart) return show(own, {release, mart});
    return sorry(visit, {
      title: "その表はありません",
      why: `「${wanted}」という表は、いまの公開版にありません。`,
      what: "「分析」の頁の一覧から選んでください。",
      status: 404,
    });
  });
}

function showList(visit: SignedVisit, {release, marts}: Told): Response {
  noteReading(visit, "window:data", {release});
  const body = LIST({
    release,
    marts: marts.map(({name, title, grain, rows, columns}) => ({
      ...{name, title, grain, rows: rows.toLocaleString("ja-JP")},
      ...{columns: columns.length, path: `/data/${name}`},
    })),
  });
  return page(visit, {title: "分析", place: "data", body});
}

function showMart(visit: SignedVisit, {release, mart}: {release: string; mart: ToldMart}): Response {
  noteReading(visit, "window:data", {release, mart: mart.name});
  const downloads = Object.entries(FORMATS).map(([format, {word}]) => ({
    ...{word, path: `/data/${mart.name}/${format}`},
  }));
  const body = MART({release, mart, rows: mart.rows.toLocaleString("ja-JP"), downloads});
  return page(visit, {title: mart.title || mart.name, place: "data", body});
}

/** Through the command that answers questions: its ceilings hold, and the log says who took what. */
async function download(
  visit: SignedVisit,
  {release, mart}: {release: string; mart: ToldMart},
): Promise<Response> {
  const {window, account, context} = visit;
  const ending = context.req.param("format") ?? "";
  const format = Object.hasOwn(FORMATS, ending) ? FORMATS[ending] : undefined;
  if (!format)
    return sorry(visit, {
      title: "その形では受け取れません",
      why: `「${ending}」という形はありません。`,
      what: "Excel、CSV、Parquetから選んでください。",
      status: 404,
    });
  noteAct(visit, "公開版の表を受け取る", {release, mart: mart.name, format: ending});
  const made = await madeFiles((folder) =>
    window.ask(account.id, [
      ...["sql", `from marts."${mart.name}"`, `--release=${release}`, ...format.options],
      `--out=${join(folder, `out.${ending}`)}`,
    ]),
  );
  const bytes = "files" in made ? made.files[0]?.bytes : undefined;
  if (bytes) return sentFile(visit, {name: `${mart.name}_${release}.${ending}`, bytes});
  return sorry(visit, {
    title: "受け取れませんでした",
    why: "why" in made ? made.why : "",
    what: "ほかの形で試すか、システムの担当に伝えてください。",
    status: 503,
  });
}
