import {type CellObject, read, type WorkSheet} from "@e965/xlsx";
import {fillMerges} from "./fill-merges.ts";
import type {Grid} from "./grid.ts";
import {builtInMeaning, meaningOf, numberText} from "./xlsx/number-format.ts";
import {putText} from "./xlsx/sheet.ts";

interface LibraryGrid extends Omit<Grid, "isDamaged"> {
  /** Also those that hold nothing. */
  cellCount: number;
}

/**
 * Reads the sheets by the library: files of before 2007 (.xls), and what the reader of this house cannot. Numbers become the
 * same texts as there. Throws when the file is damaged or locked.
 */
export function readByLibrary(file: Buffer): LibraryGrid[] {
  const workbook = read(file, {
    ...{cellDates: false, cellNF: true, cellText: false, cellStyles: true, cellHTML: false},
    // WTF: a sheet that cannot be read is an error, not an empty sheet.
    ...{sheetStubs: true, UTC: true, dense: true, WTF: true},
  });
  const is1904 = workbook.Workbook?.WBProps?.date1904 ?? false;
  return workbook.SheetNames.map((name, index) => {
    const sheet = workbook.Sheets[name] ?? {};
    const merges = (sheet["!merges"] ?? []).map(({s, e}) => ({top: s.r, left: s.c, bottom: e.r, right: e.c}));
    const {rows, uncomputed, cellCount} = textRows(sheet, is1904);
    return {
      name,
      isHidden: (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0,
      rows,
      lineNumbers: (row) => row + 1,
      repeated: fillMerges(rows, merges),
      hiddenRows: hiddenAt(sheet["!rows"]),
      hiddenColumns: hiddenAt(sheet["!cols"]),
      uncomputed,
      cellCount,
    };
  });
}

function hiddenAt(lines: ({hidden?: boolean} | undefined)[] | undefined): Set<number> {
  return new Set((lines ?? []).flatMap((line, index) => (line?.hidden ? [index] : [])));
}

function textRows(sheet: WorkSheet, is1904: boolean): Pick<LibraryGrid, "rows" | "uncomputed" | "cellCount"> {
  const rows: string[][] = [];
  const uncomputed: Grid["uncomputed"] = [];
  let cellCount = 0;
  for (const [row, cells] of (sheet["!data"] ?? []).entries())
    for (const [column, cell] of (cells ?? []).entries()) {
      if (!cell) continue;
      cellCount += 1;
      if (cell.f !== undefined && cell.v === undefined) uncomputed.push({row, column});
      putText(rows, {row, column, text: cellText(cell, is1904)});
    }
  return {rows, uncomputed, cellCount};
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
