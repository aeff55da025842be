import {japaneseDate} from "../../schemas/fiscal-time.ts";
import type {DrawnBoard, DrawnRow} from "../drawn/drawn.ts";
import {mayReadEarly} from "../rights.ts";
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
import {page, template} from "./page.ts";

interface Choice {
  value: string;
  name: string;
  isChosen: boolean;
}

interface BoardView {
  board: DrawnBoard;
  groups: {name: string; rows: (DrawnRow & {path: string; pagePath: string; isChosen: boolean})[]}[];
  shownCount: number;
  isPart: boolean;
  quarters: Choice[];
  programmes: Choice[];
  hasProgrammes: boolean;
  releases: Choice[];
  bureaus: Choice[];
  statuses: Choice[];
  tasks: Choice[];
  orders: Choice[];
  releasedOn: string;
  newer: string;
  isCandidate: boolean;
  /** Named by the address; "" for the one that is current. */
  release: string;
  panel: {html: string; path: string; name: string; figures: FigureLink[]} | null;
  paths: {pdf: string; csv: string};
}

const BOARD = template<BoardView>("scoreboard", ["draft", "../../reports/scorecard/status-mark"]);

export const routes: Route[] = [signedRoute("get", "/", "signed_in", (visit) => withBoard(visit, showBoard))];

const EARLY = template<{name: string; path: string}>("early");

const ORDERS = [
  {value: "", name: "計画の順"},
  {value: "status", name: "状況の悪い順"},
  {value: "progress", name: "進みの遅い順"},
];

/** What an address of the board may say. */
const QUESTIONS = ["period", "programme", "release", "status", "task", "sort", "kpi"];

function showBoard(visit: SignedVisit, place: BoardPlace): Response {
  const {board} = place;
  const {context, window} = visit;
  noteBoard(visit, "window:scoreboard", board);
  const asked = QUESTIONS.map((name) => context.req.query(name) ?? "");
  // Until it is drawn whole, what there is to choose from grows.
  const name = JSON.stringify([board.releaseId, window.published.currentId(), place.drawn.isWhole, ...asked]);
  const body = window.bodies.of(name, () => BOARD(boardView(visit, place)));
  return page(visit, {
    title: `スコアボード ${board.quarterName}`,
    place: "scoreboard",
    body: earlyLink(visit, place) + body,
    styles: [styleAddress(board)],
  });
}

/** The way to what waits to be published, for who may read it. */
function earlyLink({window, account}: SignedVisit, {isCandidate}: BoardPlace): string {
  const name = [...window.planned.keys()].at(-1);
  if (isCandidate || name === undefined || !mayReadEarly(account)) return "";
  return EARLY({name, path: `/?release=${encodeURIComponent(name)}`});
}

function boardView(visit: SignedVisit, place: BoardPlace): BoardView {
  const {board, isCandidate} = place;
  const query = (name: string) => visit.context.req.query(name) ?? "";
  const rows = board.groups.flatMap((group) => group.rows.map((row) => ({...row, group: group.name})));
  const shown = rows.filter(
    (row) =>
      (query("status") === "" || row.status.word === query("status")) &&
      (query("task") === "" || row.group === query("task")),
  );
  // One that waits for a kind of file that never came has nothing to show beside the list.
  const first = shown.find((row) => board.indicators[row.kpiId]) ?? shown[0];
  const kpiId = query("kpi") || board.highlights[0]?.kpiId || first?.kpiId || "";
  const withPaths = shown.map((row) => ({
    ...row,
    path: addressOf("/", visit, {kpi: row.kpiId}),
    pagePath: addressOf(`/indicators/${row.kpiId}`, visit, {kpi: undefined}),
    isChosen: row.kpiId === kpiId,
  }));
  return {
    board,
    groups: ordered(withPaths, query("sort")),
    shownCount: shown.length,
    isPart: shown.length < rows.length,
    ...choicesOf(visit, place),
    ...releaseFacts(visit, place),
    isCandidate,
    release: visit.context.req.query("release") ?? "",
    panel: panelOf(visit, place, kpiId),
    paths: {
      pdf: addressOf(isCandidate ? "/draft.pdf" : "/printed", visit, {kpi: undefined}),
      csv: addressOf("/scoreboard.csv", visit, {kpi: undefined}),
    },
  };
}

