import {fieldsWithoutHeading} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";
import {largest} from "../../../schemas/extremes.ts";
import {absentReading} from "./absent-columns.ts";
import {
  type AroundCell,
  cellsAround,
  nameOfFile,
  readColumns,
  unreadHeadings,
} from "./around/cells-around.ts";
import {kindsAround} from "./around/kinds-around.ts";
import {monthsLeftOpen} from "./around/months-left-open.ts";
import {withYearOverAllOpen} from "./around/open-months.ts";
import {type PeriodSaid, periodsAround} from "./around/periods-around.ts";
import {belowUnits, unitsOfAmounts, withUnitsOfSome} from "./around/shown-units.ts";
import {runningAround, statesAround} from "./around/states-around.ts";
import {unitColumns} from "./around/unit-columns.ts";
import {unitsAround} from "./around/units-around.ts";
import {unreadAround} from "./around/unread-around.ts";
import {NO_YEAR, type YearReading, yearAround} from "./around/year-around.ts";
import {refuseSeveralYears, yearColumns} from "./around/year-columns.ts";
import type {CellTable, SaidOfTable} from "./cell-table.ts";
import type {TableMatch} from "./find-table.ts";
import {type Grid, placeOf, plain} from "./grid.ts";
import {meltKinds} from "./kinds-across.ts";
import {listRows} from "./list-rows.ts";
import {withYear} from "./month-headings.ts";
import {meltMonths} from "./months-across.ts";
import type {ReadOptions} from "./read-options.ts";
import {totalWord} from "./total-words.ts";
import {refuseUncomputed, staleHolds} from "./uncomputed.ts";

/** A table of a known source in one sheet. */
export interface Found {
  grid: Grid;
  match: TableMatch;
}

interface Told extends Pick<ReadOptions, "fileName" | "answers"> {
  /** What other sheets of the workbook say of its numbers. */
  beyond: AroundCell[];
}

/** The rows of one table, and the periods that stand around it. */
interface FoundTable extends CellTable {
  saidPeriods: PeriodSaid[];
}

/** Reads one table with all that stands around it. */
export function readFound({grid, match}: Found, told: Told): FoundTable {
  refuseLongRows(grid, match);
  const table = rowsOf({grid, match}, told);
  refuseUncomputed(grid, table);
  const columns = readColumns(match);
  const stale = staleHolds(grid, (row, column) => row >= match.bodyRow && columns.has(column));
  return {...table, holds: [...stale, ...table.holds]};
}

/** UserError where a month stands over numbers and nothing says its year; in a row it is a month that cannot be read. */
function yearOfMonths({grid, match}: Found, cells: AroundCell[], answers: string[]): YearReading {
  const open = monthsLeftOpen(grid, match);
  if (open.months.length === 0) return NO_YEAR;
  refuseSeveralYears(yearColumns(grid, match));
  const year = yearAround(cells, {...open, answers});
  if (year.year === "" && match.layout.kind === "months_across")
    throw new UserError(
      `${open.place}の年が分かりません。月の上か表題に「令和4年度」のように年を入れてください。`,
    );
  return year;
}

function rowsOf({grid: written, match: found}: Found, {fileName, answers, beyond}: Told): FoundTable {
  const {match, yearOver} = withYearOverAllOpen(written, belowUnits(written, found));
  const grid = withUnitsOfSome(written, match);
  const cells = [
    nameOfFile(fileName),
    ...yearOver,
    ...cellsAround(grid, match),
    ...unitColumns(grid, match),
    ...yearColumns(grid, match),
    ...beyond,
  ];
  const year = yearOfMonths({grid, match}, cells, answers);
  const units = unitsAround({cells, ...unitsOfAmounts(grid, match)}, match.contract, answers);
  const states = statesAround(
    cells,
    match.across.some(({state}) => state !== undefined),
  );
  const said = {units, year: year.year, answers, running: runningAround(cells)};
  const table = tableIn(grid, match, said);
  return {
    ...table,
    holds: [...units.holds, ...year.holds, ...states, ...kindsAround(cells, match.contract), ...table.holds],
    reading: [
      ...absentReading(match.contract, columnsThere(match)),
      ...units.reading,
      ...year.reading,
      ...table.reading,
      ...unreadAround(cells, untold(unreadHeadings(grid, match), table.reading), match.contract),
    ],
    saidPeriods: periodsAround(cells, year.year === ""),
  };
}

function tableIn(grid: Grid, {layout, ...match}: TableMatch, said: SaidOfTable): CellTable {
  switch (layout.kind) {
    case "list":
      return listRows(grid, {...match, layout}, said);
    case "months_across":
      return meltMonths(grid, {...match, layout, across: withYear(match.across, said.year)}, said);
    case "kinds_across":
      return meltKinds(grid, {...match, layout}, said);
    default:
      return layout satisfies never;
  }
}

/** Names of the fields that the table has. */
function columnsThere({blocks, layout}: TableMatch): Set<string> {
  const melted = fieldsWithoutHeading(layout);
  return new Set([...(blocks[0]?.keys() ?? []), ...melted]);
}

/** Totals are compared, and columns beside the months are told with them. */
function untold(headings: string[], told: string[]): string[] {
  return headings.filter(
    (heading) =>
      (totalWord(plain(heading)) ?? "hint") === "hint" &&
      !told.some((piece) => piece.includes(plain(heading))),
  );
}

/** In a text file a cell beyond the headings means that the row was not split as its writer meant. */
function refuseLongRows(grid: Grid, {headingRow, bodyRow}: TableMatch): void {
  if (grid.name !== undefined) return;
  const width = largest(grid.rows.slice(headingRow, bodyRow).map((cells) => cells.length));
  const row = grid.rows.findIndex(
    (cells, index) => index >= bodyRow && cells.slice(width).some((cell) => cell !== ""),
  );
  if (row !== -1)
    throw new UserError(
      `${placeOf(grid, row)}の列の数が見出し（${width}列）と合いません。区切りや引用符を確かめて、出し直してください。`,
    );
}
