import {answerAmong, type Hold, question} from "../../ledger/hold.ts";
import {type ChosenColumns, toldColumns} from "./chosen-columns.ts";
import type {TableMatch} from "./find-table.ts";
import {cellAt, type Grid, plain} from "./grid.ts";
import {type MonthColumn, monthInYear} from "./month-headings.ts";
import {columnPlace, type OtherColumn, otherColumns} from "./other-columns.ts";
import {AS_ACTUAL, LEAVE_OUT, stateOf} from "./states.ts";

/**
 * 見込 and 予定 are left out and told, 速報 is asked. A column with numbers under a heading that is neither a month nor
 * anything else known is asked; under no heading between two months it may be the month between them.
 */
export function chooseMonths(grid: Grid, match: TableMatch, answers: string[]): ChosenColumns {
  const {months: found, bodyRow} = withStatesBelow(grid, match);
  const others = otherColumns(grid, {...match, bodyRow});
  const provisional = askAboutProvisional(grid, match, found);
  const isActual = ({state}: MonthColumn) =>
    state === undefined ||
    state === "actual" ||
    (state === "provisional" && answerAmong([AS_ACTUAL], answers) !== undefined);
  const unknown = others.filter(({kind}) => kind === "unknown");
  const asked = unknown.map((other) => askAboutColumn(grid, match, other));
  const answered = asked.flatMap(({month}) =>
    month && answerAmong([spoken(month)], answers) ? [month] : [],
  );
  const leftOut = found.filter((month) => !isActual(month));
  return {
    across: [...found.filter(isActual), ...answered].sort((one, other) => one.column - other.column),
    leftOut,
    totals: others.filter(({kind}) => kind === "total"),
    holds: [...provisional, ...asked.map(({hold}) => hold)],
    reading: toldColumns(
      grid,
      leftOut.map(({month}) => `${month}（実績でない）`),
      others,
    ),
    bodyRow,
  };
}

/** A row below the months that only says what they are: 実績, 実績, 見込. */
function withStatesBelow(
  grid: Grid,
  {across: months, bodyRow}: TableMatch,
): {months: MonthColumn[]; bodyRow: number} {
  const texts = months.map(({column}) => plain(cellAt(grid, bodyRow, column)));
  const filled = texts.filter((text) => text !== "");
  if (filled.length === 0 || !filled.every(stateOf)) return {months, bodyRow};
  const stated = months.map((month, index) => ({
    ...month,
    state: stateOf(texts[index] ?? "") ?? month.state,
  }));
  return {months: stated, bodyRow: bodyRow + 1};
}

function askAboutProvisional(grid: Grid, {headingRow}: TableMatch, months: MonthColumn[]): Hold[] {
  const provisional = months.filter(({state}) => state === "provisional");
  const [first] = provisional;
  if (!first) return [];
  const names = provisional.map(({month}) => month).join("、");
  return [
    question(`${columnPlace(grid, headingRow, first.column)}から、${names}は速報（まだ動く数）とあります`, {
      [AS_ACTUAL]: "実績として数える",
      [LEAVE_OUT]: "その月を読まない",
    }),
  ];
}

function askAboutColumn(
  grid: Grid,
  match: TableMatch,
  {column, heading}: OtherColumn,
): {hold: Hold; month: MonthColumn | undefined} {
  const place = columnPlace(grid, match.headingRow, column);
  const month = heading === "" ? monthBetween(match.across, column) : undefined;
  const said = heading === "" ? "見出しが空欄です" : `見出し「${heading}」は、月か合計か分かりません`;
  const ways = {...(month ? {[spoken(month)]: spoken(month)} : {}), [LEAVE_OUT]: "読まない列"};
  return {hold: question(`${place}の${said}が、下に数字があります`, ways), month};
}

/** The month of the fiscal year that a column has by those beside it, if no other column has it; undefined where they disagree. */
function monthBetween(months: MonthColumn[], column: number): MonthColumn | undefined {
  const before = months.find((month) => month.column === column - 1);
  const after = months.find((month) => month.column === column + 1);
  const year = (before ?? after)?.year;
  if (!year?.endsWith("年度") || (before && after && before.year !== after.year)) return undefined;
  const number = before ? (numberOf(before) % 12) + 1 : ((numberOf(after as MonthColumn) + 10) % 12) + 1;
  if (before && after && number % 12 !== numberOf(after) - 1) return undefined;
  const month = monthInYear(number, year);
  return months.some((other) => spoken(other) === `${number}月`)
    ? undefined
    : {column, year, month, state: undefined, unit: ""};
}

function numberOf({month}: MonthColumn): number {
  return Number(/([0-9]+)月?$/.exec(month)?.[1]);
}

/** 令和4年6月 → 6月. */
function spoken(month: MonthColumn): string {
  return `${numberOf(month)}月`;
}
