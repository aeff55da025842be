import type {DrawnBoard} from "../drawn/drawn.ts";
import {type Route, type SignedVisit, signedRoute} from "../visit.ts";
import {
  addressOf,
  type BoardPlace,
  type FigureLink,
  figureLinks,
  noteBoard,
  styleAddress,
  withBoard,
} from "./board-place.ts";
import {page, sorry, template} from "./page.ts";

interface Neighbour {
  path: string;
  name: string;
}

const INDICATOR = template<{
  page: string;
  board: DrawnBoard;
  back: string;
  before: Neighbour | null;
  after: Neighbour | null;
  figures: FigureLink[];
  isCandidate: boolean;
}>("indicator", ["draft"]);

export const routes: Route[] = [
  signedRoute("get", "/indicators/:kpi", "signed_in", (visit) => withBoard(visit, showIndicator)),
];

function showIndicator(visit: SignedVisit, {board, isCandidate}: BoardPlace): Response {
  const kpiId = visit.context.req.param("kpi") ?? "";
  const indicator = board.indicators[kpiId];
  if (!indicator)
    return sorry(visit, {
      title: "その指標の頁はありません",
      why: `この四半期に「${kpiId}」という指標の頁はありません。`,
      what: "スコアボードから選んでください。",
      status: 404,
    });
  noteBoard(visit, "window:indicator", board, {kpi: kpiId});
  const ids = Object.keys(board.indicators);
  const at = ids.indexOf(kpiId);
  const neighbour = (index: number): Neighbour | null => {
    const id = ids[index];
    const found = id === undefined ? undefined : board.indicators[id];
    return id !== undefined && found
      ? {path: addressOf(`/indicators/${id}`, visit, {}), name: found.name}
      : null;
  };
  const body = INDICATOR({
    page: indicator.page,
    board,
    isCandidate,
    back: addressOf("/", visit, {kpi: kpiId}),
    before: neighbour(at - 1),
    after: neighbour(at + 1),
    figures: isCandidate ? [] : figureLinks(visit, indicator),
  });
  return page(visit, {
    title: `${indicator.name} ${board.quarterName}`,
    place: "scoreboard",
    body,
    styles: [styleAddress(board)],
  });
}
