import {type Route, type SignedVisit, signedRoute} from "../visit.ts";
import {sorry} from "./page.ts";
import {waiting} from "./waiting.ts";

export const routes: Route[] = [signedRoute("get", "/jobs/:job", "signed_in", show)];

/** How far a piece of work is: for the script of the page that waits, and for who has none. */
function show(visit: SignedVisit): Response {
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
  const {state, told, resultPath} = job;
  if (asJson)
    return context.json({state, last: told.at(-1) ?? "", resultPath, before: window.line.before(job)});
  return state === "done" ? context.redirect(resultPath, 303) : waiting(visit, job.title, job.id);
}
