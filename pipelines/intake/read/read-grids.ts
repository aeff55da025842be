import {fieldsOf} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";
import {someOf} from "../../../schemas/some-of.ts";
import type {Hold} from "../../ledger/hold.ts";
import {readColumns} from "./around/cells-around.ts";
import {isTable, saidInOtherSheets} from "./around/other-sheets.ts";
import {cellsOfRows} from "./cell-blocks.ts";
import {findTable} from "./find-table.ts";
import {type Grid, placeOf, plain} from "./grid.ts";
import {HEADING_ROWS} from "./headings.ts";
import {headingsError} from "./headings-error.ts";
import {personalColumns} from "./personal-columns.ts";
import {type Found, readFound} from "./read-found.ts";
import type {ReadOptions} from "./read-options.ts";
import type {TextTable} from "./text-table.ts";

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
  const beyond = saidInOtherSheets(grids.filter((grid) => found.every((one) => one.grid !== grid)));
  const tables = found.map((one) => readFound(one, {fileName, answers, beyond}));
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
    saidPeriods: tables.flatMap(({saidPeriods}) => saidPeriods),
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
function looksLikeTable(grid: Grid): boolean {
  return isTable(grid) && !/要領|説明|直すところ|注意|記入例|選択肢|リスト/.test(grid.name ?? "");
}

function hiddenNotes({grid, match}: Found): string[] {
  const rows = [...grid.hiddenRows].filter(
    (row) => row >= match.bodyRow && (grid.rows[row] ?? []).some(Boolean),
  );
  const above = [...grid.hiddenRows].filter(
    (row) => row < match.bodyRow && (grid.rows[row] ?? []).some(Boolean),
  );
  const columns = [...grid.hiddenColumns].filter((column) => readColumns(match).has(column));
  const isRead = match.layout.hiddenRows !== "leave_out";
  return [
    ...(rows.length > 0
      ? [
          `シート「${grid.name}」の隠れた行${rows.length}行を${isRead ? "読みました" : "除きました"}（${rows[0] === undefined ? "" : rows[0] + 1}行目から）。`,
        ]
      : []),
    ...above.map((row) => `${placeOf(grid, row)}は隠れています（${shortened(grid.rows[row] ?? [])}）。`),
    ...(columns.length > 0 ? [`シート「${grid.name}」の隠れた列${columns.length}列を読みました。`] : []),
  ];
}

/** 「単位：千枚」 */
function shortened(cells: string[]): string {
  const texts = [...new Set(cells.filter((cell) => cell.trim() !== ""))];
  return someOf(
    texts.slice(0, SHOWN).map((text) => `「${plain(text).slice(0, LONGEST)}」`),
    texts.length,
    "セル",
  );
}

const [SHOWN, LONGEST] = [3, 30];

function unreadNotes({grid, match}: Found): string[] {
  const read = readColumns(match);
  return personalColumns((grid.rows[match.headingRow] ?? []).filter((_, column) => !read.has(column)));
}
