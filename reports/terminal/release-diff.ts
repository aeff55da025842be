import type {FigureMove, ReleaseDiff, SeriesMove, StatusMove} from "../../schemas/explanation.ts";
import {japaneseDate} from "../../schemas/fiscal-time.ts";
import {formatValue, shownDifference, tellingDecimals} from "../values/format.ts";
import {formatSaid} from "../values/said.ts";
import {statusView} from "../values/status.ts";
import {type TableColumn, terminalTable} from "./terminal-table.ts";

const MOVED_COLUMNS = [
  {title: "前の値", align: "right"},
  {title: "後の値", align: "right"},
  {title: "差", align: "right"},
] as const;

/** What moved between two releases, grouped by cause. */
export function releaseDiffText(diff: ReleaseDiff): string {
  const {from, to} = diff;
  return lines([
    `${from.release_id}（${japaneseDate(from.released_on)}公開）→ ${to.release_id}（${japaneseDate(to.released_on)}公開）`,
    ...diffLines(diff),
  ]);
}

/** The same without the names of the releases. */
export function diffLines(diff: ReleaseDiff): string[] {
  const {judged, appeared, gone, withheld_count, series} = diff;
  return [
    ...definitionLines(diff),
    ...movedLines(diff),
    ...(judged.length === 0
      ? []
      : ["", `判定か、判定に使う目標・水準の変わった指標: ${count(judged.length)}件`]),
    ...[...Map.groupBy(judged, ({cause}) => cause)].flatMap(([cause, moves]) => judgedLines(cause, moves)),
    "",
    `加わった数値: ${count(appeared.length)}件、なくなった数値: ${count(gone.length)}件`,
    ...(series.appeared.length + series.gone.length === 0 ? [] : otherLines(series)),
    `秘匿のため比べていない数値: ${count(withheld_count)}件`,
  ];
}

function definitionLines({definitions}: ReleaseDiff): string[] {
  if (definitions.length === 0) return [];
  return [`変わった定義: ${count(definitions.length)}件`, ...definitions.map((what) => `  ${what}`), ""];
}

function otherLines({appeared, gone}: ReleaseDiff["series"]): string[] {
  return [
    `指標のほかの数値で、加わったもの: ${count(appeared.length)}件、なくなったもの: ${count(gone.length)}件`,
  ];
}

/** Indicators first, then what else has a code, together under their cause. */
function movedLines({moved, series}: ReleaseDiff): string[] {
  const others = series.moved;
  if (moved.length + others.length === 0) return ["値の変わった数値はありません。"];
  const causes = [...new Set([...moved, ...others].map(({cause}) => cause))];
  const part = others.length === 0 ? "" : `（うち指標のほかの数値 ${count(others.length)}件）`;
  return [
    `値の変わった数値: ${count(moved.length + others.length)}件${part}`,
    ...causes.flatMap((cause) => [
      "",
      `原因: ${cause}`,
      ...figureLines(moved.filter((move) => move.cause === cause)),
      ...seriesLines(others.filter((move) => move.cause === cause)),
    ]),
  ];
}

function figureLines(moves: FigureMove[]): string[] {
  if (moves.length === 0) return [];
  const rows = moves.map(({figure, short_name, decimals, from_value, to_value}) => [
    figure,
    short_name,
    ...movedCells(from_value, to_value, decimals),
  ]);
  return terminalTable(movedColumns("指標"), rows);
}

function movedColumns(named: string): TableColumn[] {
  return [{title: "記号", align: "left"}, {title: named, align: "left"}, ...MOVED_COLUMNS];
}

/** Before, after and the difference, with as many digits as tell them apart. */
function movedCells(before: number | null, after: number | null, decimals: number): string[] {
  const shown = tellingDecimals(before, after, decimals);
  return [
    formatValue(before, shown),
    formatValue(after, shown),
    formatValue(shownDifference(after, before, shown), shown),
  ];
}

/** A changed rule moves thousands of cells: the sums of most rows stand first. */
const SHOWN_CELLS = 20;

function seriesLines(moves: SeriesMove[]): string[] {
  if (moves.length === 0) return [];
  const left = moves.length - SHOWN_CELLS;
  return [
    ...terminalTable(movedColumns("数値"), moves.slice(0, SHOWN_CELLS).map(seriesRow)),
    ...(left > 0 ? [`ほか${count(left)}件（--json で全部）`] : []),
  ];
}

function seriesRow({figure, series_title, from_value, to_value, decimals}: SeriesMove): string[] {
  if (typeof from_value === "string" || typeof to_value === "string")
    return [figure, series_title, formatSaid(from_value, 0), formatSaid(to_value, 0), ""];
  return [figure, series_title, ...movedCells(from_value, to_value, decimals)];
}

const JUDGED_COLUMNS = [
  {title: "時点", align: "left"},
  {title: "指標", align: "left"},
  {title: "前の判定", align: "left"},
  {title: "後の判定", align: "left"},
  {title: "前の必要水準", align: "right"},
  {title: "後の必要水準", align: "right"},
  {title: "前の目標", align: "right"},
  {title: "後の目標", align: "right"},
] as const;

function judgedLines(cause: string, moves: StatusMove[]): string[] {
  const rows = moves.map(({as_of_date, short_name, decimals, ...move}) => {
    const required = tellingDecimals(move.from_required, move.to_required, decimals);
    const target = tellingDecimals(move.from_target, move.to_target, decimals);
    return [
      japaneseDate(as_of_date),
      short_name,
      statusView(move.from_status).word,
      statusView(move.to_status).word,
      formatValue(move.from_required, required),
      formatValue(move.to_required, required),
      formatValue(move.from_target, target),
      formatValue(move.to_target, target),
    ];
  });
  return ["", `原因: ${cause}`, ...terminalTable([...JUDGED_COLUMNS], rows)];
}

function count(value: number): string {
  return formatValue(value, 0);
}

function lines(texts: string[]): string {
  return `${texts.join("\n")}\n`;
}
