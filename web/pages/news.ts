import {z} from "zod";
import {UserError} from "../../schemas/errors.ts";
import {japaneseTime} from "../../schemas/japanese-day.ts";
import type {Subscription, WindowAccount} from "../../schemas/window-account.ts";
import type {Letter} from "../../schemas/window-news.ts";
import {saysNothing} from "../news/letter-for.ts";
import {letterText} from "../news/letter-text.ts";
import {noteAct, noteReading} from "../note-act.ts";
import {isAllowed, PUBLISHES} from "../rights.ts";
import {formOf, type Route, type SignedVisit, signedRoute} from "../visit.ts";
import {onTo, page, template} from "./page.ts";

interface Choice {
  value: string;
  name: string;
  isChosen: boolean;
}

const NEWS = template<{
  canSeeAll: boolean;
  release: string;
  text: string;
  email: string;
  hasSection: boolean;
  section: string;
  wantsAll: boolean;
  wantsSection: boolean;
  bureaus: Choice[];
  kpis: Choice[];
}>("news");
const ALL = template<{
  release: string;
  letters: {name: string; wants: string; where: string; state: string; tone: string; text: string}[];
}>("news-all");

export const routes: Route[] = [
  signedRoute("get", "/news", "signed_in", show),
  signedRoute("post", "/news", "signed_in", subscribe),
  signedRoute("get", "/news/all", [...PUBLISHES, "admin"], showAll),
];

/** What the last publication changed of what this person asked for, and what they ask for. */
async function show(visit: SignedVisit): Promise<Response> {
  noteReading(visit, "window:news", {release: visit.window.news.last()?.release ?? ""});
  const {account, window} = visit;
  const news = window.news.last();
  const letter = news?.letters.find(({account_id}) => account_id === account.id);
  const wants = (kind: Subscription["kind"], of = "") =>
    account.subscriptions.some((one) => one.kind === kind && one.of === of);
  const {bureaus, kpis} = await known(visit);
  const body = NEWS({
    canSeeAll: isAllowed([...PUBLISHES, "admin"], account),
    release: news?.release ?? "",
    text: letter ? textOf(visit, letter) : "",
    email: account.email ?? "",
    hasSection: account.section !== "",
    section: account.section,
    wantsAll: wants("all"),
    wantsSection: wants("section"),
    bureaus: bureaus.map(({id, name}) => ({value: id, name, isChosen: wants("bureau", id)})),
    kpis: kpis.map(({id, name}) => ({value: id, name, isChosen: wants("kpi", id)})),
  });
  return page(visit, {title: "お知らせ", place: "news", body});
}

function textOf({window}: SignedVisit, letter: Letter): string {
  const news = window.news.last();
  if (!news) return "";
  if (letter.state === "refused")
    return `公開版と数値の合わないところがあったので、出していません（${letter.why}）。システムの担当に伝えてください。`;
  if (saysNothing(letter)) return "選んだものに、変わったところはありません。";
  return letterText(letter, {...news, address: window.address}).text;
}

type Known = Record<"bureaus" | "kpis", {id: string; name: string}[]>;

/** What one may choose from, of the current release; nothing before there is one. */
async function known({window}: SignedVisit): Promise<Known> {
  const current = window.published.currentId();
  if (current === undefined) return {bureaus: [], kpis: []};
  const drawn = await window.drawn.begin(current);
  const {quarters = [], programmes = [], bureaus = []} = drawn.contents ?? {};
  const boards = programmes.flatMap(({id}) => window.drawn.board(drawn, quarters[0]?.code ?? "", id) ?? []);
  const rows = boards.flatMap(({groups}) => groups.flatMap((group) => group.rows));
  return {
    bureaus: bureaus.map(({code, name}) => ({id: code, name})),
    kpis: [...new Map(rows.map(({kpiId, name}) => [kpiId, {id: kpiId, name}])).values()],
  };
}

const address = z.email();
const MOST = 200;

async function subscribe(visit: SignedVisit): Promise<Response> {
  const {window, account} = visit;
  const form = await formOf(visit);
  const typed = (form.get("email") ?? "").trim();
  try {
    const email = typed === "" ? null : address.safeParse(typed).data;
    if (email === undefined)
      throw new UserError("メールのアドレスは name@example.lg.jp のように書いてください。変えていません。");
    const {bureaus, kpis} = await known(visit);
    const subscriptions = [
      ...(form.get("all") === null ? [] : [{kind: "all" as const, of: ""}]),
      ...(form.get("section") === null ? [] : [{kind: "section" as const, of: ""}]),
      ...chosen(form, "bureau", bureaus),
      ...chosen(form, "kpi", kpis),
    ].slice(0, MOST);
    noteAct(visit, "お知らせを選ぶ", {email, subscriptions});
    window.book.subscribe(account.id, {email, subscriptions});
    return onTo(visit, "/news", "変えました。次の公開から、選んだものの変わったところだけを知らせます。");
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return onTo(visit, "/news", error.message);
  }
}

function chosen(form: URLSearchParams, kind: "bureau" | "kpi", of: {id: string}[]): Subscription[] {
  const wanted = new Set(form.getAll(kind));
  return of.filter(({id}) => wanted.has(id)).map(({id}) => ({kind, of: id}));
}

const STATES: Record<Letter["state"], {state: string; tone: string}> = {
  here: {state: "窓口で読める", tone: ""},
  sent: {state: "メールで送った", tone: ""},
  waiting: {state: "メールを送り直している", tone: "late"},
  refused: {state: "数値が合わず、止めた", tone: "held"},
};

/** Everybody who asked to be told, what they were told of the last publication, and how it went. */
async function showAll(visit: SignedVisit): Promise<Response> {
  noteReading(visit, "window:news-all", {release: visit.window.news.last()?.release ?? ""});
  const {window} = visit;
  const news = window.news.last();
  const readers = window.book.all().filter(({subscriptions}) => subscriptions.length > 0);
  const names = await known(visit);
  const body = ALL({
    release: news?.release ?? "",
    letters: readers.map((account) => {
      const letter = news?.letters.find(({account_id}) => account_id === account.id);
      const {state, tone} = letter ? STATES[letter.state] : {state: "次の公開から", tone: "quiet"};
      return {
        name: `${account.name}（${account.id}）`,
        wants: wantsText(account, names),
        where: account.email ?? "窓口だけ",
        state: letter
          ? `${state}　${japaneseTime(new Date(letter.at)).slice(0, 16)}${letter.state === "waiting" ? `　${letter.why}` : ""}`
          : state,
        tone,
        text: letter ? textOf(visit, letter) : "",
      };
    }),
  });
  return page(visit, {title: "お知らせの宛先", place: "news", body});
}

function wantsText({subscriptions, section}: WindowAccount, names: Known): string {
  const nameIn = (of: {id: string; name: string}[], id: string) =>
    of.find((one) => one.id === id)?.name ?? id;
  return subscriptions
    .map(({kind, of}) => {
      switch (kind) {
        case "all":
          return "市全体";
        case "section":
          return `${section}のファイル`;
        case "bureau":
          return nameIn(names.bureaus, of);
        default:
          return nameIn(names.kpis, of);
      }
    })
    .join("、");
}
