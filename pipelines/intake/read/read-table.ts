import {type Contract, fieldsOf} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";
import {largest} from "../../../schemas/extremes.ts";
import type {Hold} from "../../ledger/hold.ts";
import {absentReading, absentTexts} from "./absent-columns.ts";
import {type AroundCell, cellsAroundList, nameOfFile} from "./around/cells-around.ts";
import {kindsAround} from "./around/kinds-around.ts";
import {periodsAround} from "./around/periods-around.ts";
import {runningAround, statesAround} from "./around/states-around.ts";
import {isUnitHeading} from "./around/unit-columns.ts";
import {unitsAround} from "./around/units-around.ts";
import {unreadAround} from "./around/unread-around.ts";
import {clockTexts} from "./clock-texts.ts";
import {csvCells} from "./csv-cells.ts";
import {askWhetherRunning, FEWEST} from "./cumulative.ts";
import {type FileBytes, type ReadableText, readableText, textHead} from "./decode.ts";
import {DELIMITERS, likeliestDelimiter, otherDelimiter, parseHead} from "./delimiters.ts";
import {findTable} from "./find-table.ts";
import type {Grid} from "./grid.ts";
import {findHeadings, type HeadingMatch} from "./headings.ts";
import {headingShare, headingsError} from "./headings-error.ts";
import {holdsTellingWord} from "./holds-telling-word.ts";
import {monthHeading} from "./month-heading.ts";
import {noneInText} from "./none-in-text.ts";
import {noneReport} from "./none-report.ts";
import {refuseOtherKinds} from "./other-kinds.ts";
import {personalColumns} from "./personal-columns.ts";
import {readGrids} from "./read-grids.ts";
import type {ReadOptions} from "./read-options.ts";
import {MAX_GRID_BYTES, readTextGrid} from "./read-text-grid.ts";
import {readWorkbook} from "./read-workbook.ts";
import type {TextTable} from "./text-table.ts";
import {threadedCells} from "./threaded-cells.ts";
import {inUnits} from "./units.ts";
import {withinTime} from "./within-time.ts";

const ZIP = "504b0304";
const OLD_EXCEL = "d0cf11e0";
const HEAD_BYTES = 256 * 1024;
/** From here on a thread that reads is worth its start. */
const LARGE_BYTES = 4 * 1024 * 1024;
const MAX_COLUMNS = 1_000;

/** Finds out what a file is and brings it into the one form that is judged. Throws UserError when it is none of the known sources. */
export function readTable(path: string, bytes: FileBytes, options: ReadOptions): TextTable {
  const {cells, ...table} = withinTime(bytes.byteCount, () => tableOf(path, bytes, options));
  return {...table, cells: () => clockTexts(cells(), table.contract, options.answers)};
}

function tableOf(path: string, bytes: FileBytes, options: ReadOptions): TextTable {
  if (bytes.byteCount === 0) throw new UserError("ファイルが空です。出し直してください。");
  const magic = bytes.head.subarray(0, 4).toString("hex");
  if (magic === ZIP || magic === OLD_EXCEL) {
    const grids = readWorkbook(path);
    return noneReport(grids, options, "Excel") ?? readGrids(grids, options, "Excel");
  }
  refuseOtherKinds(bytes.head);
  return fromText(path, bytes, options);
}

/** A plain list is read as it lies; whatever else a small file holds is looked at as a grid of cells. */
function fromText(path: string, bytes: FileBytes, options: ReadOptions): TextTable {
  const {contracts, scratchFile} = options;
  const text = readableText(path, bytes, scratchFile);
  const none = noneInText(text, DELIMITERS, options);
  if (none) return none;
  const lists = contracts.filter(({layout}) => layout.kind === "list");
  const head = textHead(text, HEAD_BYTES);
  const [found] = DELIMITERS.flatMap((delimiter) => {
    const rows = parseHead(head, delimiter);
    if (rows.some((cells) => cells.length > MAX_COLUMNS)) throw tooManyColumns();
    const match = findHeadings(rows, lists);
    return match ? [{delimiter, rows, match}] : [];
  });
  const isSmall = bytes.byteCount <= MAX_GRID_BYTES;
  if (found && !(isSmall && (needsGrid(found.match, found.rows) || holdsTellingWord(text, hasOthers(found)))))
    return plainList(found.match, {...text, delimiter: found.delimiter, rows: found.rows, ...options});
  refuseEucJp(text, head, contracts);
  checkEveryByte(text); // wrong bytes are the better reason for not finding the headings
  const best = likeliestDelimiter(head, contracts);
  if (!DELIMITERS.includes(best)) throw otherDelimiter(best);
  refuseOpenQuote(head, best, contracts);
  const grid = isSmall ? gridOf(text, best, contracts) : undefined;
  if (grid) return readGrids([grid], options, text.writtenIn);
  throw headingsError(parseHead(head, best), contracts);
}

/** Whether there are headings of columns that are not read. */
function hasOthers({match: {row, columns}, rows}: {match: HeadingMatch; rows: string[][]}): boolean {
  return (rows[row] ?? []).length > columns.size;
}

/** EUC-JP is no wrong CP932 for many texts; it is told by the headings that it makes. */
function refuseEucJp({path, encoding}: ReadableText, head: string, contracts: Contract[]): void {
  const fitAs = (text: string) =>
    largest(DELIMITERS.map((delimiter) => headingShare(parseHead(text, delimiter), contracts)));
  if (encoding !== "CP932") return;
  const fit = fitAs(head);
  if (fit === 1 || fitAs(textHead({path, encoding: "EUC-JP"}, HEAD_BYTES)) <= fit) return;
  throw new UserError(
    "文字コードがEUC-JPで、読めません。UTF-8かShift_JISで出し直すか、メモ帳などで開いて「UTF-8」で保存し直してもらってください。",
  );
}

