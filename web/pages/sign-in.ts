import {UserError} from "../../schemas/errors.ts";
import {accountId} from "../../schemas/window-account.ts";
import {isOpen} from "../accounts/account-book.ts";
import {dropSession, markOf, sessionOf} from "../accounts/cookies.ts";
import {enter} from "../accounts/enter.ts";
import {isPassword} from "../accounts/password.ts";
import {noteAct} from "../note-act.ts";
import {fieldsOf, type Route, signedRoute, type Visit} from "../visit.ts";
import {localPath, nextOf} from "./local-path.ts";
import {page, template} from "./page.ts";

const SIGN_IN = template<{trouble: string; id: string; next: string; provider: string}>("sign-in");
const FIRST = template<{
  trouble: string;
  secret: string;
  isFirst: boolean;
  id: string;
  name: string;
  section: string;
}>("first-password");
const WRONG =
  "利用者かパスワードが違います。大文字と小文字、かな漢字の切り替えを確かめてください。忘れたときは、管理の人に新しいリンクを出してもらってください。";

export const routes: Route[] = [
  {method: "get", path: "/sign-in", who: "everybody", handle: (visit) => show(visit, {next: nextOf(visit)})},
  {method: "post", path: "/sign-in", who: "everybody", handle: signIn},
  {method: "get", path: "/first/:secret", who: "everybody", handle: showFirst},
  {method: "post", path: "/first/:secret", who: "everybody", handle: setFirst},
  signedRoute("post", "/sign-out", "signed_in", (visit) => {
    const secret = sessionOf(visit.context);
    if (secret !== undefined) visit.window.sessions.end(secret);
    dropSession(visit.context);
    // Also what a shared machine keeps of the pages.
    visit.context.header("clear-site-data", '"cache", "storage"');
    noteAct(visit, "サインアウト", {});
    return visit.context.redirect("/sign-in", 303);
  }),
];

function show(
  visit: Visit,
  {
    trouble = "",
    id = "",
    next,
    status = 200,
  }: {trouble?: string; id?: string; next: string; status?: 200 | 403 | 429},
): Response {
  const provider = visit.window.provider ? `/sign-in/provider?next=${encodeURIComponent(next)}` : "";
  return page(visit, {
    title: "サインイン",
    place: null,
    body: SIGN_IN({trouble, id, next, provider}),
    status,
  });
}

async function signIn(visit: Visit): Promise<Response> {
  const {window, context} = visit;
  const field = await fieldsOf(visit);
  const [id, next] = [field("id").trim(), localPath(field("next"))];
  const now = visit.now.getTime();
  const mark = markOf(context);
  const rest = window.throttle.restsUntil(id, mark, now);
  if (rest !== undefined) {
    const minutes = Math.ceil((rest - now) / 60_000);
    const trouble = `続けて間違えたので、この画面からのサインインをしばらく止めています。${minutes}分たってから、もう一度試してください。`;
    return show(visit, {trouble, id, next, status: 429});
  }
  const account = accountId.safeParse(id).success ? window.book.find(id) : undefined;
  const isRight = await isPassword(field("password"), account?.password ?? null);
  if (!account || !isRight || !isOpen(account, visit.now)) {
    window.throttle.failed(id, mark, now);
    if (account) noteAct({...visit, account}, "サインインの失敗", {});
    return show(visit, {trouble: WRONG, id, next, status: 403});
  }
  window.throttle.succeeded(id, mark);
  enter(visit, account, "サインイン");
  return context.redirect(next, 303);
}

function secretOf({context}: Visit): string {
  return context.req.param("secret") ?? "";
}

function showFirst(visit: Visit): Response {
  return showFirstPassword(visit, {trouble: "", id: "", name: "", section: ""});
}

function showFirstPassword(
  visit: Visit,
  typed: {trouble: string; id: string; name: string; section: string},
): Response {
  const {book} = visit.window;
  const secret = secretOf(visit);
  const invitation = book.invited(secret, visit.now);
  const person = invitation?.account_id ? book.find(invitation.account_id) : undefined;
  const isFirst = invitation?.account_id === null;
  const trouble = invitation
    ? typed.trouble
    : "このリンクは、もう使えません。管理の人に、新しいリンクを出してもらってください。";
  const body = FIRST({
    ...typed,
    trouble,
    secret: invitation ? secret : "",
    isFirst,
    ...(person && {id: person.id, name: person.name}),
  });
  return page(visit, {
    title: "パスワードを決める",
    place: null,
    body,
    status: trouble === "" ? 200 : invitation ? 422 : 404,
  });
}

async function setFirst(visit: Visit): Promise<Response> {
  const {book} = visit.window;
  const field = await fieldsOf(visit);
  const first = {id: field("id").trim(), name: field("name").trim(), section: field("section").trim()};
  try {
    if (field("password") !== field("again"))
      throw new UserError("二つのパスワードが違います。同じものを二度入れてください。");
    const invitation = book.invited(secretOf(visit), visit.now);
    const isFirst = invitation?.account_id === null;
    if (isFirst) mustBePerson(first);
    const how = isFirst ? "最初の管理者になる" : "パスワードを決める";
    if (invitation) noteAct({...visit, account: {id: invitation.account_id ?? first.id}}, how, {});
    const account = await book.setPassword(secretOf(visit), {
      password: field("password"),
      first,
      now: visit.now,
    });
    visit.window.sessions.endOf(account.id);
    enter(visit, account, "サインイン");
    return visit.context.redirect("/", 303);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return showFirstPassword(visit, {...first, trouble: error.message});
  }
}

function mustBePerson({id, name}: {id: string; name: string}): void {
  const found = accountId.safeParse(id);
  if (!found.success) throw new UserError(`利用者の名前は、${found.error.issues[0]?.message ?? ""}。`);
  if (name === "") throw new UserError("氏名を書いてください。");
}