type Choices = "quarters" | "programmes" | "hasProgrammes" | "bureaus" | "statuses" | "tasks" | "orders";

function choicesOf({context}: SignedVisit, {drawn, board}: BoardPlace): Pick<BoardView, Choices> {
  const {quarters = [], programmes = [], bureaus = []} = drawn.contents ?? {};
  const chosen = (values: {value: string; name: string}[], value = ""): Choice[] =>
    values.map((one) => ({...one, isChosen: one.value === value}));
  const statuses = (board.counts[0]?.counts ?? []).map(({status, count}) => ({
    value: status.word,
    name: `${status.word}（${count}）`,
  }));
  return {
    quarters: chosen(
      quarters.map(({code, name}) => ({value: code, name})),
      board.quarter,
    ),
    programmes: chosen(
      programmes.map(({id, name}) => ({value: id, name})),
      board.programmeId,
    ),
    hasProgrammes: programmes.length > 1,
    bureaus: bureaus.map(({code, name}) => ({value: code, name, isChosen: false})),
    statuses: chosen([ALL, ...statuses], context.req.query("status")),
    tasks: chosen([ALL, ...board.groups.map(({name}) => ({value: name, name}))], context.req.query("task")),
    orders: chosen(ORDERS, context.req.query("sort")),
  };
}

const ALL = {value: "", name: "すべて"};

function releaseFacts(
  {window}: SignedVisit,
  {board, isCandidate}: BoardPlace,
): Pick<BoardView, "releases" | "releasedOn" | "newer"> {
  const releases = window.published.all().toReversed();
  const current = releases[0]?.releaseId;
  const release = releases.find(({releaseId}) => releaseId === board.releaseId);
  const draft = isCandidate
    ? [{value: board.releaseId, name: `案（${board.releaseId}）`, isChosen: true}]
    : [];
  return {
    releases: [
      ...draft,
      ...releases.map(({releaseId}) => ({
        value: releaseId === current ? "" : releaseId,
        name: releaseId === current ? `いまの公開版（${releaseId}）` : releaseId,
        isChosen: releaseId === board.releaseId,
      })),
    ],
    releasedOn: release ? japaneseDate(release.releasedOn) : "",
    newer:
      isCandidate || board.releaseId === current
        ? ""
        : `これは前の公開版です。いまの公開版は ${current ?? ""} です。`,
  };
}

function panelOf(visit: SignedVisit, {board, isCandidate}: BoardPlace, kpiId: string): BoardView["panel"] {
  const indicator = board.indicators[kpiId];
  if (!indicator) return null;
  return {
    html: indicator.panel,
    path: addressOf(`/indicators/${kpiId}`, visit, {kpi: undefined}),
    name: indicator.name,
    figures: isCandidate ? [] : figureLinks(visit, indicator),
  };
}

type ShownRow = BoardView["groups"][number]["rows"][number];

/** In the programme's order by task; in any other as one list. */
function ordered(rows: (ShownRow & {group: string})[], by: string): BoardView["groups"] {
  const compare =
    by === "status"
      ? (one: ShownRow, other: ShownRow) => one.rank.status - other.rank.status
      : by === "progress"
        ? (one: ShownRow, other: ShownRow) => (one.rank.progress ?? 9) - (other.rank.progress ?? 9)
        : undefined;
  if (compare) return [{name: "", rows: rows.map((row) => ({...row, whole: null})).toSorted(compare)}];
  return [...Map.groupBy(rows, ({group}) => group)].map(([name, own]) => ({name, rows: own}));
}
