import {UserError} from "../../schemas/errors.ts";
import {ROLE_NAMES} from "../../schemas/window-account.ts";
import {markOf, sessionOf} from "../accounts/cookies.ts";
import {isPassword} from "../accounts/password.ts";
import {noteAct} from "../note-act.ts";
import {fieldsOf, type Route, signedRoute} from "../visit.ts";
import {onTo, page, template} from "./page.ts";

const ME = template<{
  id: string;
  name: string;
  section: string;
  roles: string;
  until: string;
  others: number;
}>("me");

/** What a person sees and changes of the own account. */
export const routes: Route[] = [
  signedRoute("get", "/me", "signed_in", (visit) => {
    const {id, name, section, roles, until} = visit.account;
    const view = {
      id,
      name,
      section,
      roles: roles.map((role) => ROLE_NAMES[role]).join("・"),
      until: until ?? "",
      others: visit.window.sessions.othersOf(id, sessionOf(visit.context), visit.now.getTime()),
    };
    return page(visit, {title: "わたし", place: null, body: ME(view)});
  }),
  signedRoute("post", "/me/password", "signed_in", changePassword),
  signedRoute("post", "/me/sign-out-others", "signed_in", (visit) => {
    noteAct(visit, "ほかの画面のサインインを終わらせる", {});
    visit.window.sessions.endOf(visit.account.id, sessionOf(visit.context));
    return onTo(visit, "/me", "ほかの画面でのサインインを終わらせました。");
  }),
];

async function changePassword(visit: Parameters<typeof onTo>[0]): Promise<Response> {
  const {window, account, context} = visit;
  const field = await fieldsOf(visit);
  const now = visit.now.getTime();
  const mark = markOf(context);
  if (window.throttle.restsUntil(account.id, mark, now) !== undefined)
    return onTo(
      visit,
      "/me",
      "続けて間違えたので、しばらく変えられません。15分たってから、もう一度試してください。",
    );
  if (!(await isPassword(field("current"), account.password))) {
    window.throttle.failed(account.id, mark, now);
    return onTo(visit, "/me", "いまのパスワードが違います。変えていません。");
  }
  if (field("password") !== field("again"))
    return onTo(visit, "/me", "二つの新しいパスワードが違います。変えていません。");
  try {
    noteAct(visit, "パスワードを変える", {});
    await window.book.changePassword(account.id, field("password"), visit.now);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return onTo(visit, "/me", `${error.message}変えていません。`);
  }
  window.sessions.endOf(account.id, sessionOf(context));
  return onTo(visit, "/me", "パスワードを変えました。ほかの画面でのサインインは終わらせました。");
}
