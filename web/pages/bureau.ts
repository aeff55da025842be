import type {DrawnBoard} from "../drawn/drawn.ts";
import {type Route, type SignedVisit, signedRoute} from "../visit.ts";
import {addressOf, type BoardPlace, noteBoard, styleAddress, withBoard} from "./board-place.ts";
import {page, sorry, template} from "./page.ts";

const CARD = template<{
  page: string;
  title: string;
  back: string;
  board: DrawnBoard;
  isCandidate: boolean;
  pdf: string;
}>("bureau", ["draft"]);

export const routes: Route[] = [
  // What a form without a script sends.
  signedRoute("get", "/bureaus", "signed_in", (visit) => {
    const bureau = visit.context.req.query("bureau") ?? "";
    const path = bureau === "" ? "/" : `/bureaus/${encodeURIComponent(bureau)}`;
    return visit.context.redirect(addressOf(path, visit, {bureau: undefined}), 303);
  }),
  signedRoute("get", "/bureaus/:bureau", "signed_in", (visit) => withBoard(visit, showBureau)),
];

async function showBureau(visit: SignedVisit, {drawn, board, isCandidate}: BoardPlace): Promise<Response> {
  const {window, context} = visit;
  const bureauCode = context.req.param("bureau") ?? "";
  const isKnown = drawn.contents?.bureaus.some(({code}) => code === bureauCode);
  if (!isKnown)
    return sorry(visit, {
      title: "その局区はありません",
      why: `「${bureauCode}」という局区は、この公開版にありません。`,
      what: "スコアボードの上の欄で選んでください。",
      status: 404,
    });
  const {releaseId, quarter, programmeId} = board;
  const card = await window.drawn.card(drawn, {releaseId, isCandidate, quarter, bureauCode, programmeId});
  if (!card)
    return sorry(visit, {
      title: "この局区には、この四半期の値がありません",
      why: drawn.failure ?? "その四半期に値のある指標がないか、局区別に示さない計画です。",
      what: "ほかの四半期を選んでください。",
      status: 404,
    });
  noteBoard(visit, "window:bureau", board, {bureau: bureauCode});
  const body = CARD({
    page: card.page,
    title: card.title,
    back: addressOf("/", visit, {}),
    board,
    isCandidate,
    pdf: addressOf("/draft.pdf", visit, {bureau: bureauCode}),
  });
  const style = `${styleAddress(board)}?bureau=${encodeURIComponent(bureauCode)}`;
  return page(visit, {
    title: card.title,
    place: "scoreboard",
    body,
    styles: ["/static/bureau-card.css", style],
  });
}
