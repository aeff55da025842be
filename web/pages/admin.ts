import {z} from "zod";
import {readJobs} from "../../pipelines/due/read-jobs.ts";
import {UserError} from "../../schemas/errors.ts";
import {DAY_MS} from "../../schemas/fiscal-time.ts";
import {japaneseTime} from "../../schemas/japanese-day.ts";
import {
  accountId,
  ROLE_NAMES,
  ROLES,
  type Role,
  role,
  type WindowAccount,
} from "../../schemas/window-account.ts";
import {isOpen, type NewAccount} from "../accounts/account-book.ts";
import {noteAct, noteReading} from "../note-act.ts";
import {formOf, type Route, type SignedVisit, signedRoute} from "../visit.ts";
import {onTo, page, sorry, template} from "./page.ts";

const ACCOUNTS = template<{
  accounts: {
    id: string;
    name: string;
    section: string;
    roles: string;
    state: string;
    tone: string;
    seen: string;
    path: string;
  }[];
  roles: {id: string; name: string; what: string}[];
  sections: string[];
  hasProvider: boolean;
}>("admin", ["admin-nav"]);
const ONE = template<{
  account: WindowAccount;
  roles: {id: string; name: string; what: string; has: boolean}[];
  sections: string[];
  hasProvider: boolean;
  isOpen: boolean;
  made: string;
  until: string;
}>("admin-account", ["admin-nav"]);
const LINK = template<{name: string; id: string; link: string}>("admin-link", ["admin-nav"]);

const WHAT: Record<Role, string> = {
  viewer: "スコアボードと印刷物を見る",
  sender: "自分の課の提出ファイルを送る",
  office: "全部の提出ファイル、公開の計画、印刷",
  analyst: "公開版の表を受け取る（SQLで問い合わせるのはコマンドで）",
  approver: "公開を承認する",
  admin: "利用者と記録",
};

export const routes: Route[] = [
  signedRoute("get", "/admin", ["admin"], show),
  signedRoute("post", "/admin/accounts", ["admin"], add),
  signedRoute("get", "/admin/accounts/:id", ["admin"], (visit) => withAccount(visit, showOne)),
  signedRoute("post", "/admin/accounts/:id", ["admin"], (visit) => withAccount(visit, change)),
  signedRoute("post", "/admin/accounts/:id/link", ["admin"], (visit) => withAccount(visit, newLink)),
  signedRoute("post", "/admin/accounts/:id/close", ["admin"], (visit) => withAccount(visit, close)),
];

const IDLE_DAYS = 90;

function show(visit: SignedVisit): Response {
  noteReading(visit, "window:admin", {});
  const {window, now} = visit;
  const body = ACCOUNTS({
    accounts: window.book.all().map((account) => ({
      id: account.id,
      name: account.name,
      section: account.section,
      roles: account.roles.map((one) => ROLE_NAMES[one]).join("・"),
      ...stateOf(account, now),
      seen: account.last_sign_in_at ? japaneseTime(new Date(account.last_sign_in_at)).slice(0, 16) : "まだ",
      path: `/admin/accounts/${account.id}`,
    })),
    roles: ROLES.map((id) => ({id, name: ROLE_NAMES[id], what: WHAT[id]})),
    sections: sectionsOf(visit),
    hasProvider: window.provider !== undefined,
  });
  return page(visit, {title: "管理", place: "admin", body});
}

function stateOf(account: WindowAccount, now: Date): {state: string; tone: string} {
  if (!isOpen(account, now)) return {state: account.closed_at ? "閉じた" : "期限が過ぎた", tone: "quiet"};
  if (account.password === null) return {state: "パスワード待ち", tone: "late"};
  const seen = account.last_sign_in_at ?? account.created_at;
  const idle = Math.floor((now.getTime() - Date.parse(seen)) / DAY_MS);
  if (idle >= IDLE_DAYS) return {state: `${idle}日使っていない`, tone: "late"};
  return {state: account.until === null ? "使える" : `${account.until}まで`, tone: ""};
}

