import type {FigureMove, ReleaseDiff, StatusMove} from "../../schemas/explanation.ts";
import {japaneseDate} from "../../schemas/fiscal-time.ts";
import {formatValue, shownDifference} from "../values/format.ts";
import {statusView} from "../values/status.ts";
import {terminalTable} from "./terminal-table.ts";

const COLUMNS = [
  {title: "記号", align: "left"},
  {title: "指標", align: "left"},
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
export function diffLines({moved, judged, appeared, gone, withheld_count}: ReleaseDiff): string[] {
  return [
    moved.length === 0 ? "値の変わった数値はありません。" : `値の変わった数値: ${count(moved.length)}件`,
    ...[...Map.groupBy(moved, ({cause}) => cause)].flatMap(([cause, moves]) => causeLines(cause, moves)),
    ...(judged.length === 0 ? [] : ["", `判定か必要な水準の変わった指標: ${count(judged.length)}件`]),
    ...[...Map.groupBy(judged, ({cause}) => cause)].flatMap(([cause, moves]) => judgedLines(cause, moves)),
    "",
    `加わった数値: ${count(appeared.length)}件、なくなった数値: ${count(gone.length)}件`,
    `秘匿のため比べていない数値: ${count(withheld_count)}件`,
  ];
}

function causeLines(cause: string, moves: FigureMove[]): string[] {
  const rows = moves.map(({figure, short_name, decimals, from_value, to_value}) => [
    figure,
    short_name,
    formatValue(from_value, decimals),
    formatValue(to_value, decimals),
    formatValue(shownDifference(to_value, from_value, decimals), decimals),
  ]);
  return ["", `原因: ${cause}`, ...terminalTable([...COLUMNS], rows)];
}

const JUDGED_COLUMNS = [
  {title: "時点", align: "left"},
  {title: "指標", align: "left"},
  {title: "前の判定", align: "left"},
  {title: "後の判定", align: "left"},
  {title: "前の必要水準", align: "right"},
  {title: "後の必要水準", align: "right"},
] as const;

function judgedLines(cause: string, moves: StatusMove[]): string[] {
  const rows = moves.map(({as_of_date, short_name, decimals, ...move}) => [
    japaneseDate(as_of_date),
    short_name,
    statusView(move.from_status).word,
    statusView(move.to_status).word,
    formatValue(move.from_required, decimals),
    formatValue(move.to_required, decimals),
  ]);
  return ["", `原因: ${cause}`, ...terminalTable([...JUDGED_COLUMNS], rows)];
}

function count(value: number): string {
  return formatValue(value, 0);
}

function lines(texts: string[]): string {
  return `${texts.join("\n")}\n`;
}
