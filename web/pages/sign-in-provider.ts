import {UserError} from "../../schemas/errors.ts";
import {isOpen} from "../accounts/account-book.ts";
import {keepAway, takeAway} from "../accounts/cookies.ts";
import {enter} from "../accounts/enter.ts";
import type {Provider} from "../accounts/provider.ts";
import {noteAct} from "../note-act.ts";
import type {Route, Visit} from "../visit.ts";
import {nextOf} from "./local-path.ts";
import {sorry} from "./page.ts";

const HERE = "/sign-in/provider";
const BACK = `${HERE}/back`;

export const routes: Route[] = [
  {method: "get", path: HERE, who: "everybody", handle: (visit) => withProvider(visit, leave)},
  {method: "get", path: BACK, who: "everybody", handle: (visit) => withProvider(visit, comeBack)},
];

/** Signing in through the office's own service, where `serve` was told of one. */
async function withProvider(
  visit: Visit,
  work: (visit: Visit, provider: Provider) => Promise<Response>,
): Promise<Response> {
  const {provider} = visit.window;
  if (!provider)
    return sorry(visit, {
      title: "職員認証は使えません",
      why: "この窓口には、職員認証がつながっていません。",
      what: "パスワードでサインインしてください。",
      status: 404,
    });
  return work(visit, provider);
}

/** What the provider says, or why it cannot be had: of the installation itself nobody is told anything. */
async function answered<Answer>(visit: Visit, asked: Promise<Answer>): Promise<Answer | Response> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return sorry(visit, {
      title: "職員認証でサインインできません",
      why: error.message,
      what: "続くときは、管理の人に伝えてください。",
      status: 503,
    });
  }
}

/** From the address that the provider knows, so that the browser is known again when it comes back there. */
async function leave(visit: Visit, provider: Provider): Promise<Response> {
  const {window, context, now} = visit;
  const next = nextOf(visit);
  if (new URL(context.req.url).host !== new URL(window.address).host)
    return context.redirect(`${window.address}${HERE}?next=${encodeURIComponent(next)}`, 303);
  const way = await answered(visit, provider.goodbye({back: window.address + BACK, next, now}));
  if (way instanceof Response) return way;
  keepAway(context, way.away);
  return context.redirect(way.to.href, 303);
}

async function comeBack(visit: Visit, provider: Provider): Promise<Response> {
  const {window, context, now} = visit;
  const at = new URL(BACK + new URL(context.req.url).search, window.address);
  const back = await answered(visit, provider.welcome(takeAway(context), {at, now}));
  if (back instanceof Response) return back;
  const {providerName, next} = back;
  const account = window.book.all().find((one) => one.provider_name === providerName);
  if (!account)
    return sorry(visit, {
      title: "まだ利用者ではありません",
      why: `職員認証では「${providerName}」と呼ばれています。この名前の利用者は、窓口にいません。`,
      what: "この名前を管理の人に伝え、利用者の「職員認証での名前」に書いてもらってください。",
      status: 403,
    });
  if (!isOpen(account, now)) {
    noteAct({...visit, account}, "サインインの失敗", {});
    return sorry(visit, {
      title: "この利用者は使えません",
      why: "閉じられたか、使える期限が過ぎています。",
      what: "管理の人に確かめてください。",
      status: 403,
    });
  }
  enter(visit, account, "職員認証でサインイン");
  return context.redirect(next, 303);
}
