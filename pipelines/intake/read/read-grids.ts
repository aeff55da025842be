import {fieldsOf} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";
import {largest} from "../../../schemas/extremes.ts";
import type {Hold} from "../../ledger/hold.ts";
import {
  type AroundCell,
  cellsAround,
  nameOfFile,
  readColumns,
  unreadHeadings,
} from "./around/cells-around.ts";
import {kindsAround} from "./around/kinds-around.ts";
import {monthsLeftOpen} from "./around/months-left-open.ts";
import {unitsOfAmounts} from "./around/shown-units.ts";
import {runningAround, statesAround} from "./around/states-around.ts";
import {unitColumns} from "./around/unit-columns.ts";
import {unitsAround} from "./around/units-around.ts";
import {unreadAround} from "./around/unread-around.ts";
import {NO_YEAR, type YearReading, yearAround} from "./around/year-around.ts";
import {type YearSaid, yearsOfTitle} from "./around/year-words.ts";
import {cellsOfRows} from "./cell-blocks.ts";
import type {CellTable} from "./cell-table.ts";
import {findTable, type TableMatch} from "./find-table.ts";
import {type Grid, placeOf} from "./grid.ts";
import {HEADING_ROWS} from "./headings.ts";
import {headingsError} from "./headings-error.ts";
import {listRows} from "./list-rows.ts";
import {withYear} from "./month-headings.ts";
import {meltMonths} from "./months-across.ts";
import {personalColumns} from "./personal-columns.ts";
import type {ReadOptions} from "./read-options.ts";
import type {TextTable} from "./text-table.ts";
import {refuseUncomputed, staleHolds} from "./uncomputed.ts";

interface Found {
  grid: Grid;
  match: TableMatch;
}

type Told = Pick<ReadOptions, "fileName" | "answers">;

/** The tables of one source in a workbook's sheets (or in a text file that is no plain list), in the contract's columns. */
export function readGrids(
  grids: Grid[],
  {contracts, fileName, answers}: Pick<ReadOptions, "contracts" | "fileName" | "answers">,
  encoding: TextTable["encoding"],
): TextTable {
  const found = grids.flatMap((grid) => {
    const match = findTable(grid, contracts);
    return match && (!grid.isHidden || match.layout.hiddenSheets === "read") ? [{grid, match}] : [];
  });
  const [first] = found;
  if (!first)
    throw headingsError(
      grids.filter(({isHidden}) => !isHidden).flatMap(({rows}) => rows.slice(0, HEADING_ROWS)),
      contracts,
    );
  refuseMixture(found);
  const {contract} = first.match;
  const tables = found.map((one) => readFound(one, {fileName, answers}));
  const fieldCount = fieldsOf(contract).length;
  const rows = tables.flatMap((table) => table.rows);
  const places = tables.flatMap((table) => table.places);
  return {
    contract,
    encoding,
    columnCount: fieldCount,
    ignoredCount: tables.reduce((sum, table) => sum + table.ignoredCount, 0),
    holds: [...damageHolds(grids, rows.length), ...tables.flatMap(({holds}) => holds)],
    reading: tables.flatMap(({reading}) => reading),
    saidYears: tables.flatMap(({saidYears}) => saidYears),
    none: [],
    notes: [...sheetNotes(grids, found), ...found.flatMap(hiddenNotes), ...found.flatMap(unreadNotes)],
    cells: () => cellsOfRows({rows, places, fieldCount}),
  };
}

/** A person compares the number of rows before what was guessed counts. */
function damageHolds(grids: Grid[], rowCount: number): Hold[] {
  if (!grids.some(({isDamaged}) => isDamaged)) return [];
  return [
    {
      kind: "damaged_workbook",
      text: `Excelファイルの作りに壊れたところがあります。読めた行は${rowCount.toLocaleString("ja-JP")}行です。元の表と行数・合計が合うか確かめるか、Excelで開いて「.xlsx」で保存し直したものを送り直してもらってください`,
    },
  ];
}

function refuseMixture(found: Found[]): void {
  const titles = [...new Set(found.map(({match}) => match.contract.title))];
  if (titles.length > 1)
    throw new UserError(
      `一つのファイルに${titles.map((title) => `「${title}」`).join("と")}の表が入っています。種類ごとに別のファイルにして出し直してください。`,
    );
}

interface FoundTable extends CellTable {
  saidYears: YearSaid[];
}

function readFound({grid, match}: Found, told: Told): FoundTable {
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
  const year = yearAround(cells, {...open, answers});
  if (year.year === "" && match.layout.kind === "months_across")
    throw new UserError(
      `${open.place}の年が分かりません。月の上か表題に「令和4年度」のように年を入れてください。`,
    );
  return year;
}

function rowsOf({grid, match}: Found, {fileName, answers}: Told): FoundTable {
  const {layout} = match;
  const cells = [nameOfFile(fileName), ...cellsAround(grid, match), ...unitColumns(grid, match)];
  const year = yearOfMonths({grid, match}, cells, answers);
  const units = unitsAround({cells, ...unitsOfAmounts(grid, match)}, match.contract, answers);
  const states = statesAround(
    cells,
    match.months.some(({state}) => state !== undefined),
  );
  const said = {units, year: year.year, answers, running: runningAround(cells)};
  const table =
    layout.kind === "months_across"
      ? meltMonths(grid, {...match, layout, months: withYear(match.months, year.year)}, said)
      : listRows(grid, {...match, layout}, said);
  return {
    ...table,
    holds: [...units.holds, ...year.holds, ...states, ...kindsAround(cells), ...table.holds],
    reading: [
      ...units.reading,
      ...year.reading,
      ...table.reading,
      ...unreadAround(cells, unreadHeadings(grid, match), match.contract),
    ],
    saidYears: year.year === "" ? yearsOfTitle(cells) : [],
  };
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

/** Said of every sheet that is read although it is hidden, or not read although it is not. */
function sheetNotes(grids: Grid[], found: Found[]): string[] {
  const read = new Set(found.map(({grid}) => grid));
  return grids.flatMap((grid) => {
    if (grid.isHidden)
      return [`隠れたシート「${grid.name}」を${read.has(grid) ? "読みました" : "読んでいません"}。`];
    return !read.has(grid) && looksLikeTable(grid)
      ? [`シート「${grid.name}」は、決められた見出しがないので読んでいません。`]
      : [];
  });
}

/** Pages of instructions and lists of choices are no loss. */
function looksLikeTable({name = "", rows}: Grid): boolean {
  const full = rows.filter((cells) => cells.filter((cell) => cell !== "").length >= 3);
  return full.length >= 2 && !/要領|説明|注意|記入例|選択肢|リスト/.test(name);
}

function hiddenNotes({grid, match}: Found): string[] {
  const rows = [...grid.hiddenRows].filter(
    (row) => row >= match.bodyRow && (grid.rows[row] ?? []).some(Boolean),
  );
  const columns = [...grid.hiddenColumns].filter((column) => readColumns(match).has(column));
  const isRead = match.layout.hiddenRows !== "leave_out";
  return [
    ...(rows.length > 0
      ? [
          `シート「${grid.name}」の隠れた行${rows.length}行を${isRead ? "読みました" : "除きました"}（${rows[0] === undefined ? "" : rows[0] + 1}行目から）。`,
        ]
      : []),
    ...(columns.length > 0 ? [`シート「${grid.name}」の隠れた列${columns.length}列を読みました。`] : []),
  ];
}

function unreadNotes({grid, match}: Found): string[] {
  const read = readColumns(match);
  return personalColumns((grid.rows[match.headingRow] ?? []).filter((_, column) => !read.has(column)));
}
