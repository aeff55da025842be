import {publishedReleases} from "../../pipelines/releases/history.ts";
import {japaneseDate} from "../../schemas/fiscal-time.ts";
import type {DrawnBoard, DrawnRow} from "../drawn/drawn.ts";
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
  panel: {html: string; path: string; name: string; figures: FigureLink[]} | null;
  paths: {pdf: string; csv: string};
}

const BOARD = template<BoardView>("scoreboard", ["../../reports/scorecard/status-mark"]);

export const routes: Route[] = [signedRoute("get", "/", "signed_in", (visit) => withBoard(visit, showBoard))];

const ORDERS = [
  {value: "", name: "計画の順"},
  {value: "status", name: "状況の悪い順"},
  {value: "progress", name: "進みの遅い順"},
];

function showBoard(visit: SignedVisit, {drawn, board}: BoardPlace): Response {
  noteBoard(visit, "window:scoreboard", board);
  const {context, window} = visit;
  const query = (name: string) => context.req.query(name) ?? "";
  const chosen = (values: {value: string; name: string}[], value: string): Choice[] =>
    values.map((one) => ({...one, isChosen: one.value === value}));
  const rows = board.groups.flatMap((group) => group.rows.map((row) => ({...row, group: group.name})));
  const shown = rows.filter(
    (row) =>
      (query("status") === "" || row.status.word === query("status")) &&
      (query("task") === "" || row.group === query("task")),
  );
  const kpiId = query("kpi") || board.highlights[0]?.kpiId || shown[0]?.kpiId || "";
  const indicator = board.indicators[kpiId];
  const withPaths = shown.map((row) => ({
    ...row,
    path: addressOf("/", visit, {kpi: row.kpiId}),
    pagePath: addressOf(`/indicators/${row.kpiId}`, visit, {kpi: undefined}),
    isChosen: row.kpiId === kpiId,
  }));
  const releases = publishedReleases(window.home).toReversed();
  const release = releases.find(({releaseId}) => releaseId === board.releaseId);
  const current = releases[0]?.releaseId;
  const body = BOARD({
    board,
    groups: ordered(withPaths, query("sort")),
    shownCount: shown.length,
    isPart: shown.length < rows.length,
    quarters: chosen(
      (drawn.contents?.quarters ?? []).map(({code, name}) => ({value: code, name})),
      board.quarter,
    ),
    programmes: chosen(
      (drawn.contents?.programmes ?? []).map(({id, name}) => ({value: id, name})),
      board.programmeId,
    ),
    hasProgrammes: (drawn.contents?.programmes.length ?? 0) > 1,
    releases: chosen(
      releases.map(({releaseId}) => ({
        value: releaseId === current ? "" : releaseId,
        name: releaseId === current ? `いまの公開版（${releaseId}）` : releaseId,
      })),
      board.releaseId === current ? "" : board.releaseId,
    ),
    bureaus: (drawn.contents?.bureaus ?? []).map(({code, name}) => ({value: code, name, isChosen: false})),
    statuses: chosen(
      [
        {value: "", name: "すべて"},
        ...board.counts.map(({status, count}) => ({value: status.word, name: `${status.word}（${count}）`})),
      ],
      query("status"),
    ),
    tasks: chosen(
      [{value: "", name: "すべて"}, ...board.groups.map(({name}) => ({value: name, name}))],
      query("task"),
    ),
    orders: chosen(ORDERS, query("sort")),
    releasedOn: release ? japaneseDate(release.releasedOn) : "",
    newer: board.releaseId === current ? "" : `これは前の公開版です。いまの公開版は ${current ?? ""} です。`,
    panel: indicator
      ? {
          html: indicator.panel,
          path: addressOf(`/indicators/${kpiId}`, visit, {kpi: undefined}),
          name: indicator.name,
          figures: figureLinks(visit, indicator),
        }
      : null,
    paths: {
      pdf: addressOf("/printed", visit, {kpi: undefined}),
      csv: addressOf("/scoreboard.csv", visit, {kpi: undefined}),
    },
  });
  return page(visit, {
    title: `スコアボード ${board.quarterName}`,
    place: "scoreboard",
    body,
    styles: [styleAddress(board)],
  });
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
