import {setTimeout as delay} from "node:timers/promises";
import {type Route, type SignedVisit, signedRoute} from "../visit.ts";
import {inWindowWords} from "./in-window-words.ts";
import {sorry} from "./page.ts";
import {waiting} from "./waiting.ts";

export const routes: Route[] = [signedRoute("get", "/jobs/:job", "signed_in", show)];

/** How long the script's question waits for the end, so that it hears of it at once; then it is told how far the work is. */
const WAITS_MS = 700;

/** How far a piece of work is: for the script of the page that waits, and for who has none. */
async function show(visit: SignedVisit): Promise<Response> {
  const {context, window, account} = visit;
  const job = window.line.job(context.req.param("job") ?? "");
  const asJson = context.req.header("accept")?.includes("application/json") ?? false;
  if (!job || job.accountId !== account.id) {
    if (asJson) return context.json({state: "done", resultPath: "/"});
    return sorry(visit, {
      title: "その仕事はありません",
      why: "終わってから時間がたったか、ほかの人の仕事です。",
      what: "上の見出しから選んでください。",
      status: 404,
    });
  }
  if (asJson) await Promise.race([job.ended, delay(WAITS_MS)]);
  const {state, told, resultPath} = job;
  const last = inWindowWords(told.at(-1) ?? "", account);
  if (asJson) return context.json({state, last, resultPath, before: window.line.before(job)});
  return state === "done" ? context.redirect(resultPath, 303) : waiting(visit, job.title, job.id);
}
