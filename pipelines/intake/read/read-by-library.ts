import {type CellObject, CFB, read, type WorkBook, type WorkSheet} from "@e965/xlsx";
import {z} from "zod";
import type {Recalculation} from "./cell-states.ts";
import {cellKey} from "./grid.ts";
import {recalculationInRecords, remarksInRecords} from "./old-excel.ts";
import type {Remark} from "./remark.ts";
import {builtInMeaning, meaningOf, numberText} from "./xlsx/number-format.ts";
import {type FormulaCell, putText, type SheetCells} from "./xlsx/sheet.ts";
import {sheetBudget} from "./xlsx/sheet-budget.ts";
import {shownNumber} from "./xlsx/shown-number.ts";
import {recalculationOf} from "./xlsx/workbook.ts";

interface LibrarySheet extends SheetCells {
  name: string;
  isHidden: boolean;
  remarks: Remark[];
  /** Also those that hold nothing. */
  cellCount: number;
}

interface LibraryWorkbook {
  sheets: LibrarySheet[];
  recalculation: Recalculation;
}

/**
 * Reads the sheets by the library: files of before 2007 (.xls), and what the reader of this house cannot. Numbers become the
 * same texts as there. Throws when the file is damaged or locked.
 */
export function readByLibrary(file: Buffer): LibraryWorkbook {
  const workbook = read(file, {
    ...{cellDates: false, cellNF: true, cellText: false, cellStyles: true, cellHTML: false},
    // WTF: a sheet that cannot be read is an error, not an empty sheet.
    ...{sheetStubs: true, UTC: true, dense: true, WTF: true},
  });
  const is1904 = workbook.Workbook?.WBProps?.date1904 ?? false;
  const old = isZip(file) ? Buffer.alloc(0) : records(file);
  const remarks = [...remarksInRecords(old), ...propertiesOf(workbook)];
  const spend = sheetBudget();
  const sheets = workbook.SheetNames.map((name, index) => {
    const sheet = workbook.Sheets[name] ?? {};
    const merges = (sheet["!merges"] ?? []).map(({s, e}) => ({top: s.r, left: s.c, bottom: e.r, right: e.c}));
    const {rows, formulas, shown, cellCount} = textRows(sheet, is1904);
    spend(rows);
    return {
      name,
      isHidden: (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0,
      remarks,
      rows,
      merges,
      hiddenRows: hiddenAt(sheet["!rows"]),
      hiddenColumns: hiddenAt(sheet["!cols"]),
      formulas,
      shown,
      cellCount,
    };
  });
  return {
    sheets,
    recalculation: isZip(file) ? recalculationSaid(workbook) : recalculationInRecords(old),
  };
}

/** How many sheets the workbook names, none of which is read. */
export function sheetCountByLibrary(file: Buffer): number {
  return read(file, {bookSheets: true}).SheetNames.length;
}

function propertiesOf({Props, Workbook}: WorkBook): Remark[] {
  const titles = [Props?.Title, Props?.Subject, Props?.Comments, Props?.Keywords];
  const names = (Workbook?.Names ?? []).flatMap(({Name, Comment}) =>
    Name.startsWith("_xlnm.") ? [] : [Name, Comment],
  );
  const told = (place: string, texts: (string | undefined)[]) =>
    texts.flatMap((text): Remark[] => (text ? [{where: "property", place, text: String(text)}] : []));
  return [...told("文書のプロパティ", titles), ...told("名前の定義", names)];
}

const stream = z.object({content: z.union([z.instanceof(Uint8Array), z.array(z.number())])});

/** Names of the streams in the container of a file of before 2007. */
export function containerStreams(file: Buffer): string[] {
  return z.object({FullPaths: z.array(z.string())}).parse(CFB.read(file, {type: "buffer"})).FullPaths;
}

/** The records of an .xls file, which lie in a container of streams. */
function records(file: Buffer): Buffer {
  const container = CFB.read(file, {type: "buffer"});
  const found = CFB.find(container, "/Workbook") ?? CFB.find(container, "/Book");
  return found ? Buffer.from(stream.parse(found).content) : Buffer.alloc(0);
}

function isZip(file: Buffer): boolean {
  return file.toString("latin1", 0, 2) === "PK";
}

/** The library keeps what the workbook says of computing, but does not declare it. */
function recalculationSaid({Workbook}: WorkBook): Recalculation {
  const {CalcPr = {}} = (Workbook ?? {}) as {CalcPr?: Record<string, unknown>};
  const said = (name: string) => (CalcPr[name] === undefined ? undefined : String(CalcPr[name]));
  return Object.keys(CalcPr).length === 0 ? "unsaid" : recalculationOf(said);
}

function hiddenAt(lines: ({hidden?: boolean} | undefined)[] | undefined): Set<number> {
  return new Set((lines ?? []).flatMap((line, index) => (line?.hidden ? [index] : [])));
}

function textRows(
  sheet: WorkSheet,
  is1904: boolean,
): Pick<LibrarySheet, "rows" | "formulas" | "shown" | "cellCount"> {
  const rows: string[][] = [];
  const formulas: FormulaCell[] = [];
  const shown: LibrarySheet["shown"] = new Map();
  let cellCount = 0;
  for (const [row, cells] of (sheet["!data"] ?? []).entries())
    for (const [column, cell] of (cells ?? []).entries()) {
      if (!cell) continue;
      cellCount += 1;
      if (cell.f !== undefined || cell.F !== undefined) formulas.push({row, column, result: resultOf(cell)});
      const format = cell.t === "n" && cell.z !== undefined ? shownNumber(String(cell.z)) : undefined;
      if (format && meaningOf(String(cell.z)) === "number") shown.set(cellKey(row, column), format);
      putText(rows, {row, column, text: cellText(cell, is1904)});
    }
  return {rows, formulas, shown, cellCount};
}

function resultOf({t, v}: CellObject): FormulaCell["result"] {
  if (v === undefined) return "none";
  return v === "" || (Number(v) === 0 && t !== "e") ? "dummy" : "other";
}

const ERRORS: Record<number, string> = {
  0: "#NULL!",
  7: "#DIV/0!",
  15: "#VALUE!",
  23: "#REF!",
  29: "#NAME?",
  36: "#NUM!",
  42: "#N/A",
  43: "#GETTING_DATA",
};

/** Old files tell the number of a format that is known by number only. */
interface FormattedCell extends CellObject {
  XF?: {numFmtId?: number};
}

function cellText(cell: FormattedCell, is1904: boolean): string {
  const {t, v, z, XF} = cell;
  if (v === undefined || v === null) return "";
  if (t === "n") {
    const meaning = z === undefined ? builtInMeaning(XF?.numFmtId ?? 0) : meaningOf(String(z));
    return numberText(String(v), meaning, is1904);
  }
  if (t === "e") return ERRORS[Number(v)] ?? String(v);
  return typeof v === "boolean" ? String(v).toUpperCase() : String(v);
}
