import {compileTemplates, trustedMarkup} from "../../reports/print/render.ts";
import {ROLE_NAMES, type WindowAccount} from "../../schemas/window-account.ts";
import {HANDLES_FILES, isAllowed, PUBLISHES, type Who} from "../rights.ts";
import type {SignedVisit, Visit} from "../visit.ts";
import {withWindowWords} from "./in-window-words.ts";

/** The words in the header, in their order. */
type Place = "scoreboard" | "files" | "publish" | "printed" | "news" | "data" | "dictionary" | "admin" | null;

interface PageView {
  title: string;
  /** Null before somebody has signed in. */
  header: {
    links: {
      path: string;
      word: string;
      isHere: boolean;
      isApart: boolean;
      count: number;
      hasCount: boolean;
    }[];
    who: string;
    roles: string;
  } | null;
  notice: string;
  styles: string[];
  body: ReturnType<typeof trustedMarkup>;
}

const FOLDER = new URL("./", import.meta.url);
const PAGE = compileTemplates<PageView>(FOLDER, {
  main: "page",
  partials: ["../../reports/scorecard/status-symbols"],
});

const LINKS: {place: Exclude<Place, null>; path: string; word: string; who: Who}[] = [
  {place: "scoreboard", path: "/", word: "スコアボード", who: "signed_in"},
  {place: "files", path: "/files", word: "提出ファイル", who: HANDLES_FILES},
  {place: "publish", path: "/publish", word: "公開", who: PUBLISHES},
  {place: "printed", path: "/printed", word: "印刷物", who: "signed_in"},
  {place: "news", path: "/news", word: "お知らせ", who: "signed_in"},
  {place: "data", path: "/data", word: "分析", who: ["analyst"]},
  {place: "dictionary", path: "/dictionary", word: "データ辞書", who: "signed_in"},
  {place: "admin", path: "/admin", word: "管理", who: ["admin"]},
];

interface PageParts {
  title: string;
  place: Place;
  body: string;
  /** Style sheets beside the window's own. */
  styles?: string[];
  status?: 200 | 400 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503;
  /** It only stands where another page will be, for which the notice is. */
  isWaiting?: boolean;
}

/** A whole page. `body` is markup of a template of ours; what its messages say of commands is said of the window. */
export function page(
  visit: Visit,
  {title, place, body, styles = [], status = 200, isWaiting = false}: PageParts,
): Response {
  const html = PAGE({
    title,
    header: visit.account ? headerOf(visit, visit.account, place) : null,
    notice: isWaiting ? "" : noticeOf(visit),
    styles,
    body: trustedMarkup(body),
  });
  return visit.context.html(withWindowWords(html, visit.account), status);
}

function headerOf({window}: Visit, account: WindowAccount, place: Place): PageView["header"] {
  const counts = window.looks.counts(account);
  const countOf = (of: Place) => (of === "files" ? counts.files : of === "publish" ? counts.publish : 0);
  return {
    links: LINKS.filter(({who}) => isAllowed(who, account)).map((link) => ({
      path: link.path,
      word: link.word,
      isHere: link.place === place,
      // A document of its own, with no way back.
      isApart: link.place === "dictionary",
      count: countOf(link.place),
      hasCount: countOf(link.place) > 0,
    })),
    who: [account.section, account.name].filter((part) => part !== "").join("　"),
    roles: account.roles.map((role) => ROLE_NAMES[role]).join("・"),
  };
}

/** What the step before has to say; once. */
function noticeOf({session}: Visit): string {
  const notice = session?.notice ?? "";
  if (session) session.notice = undefined;
  return notice;
}

/** Goes on to another page after something was done, and says there what it was. */
export function onTo(visit: SignedVisit, path: string, notice: string): Response {
  visit.session.notice = notice;
  return visit.context.redirect(path, 303);
}

/** Said where the line of work is full. */
export const TOO_BUSY = "いまは順番を待つ仕事が多すぎます。";

/** A template of this folder. */
export function template<View>(main: string, partials: string[] = []): (view: View) => string {
  return compileTemplates<View>(FOLDER, {main, partials});
}

const SORRY = template<{title: string; why: string; what: string}>("sorry");

/** Says what is in the way and what to do about it. */
export function sorry(
  visit: Visit,
  {
    title,
    why,
    what,
    status,
  }: {title: string; why: string; what: string; status: NonNullable<PageParts["status"]>},
): Response {
  return page(visit, {title, place: null, body: SORRY({title, why, what}), status});
}
