import type {DrawnBoard, DrawnIndicator} from "../drawn/drawn.ts";
import {noteReading} from "../note-act.ts";
import {mayReadEarly} from "../rights.ts";
import type {SignedVisit} from "../visit.ts";
import {sorry} from "./page.ts";

type Drawn = Awaited<ReturnType<SignedVisit["window"]["drawn"]["begin"]>>;

/** What an address means. */
export interface BoardPlace {
  drawn: Drawn;
  board: DrawnBoard;
  /** Not public: what waits to be published. */
  isCandidate: boolean;
}

/** Finds what the address means: release, quarter and programme, the newest where it says nothing. */
export async function withBoard(
  visit: SignedVisit,
  show: (visit: SignedVisit, place: BoardPlace) => Response | Promise<Response>,
): Promise<Response> {
  const {window, context} = visit;
  const releaseId = context.req.query("release") || window.published.currentId();
  if (releaseId === undefined) return sorry(visit, NO_RELEASE);
  const kind = readableKind(visit, releaseId);
  if (!kind) return sorry(visit, noSuchRelease(releaseId));
  const drawn = await window.drawn.begin(releaseId, kind === "candidate");
  if (drawn.failure !== undefined && drawn.boards.size === 0) return sorry(visit, cannotOpen(drawn.failure));
  const quarter = (context.req.query("period") || drawn.contents?.quarters[0]?.code) ?? "";
  if (!drawn.contents?.quarters.some(({code}) => code === quarter))
    return sorry(visit, noSuchQuarter(quarter));
  const board = await boardOf(visit, drawn, quarter);
  return board ? show(visit, {drawn, board, isCandidate: kind === "candidate"}) : sorry(visit, NO_PROGRAMME);
}

/** What somebody may read under a name: a release, or before it is public the candidate that was looked at, who may. */
export function readableKind(
  {window, account}: SignedVisit,
  releaseId: string,
): "release" | "candidate" | undefined {
  if (window.published.all().some((release) => release.releaseId === releaseId)) return "release";
  return window.planned.has(releaseId) && mayReadEarly(account) ? "candidate" : undefined;
}

type Sorry = Parameters<typeof sorry>[1];

const CHOOSE = "スコアボードの上の欄で選んでください。";

const NO_RELEASE: Sorry = {
  title: "まだ公開版がありません",
  why: "提出ファイルを取り込み、公開すると、ここにスコアボードが出ます。",
  what: "提出ファイルの頁でファイルを入れるか、npx kaikaku run を実行してください。",
  status: 404,
};

const NO_PROGRAMME: Sorry = {
  title: "その計画は、この四半期にはありません",
  why: "計画の期間より前か、まだ評価していない四半期です。",
  what: `ほかの四半期か計画を、${CHOOSE}`,
  status: 404,
};

function noSuchRelease(releaseId: string): Sorry {
  return {
    title: "その公開版はありません",
    why: `公開版「${releaseId}」は、ないか、保存期間を過ぎて消してあります。`,
    what: `ある公開版を、${CHOOSE}`,
    status: 404,
  };
}

function cannotOpen(why: string): Sorry {
  return {
    title: "この公開版を開けません",
    why,
    what: "システムの担当に伝えてください（npx kaikaku doctor で確かめられます）。",
    status: 503,
  };
}

function noSuchQuarter(quarter: string): Sorry {
  return {
    title: "その四半期はありません",
    why: `この公開版には「${quarter}」の四半期がありません。`,
    what: `ある四半期を、${CHOOSE}`,
    status: 404,
  };
}

const BETWEEN_MS = 100;
const LONGEST_MS = 30_000;

/** Older quarters are still being drawn just after a publication: whoever asks waits for theirs. */
async function boardOf(
  {window, context}: SignedVisit,
  drawn: Drawn,
  quarter: string,
): Promise<DrawnBoard | undefined> {
  const wanted = context.req.query("programme") || undefined;
  const found = () =>
    wanted === undefined
      ? drawn.contents?.programmes
          .map(({id}) => window.drawn.board(drawn, quarter, id))
          .find((board) => board)
      : window.drawn.board(drawn, quarter, wanted);
  const end = Date.now() + LONGEST_MS;
  while (!found() && drawn.failure === undefined && !drawn.isWhole && Date.now() < end)
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
  return found();
}

/** The same page with other answers: what a query says already stays. */
export function addressOf(
  path: string,
  {context}: SignedVisit,
  changed: Record<string, string | undefined>,
): string {
  const query = new URLSearchParams(context.req.query());
  for (const [name, value] of Object.entries(changed)) {
    query.delete(name);
    if (value !== undefined && value !== "") query.set(name, value);
  }
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}

export function noteBoard(
  visit: SignedVisit,
  what: string,
  board: DrawnBoard,
  more: Record<string, string> = {},
): void {
  noteReading(visit, what, {release: board.releaseId, period: board.quarter, ...more});
}

/** Where the lengths of a board's drawn pages stand as rules. */
export function styleAddress({releaseId, quarter, programmeId}: DrawnBoard): string {
  return `/drawn/${encodeURIComponent(releaseId)}/${quarter}/${encodeURIComponent(programmeId)}/style.css`;
}

export interface FigureLink {
  word: string;
  path: string;
}

/** Where each of an indicator's figures comes from. */
export function figureLinks(visit: SignedVisit, {figures}: DrawnIndicator): FigureLink[] {
  const release = visit.context.req.query("release") || undefined;
  return figures.map(({word, code}) => {
    const path = `/explain/${encodeURIComponent(code)}`;
    return {word, path: release === undefined ? path : `${path}?release=${encodeURIComponent(release)}`};
  });
}
