import {type Route, type SignedVisit, signedRoute} from "../visit.ts";
import {readableKind} from "./board-place.ts";

export const routes: Route[] = [
  signedRoute("get", "/drawn/:release/:quarter/:programme/style.css", "signed_in", styleOf),
];

/** Lengths of drawn pages as rules; a release never changes, so it may be kept. */
async function styleOf(visit: SignedVisit): Promise<Response> {
  const {window, context} = visit;
  const [release, quarter, programme] = ["release", "quarter", "programme"].map(
    (name) => context.req.param(name) ?? "",
  );
  const isOpen = readableKind(visit, release ?? "") !== undefined;
  const drawn = isOpen ? window.drawn.drawn(release ?? "") : undefined;
  const board = drawn && window.drawn.board(drawn, quarter ?? "", programme ?? "");
  const bureau = context.req.query("bureau");
  const card = bureau === undefined ? undefined : drawn?.cards.get(`${quarter} ${bureau} ${programme}`);
  const style = bureau === undefined ? board?.style : card?.style;
  if (style === undefined) return context.text("", 404);
  return context.body(style, 200, {
    "content-type": "text/css; charset=utf-8",
    "cache-control": "private, max-age=3600",
  });
}
