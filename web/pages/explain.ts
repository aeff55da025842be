import {isFigureCode} from "../../schemas/figure-code.ts";
import {isSeriesCode} from "../../schemas/series-code.ts";
import {noteReading} from "../note-act.ts";
import {type Route, type SignedVisit, signedRoute} from "../visit.ts";
import {page, sorry, template} from "./page.ts";

const EXPLAIN = template<{figure: string; head: string; text: string}>("explain");

export const routes: Route[] = [signedRoute("get", "/explain/:figure", "signed_in", show)];

/** From a value to its numerator and denominator, the models, the files, and who accepted what. */
async function show(visit: SignedVisit): Promise<Response> {
  const {window, account, context} = visit;
  const figure = context.req.param("figure") ?? "";
  const release = context.req.query("release");
  if (!isFigureCode(figure) && !isSeriesCode(figure))
    return sorry(visit, {
      title: "その数値の記号は読めません",
      why: `「${figure}」は、数値の記号ではありません（例: F-指標の記号-R5）。`,
      what: "指標の頁の「出どころ」から開いてください。",
      status: 404,
    });
  noteReading(visit, "window:explain", {figure, release: release ?? ""});
  const words = ["explain", figure, ...(release === undefined ? [] : [`--release=${release}`])];
  const {code, output, told} = await window.ask(account.id, words);
  if (code !== 0)
    return sorry(visit, {
      title: "たどれません",
      why: told.at(-1)?.replace(/^エラー\s+/, "") ?? "その数値はありません。",
      what: "ほかの公開版か、ほかの数値を選んでください。",
      status: 404,
    });
  const [head = "", ...rest] = output.trim().split("\n");
  return page(visit, {
    title: `出どころ ${figure}`,
    place: "scoreboard",
    body: EXPLAIN({figure, head, text: rest.join("\n")}),
  });
}