/** As the city's jobs call them; an unreadable file of the city's is told elsewhere. */
function sectionsOf({window}: SignedVisit): string[] {
  try {
    return [...new Set(readJobs(window.home.city).sources.map(({section}) => section))];
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

function withAccount(
  visit: SignedVisit,
  work: (visit: SignedVisit, account: WindowAccount) => Response | Promise<Response>,
): Response | Promise<Response> {
  const account = visit.window.book.find(visit.context.req.param("id") ?? "");
  if (account) return work(visit, account);
  return sorry(visit, {
    title: "その利用者はいません",
    why: "名前が違います。",
    what: "管理の頁から選んでください。",
    status: 404,
  });
}

function showOne(visit: SignedVisit, account: WindowAccount): Response {
  const body = ONE({
    account,
    roles: ROLES.map((id) => ({id, name: ROLE_NAMES[id], what: WHAT[id], has: account.roles.includes(id)})),
    sections: sectionsOf(visit),
    hasProvider: visit.window.provider !== undefined,
    isOpen: isOpen(account, visit.now),
    made: `${japaneseTime(new Date(account.created_at)).slice(0, 16)}　${account.created_by ?? "最初の管理者"}`,
    until: account.until ?? "",
  });
  return page(visit, {title: account.name, place: "admin", body});
}

const lastDay = z.iso.date();

/** What the form says of an account; UserError for what is no date or no role. */
function said(form: URLSearchParams): Omit<NewAccount, "id"> {
  const name = (form.get("name") ?? "").trim();
  if (name === "") throw new UserError("氏名を書いてください。");
  const until = form.get("until") ?? "";
  if (until !== "" && !lastDay.safeParse(until).success)
    throw new UserError("使える最後の日は、2025-04-30 のように書いてください。");
  const roles = form.getAll("role").flatMap((one) => role.safeParse(one).data ?? []);
  if (roles.length === 0) throw new UserError("役割を一つは選んでください。");
  const providerName = (form.get("provider_name") ?? "").trim();
  return {
    ...{name, section: (form.get("section") ?? "").trim(), roles},
    until: until === "" ? null : until,
    provider_name: providerName === "" ? null : providerName,
    reads_early: form.get("reads_early") !== null,
  };
}

async function add(visit: SignedVisit): Promise<Response> {
  const {window, account, now} = visit;
  const form = await formOf(visit);
  try {
    const id = (form.get("id") ?? "").trim();
    const found = accountId.safeParse(id);
    if (!found.success) throw new UserError(`利用者の名前は、${found.error.issues[0]?.message ?? ""}。`);
    const person = said(form);
    noteAct(visit, "利用者を作る", {id, ...person});
    const secret = window.book.add({id, ...person}, {by: account.id, now});
    return showLink(visit, {id, name: person.name, secret});
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return onTo(visit, "/admin", error.message);
  }
}

/** Shown once: nobody can read it again. */
function showLink(
  visit: SignedVisit,
  {id, name, secret}: {id: string; name: string; secret: string},
): Response {
  const {origin} = new URL(visit.context.req.header("origin") ?? visit.context.req.url);
  return page(visit, {
    title: "パスワードを決めるリンク",
    place: "admin",
    body: LINK({id, name, link: `${origin}/first/${secret}`}),
  });
}

async function change(visit: SignedVisit, account: WindowAccount): Promise<Response> {
  const {window, now} = visit;
  const path = `/admin/accounts/${account.id}`;
  try {
    const person = said(await formOf(visit));
    noteAct(visit, "利用者を変える", {id: account.id, ...person});
    window.book.change(account.id, person, now);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return onTo(visit, path, error.message);
  }
  if (account.id !== visit.account.id) window.sessions.endOf(account.id);
  return onTo(visit, path, "変えました。その人は、もう一度サインインします。");
}

function newLink(visit: SignedVisit, {id, name}: WindowAccount): Response {
  noteAct(visit, "新しいリンクを出す", {id});
  return showLink(visit, {id, name, secret: visit.window.book.inviteAgain(id, visit.now)});
}

function close(visit: SignedVisit, {id}: WindowAccount): Response {
  noteAct(visit, "利用者を閉じる", {id});
  visit.window.book.change(id, {closed_at: visit.now.toISOString()}, visit.now);
  visit.window.sessions.endOf(id);
  return onTo(visit, "/admin", `「${id}」を閉じました。名前は記録に残ります。`);
}