/** A quote among the headings that is never closed takes them all for one; without it they are right. */
function refuseOpenQuote(head: string, delimiter: string, contracts: Contract[]): void {
  const shareOf = (text: string) => headingShare(parseHead(text, delimiter), contracts);
  if (!head.includes('"') || shareOf(head) === 1 || shareOf(head.replaceAll('"', "")) < 1) return;
  const line = head.split(/\r\n|\n|\r/).findIndex((text) => text.split('"').length % 2 === 0) + 1;
  throw new UserError(
    `見出しのあたり（${line}行目）の引用符（"）が正しく閉じていません。引用符を直して、元のシステムから出し直してください。`,
  );
}

/** The file as a grid where it holds a table; broken quotes are told only where the headings are right. */
function gridOf(text: ReadableText, delimiter: string, contracts: Contract[]): Grid | undefined {
  const head = parseHead(textHead(text, HEAD_BYTES), delimiter);
  try {
    const grid = readTextGrid(text, delimiter);
    return findTable(grid, contracts) ? grid : undefined;
  } catch (error) {
    if (!(error instanceof UserError) || headingShare(head, contracts) === 1) throw error;
    return undefined;
  }
}

/**
 * Whether a list has rows or cells that only make sense together with others: totals, months without a year, a column
 * twice or without a heading. Lists of people are long, and their totals have a word.
 */
function needsGrid({contract, row, columns}: HeadingMatch, rows: string[][]): boolean {
  const {layout} = contract;
  if (layout.kind !== "list") return true;
  const headings = (rows[row] ?? []).filter((cell) => cell !== "");
  const below = rows.slice(row + 1);
  const cells = [...columns.values()].flatMap((column) => below.map((values) => values[column] ?? ""));
  const lacksYear = layout.yearAbove && cells.some((cell) => typeof monthHeading(cell)?.month === "number");
  const isOfPeople = fieldsOf(contract).some(({meta}) => meta.kind === "staff_number");
  const read = new Set(columns.values());
  const isOpen = (rows[row] ?? []).some(
    (cell, column) => !read.has(column) && (cell.trim() === "" || isUnitHeading(cell)),
  );
  const hasTotals = layout.totals !== undefined && (!isOfPeople || spansMonths({contract, columns}, below));
  return hasTotals || isOpen || lacksYear === true || new Set(headings).size < headings.length;
}

/** A list of many months may run up from month to month. */
function spansMonths(
  {contract, columns}: Pick<HeadingMatch, "contract" | "columns">,
  rows: string[][],
): boolean {
  const field = fieldsOf(contract).find(
    ({name, meta}) => columns.has(name) && (meta.kind === "month" || meta.kind === "quarter"),
  );
  const column = columns.get(field?.name ?? "");
  if (field === undefined || column === undefined) return false;
  const fewest = field.meta.kind === "month" ? FEWEST.month : FEWEST.quarter;
  return new Set(rows.map((cells) => cells[column] ?? "")).size >= fewest;
}

function plainList(
  {contract, row, columns}: HeadingMatch,
  {
    path,
    encoding,
    writtenIn,
    byteCount,
    delimiter,
    rows,
    fileName,
    answers,
  }: ReadableText & ReadOptions & {delimiter: string; rows: string[][]},
): TextTable {
  const headings = rows[row] ?? [];
  const columnCount = headings.length;
  const names = fieldsOf(contract).map(({name}) => name);
  const fieldOf = new Int32Array(columnCount).fill(-1);
  for (const [name, index] of columns) fieldOf[index] = names.indexOf(name);
  const file = {path, encoding, delimiter, skipRecords: row + 1, fieldOf, fieldCount: names.length};
  const read = byteCount < LARGE_BYTES ? csvCells : threadedCells;
  const unread = headings.filter((text, index) => fieldOf[index] === -1 && text.trim() !== "");
  const notes = personalColumns(unread);
  const around = [nameOfFile(fileName), ...cellsAroundList(rows.slice(0, row + 1), fieldOf)];
  const units = unitsAround({cells: around, certain: [], shownLess: 0}, contract, answers);
  return {
    contract,
    encoding: writtenIn,
    columnCount,
    ignoredCount: 0,
    holds: [
      ...units.holds,
      ...statesAround(around, false),
      ...kindsAround(around, contract),
      ...runningHolds(contract, around),
    ],
    saidPeriods: periodsAround(around, true),
    reading: [
      ...absentReading(contract, columns),
      ...units.reading,
      ...unreadAround(around, unread, contract),
    ],
    none: [],
    notes,
    cells: () => absentTexts(inUnits(read(file), contract, units), contract, columns),
  };
}

function runningHolds({layout}: Contract, around: AroundCell[]): Hold[] {
  const said = layout.totals && runningAround(around);
  return said ? [askWhetherRunning(`${said}とあり`)] : [];
}

function tooManyColumns(): UserError {
  const limit = MAX_COLUMNS.toLocaleString("ja-JP");
  return new UserError(`列が多すぎます（${limit}列まで）。必要な列だけを残して出し直してください。`);
}

/** Throws at the first byte that is not of the encoding. */
function checkEveryByte({path, encoding}: ReadableText): void {
  const file = {path, encoding, delimiter: ",", skipRecords: 0, fieldOf: new Int32Array(0), fieldCount: 0};
  for (const _ of csvCells(file).blocks);
}
