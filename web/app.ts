import type {HttpBindings} from "@hono/node-server";
import {Hono} from "hono";
import {inWords} from "../pipelines/installation/faults.ts";
import {UserError} from "../schemas/errors.ts";
import {isOpen} from "./accounts/account-book.ts";
import {sessionOf} from "./accounts/cookies.ts";
import {addHeaders} from "./guard/headers.ts";
import {type Origins, whyForeign} from "./guard/own-origin.ts";
import {noteReading} from "./note-act.ts";
import {sorry} from "./pages/page.ts";
import {isAllowed} from "./rights.ts";
import {ROUTES} from "./routes.ts";
import type {Ctx, Route, Visit, Window} from "./visit.ts";

/** Bytes of a form; files have a road of their own. */
const LONGEST_FORM = 100_000;

/** What the server answers with: guards first, then the one table of routes. */
export function appOf(
  window: Window,
  origins: Origins,
  log: {error(line: string, error: unknown): void},
): Hono<{Bindings: HttpBindings}> {
  const app = new Hono<{Bindings: HttpBindings}>();
  app.use(async (context, next) => {
    const why = whyForeign(context, origins);
    if (why !== undefined) context.res = context.text(`${why}\n`, 403);
    else await next();
    addHeaders(context, window);
  });
  for (const route of ROUTES)
    app.on(route.method.toUpperCase(), route.path, (context) => answer(route, visitOf(context, window)));
  app.notFound((context) => lost(visitOf(context, window)));
  app.onError((error, context) => failed(error, visitDespite(context as Ctx, window), log));
  return app;
}

/** Who asks, by what the browser holds; an account that was closed meanwhile is nobody's. */
function visitOf(context: Ctx, window: Window): Visit {
  const now = window.clock();
  const session = window.sessions.of(sessionOf(context), now.getTime());
  const account = session && window.book.find(session.accountId);
  const isIn = account !== undefined && isOpen(account, now);
  return {context, window, now, session: isIn ? session : undefined, account: isIn ? account : undefined};
}

/** Where accounts cannot be read, everybody is nobody. */
function visitDespite(context: Ctx, window: Window): Visit {
  try {
    return visitOf(context, window);
  } catch {
    return {context, window, now: window.clock(), session: undefined, account: undefined};
  }
}

async function answer(route: Route, visit: Visit): Promise<Response> {
  const {context, account} = visit;
  if (!isAllowed(route.who, account)) return refused(visit, route);
  if (route.method === "post" && !route.takesFiles && !isShort(context))
    return sorry(visit, {
      title: "長すぎます",
      why: "書いたものが長すぎるので、受け付けません。",
      what: "短くして、もう一度送ってください。",
      status: 413,
    });
  return route.handle(visit);
}

/** Of a stated length, and no longer than anybody types: it is read whole. */
function isShort(context: Ctx): boolean {
  if (context.req.header("transfer-encoding") !== undefined) return false;
  return Number(context.req.header("content-length") ?? 0) <= LONGEST_FORM;
}

/** Whose role does not open it is told so, and the log, too; nobody is led to signing in. */
function refused(visit: Visit, route?: Route): Response {
  const {context, account, session} = visit;
  if (account && session) {
    noteReading({...visit, account, session}, "window:refused", {route: route?.path ?? ""});
    return sorry(visit, {
      title: "この頁は使えません",
      why: "この利用者の役割では開けない頁です。",
      what: "必要なときは、管理の人に役割を付けてもらってください。",
      status: 403,
    });
  }
  if (context.req.header("accept")?.includes("application/json"))
    return context.json({why: "サインインが切れました。頁を開き直して、サインインしてください。"}, 401);
  const {pathname, search} = new URL(context.req.url);
  const next = context.req.method === "GET" ? `${pathname}${search}` : "/";
  return context.redirect(next === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`, 303);
}

function lost(visit: Visit): Response {
  if (!visit.account) return refused(visit);
  return sorry(visit, {
    title: "その頁はありません",
    why: "アドレスが違うか、なくなった頁です。",
    what: "上の見出しから選んでください。",
    status: 404,
  });
}

/**
 * What a person can mend is said to those who have signed in: it may name places and people. Of anything else, and to everybody else, the
 * page says only that it happened, and the log says what.
 */
function failed(caught: unknown, visit: Visit, log: {error(line: string, error: unknown): void}): Response {
  const error = inWords(caught);
  if (error instanceof UserError && visit.account)
    return sorry(visit, {
      title: "できませんでした",
      why: error.message,
      what: "直してから、もう一度試してください。",
      status: 422,
    });
  log.error(`窓口の ${visit.context.req.method} ${visit.context.req.routePath} で誤りが起きました`, caught);
  if (error instanceof UserError)
    return sorry(visit, {
      title: "いまは使えません",
      why: "この窓口の設備に、直すところがあります。",
      what: "管理の人に伝えてください（設備の faults.log に残しました。npx kaikaku doctor でも調べられます）。",
      status: 503,
    });
  return sorry(visit, {
    title: "内部で誤りが起きました",
    why: "この操作は終わっていません。",
    what: "もう一度試し、続くときはシステムの担当に伝えてください（設備の faults.log に残しました）。",
    status: 500,
  });
}
