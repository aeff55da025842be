import type {FigureMove, ReleaseDiff, SeriesMove} from "../../schemas/explanation.ts";
import {formatValue, tellingDecimals} from "../values/format.ts";
import {formatSaid} from "../values/said.ts";
import {terminalTable} from "./terminal-table.ts";

const COLUMNS = [
  {title: "指標", align: "left"},
  {title: "動く数値", align: "right"},
  {title: "例", align: "left"},
  {title: "前の値", align: "right"},
  {title: "後の値", align: "right"},
] as const;

/** What another program or ledger, as an office calls it, says otherwise than the current release: a line for each indicator, with its first example. */
export function figuresText(diff: ReleaseDiff | null, other: string): string[] {
  if (diff === null) return ["公開版がまだないので、比べる数値はありません。"];
  const {moved, appeared, gone, judged, series} = diff;
  return [
    moved.length + series.moved.length === 0
      ? `公開版 ${diff.from.release_id} の数値は、${other}でも同じです。`
      : `公開版 ${diff.from.release_id} の数値のうち、${formatValue(moved.length + series.moved.length, 0)}件が、${other}では動きます。`,
    ...[...Map.groupBy(moved, ({cause}) => cause)].flatMap(([cause, moves]) => causeLines(cause, moves)),
    ...[...Map.groupBy(series.moved, ({cause}) => cause)].flatMap(([cause, moves]) =>
      seriesLines(cause, moves),
    ),
    ...(judged.length === 0
      ? []
      : [`判定か、判定に使う目標・水準の変わる指標: ${formatValue(judged.length, 0)}件`]),
    `加わる数値: ${formatValue(appeared.length, 0)}件、なくなる数値: ${formatValue(gone.length, 0)}件`,
  ];
}

function causeLines(cause: string, moves: FigureMove[]): string[] {
  const rows = [...Map.groupBy(moves, ({kpi_id}) => kpi_id).values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const {short_name, figure, from_value, to_value, decimals} = first;
    const count = formatValue(others.length + 1, 0);
    const shown = tellingDecimals(from_value, to_value, decimals);
    return [[short_name, count, figure, formatValue(from_value, shown), formatValue(to_value, shown)]];
  });
  return ["", `原因: ${cause}`, ...terminalTable([...COLUMNS], rows), ""];
}

/** A line for each series. */
function seriesLines(cause: string, moves: SeriesMove[]): string[] {
  const rows = [...Map.groupBy(moves, ({series_title}) => series_title)].flatMap(
    ([title, [first, ...others]]) =>
      first
        ? [
            [
              title,
              formatValue(others.length + 1, 0),
              first.figure,
              formatSaid(first.from_value, first.decimals),
              formatSaid(first.to_value, first.decimals),
            ],
          ]
        : [],
  );
  return ["", `原因: ${cause}`, ...terminalTable([...COLUMNS], rows), ""];
}
