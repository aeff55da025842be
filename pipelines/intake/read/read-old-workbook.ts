import {read, utils, type WorkSheet} from "@e965/xlsx";
import {fillMerges} from "./fill-merges.ts";
import type {Grid} from "./grid.ts";

/** Reads an Excel file of before 2007 (.xls). Throws when it is damaged or locked. */
export function readOldWorkbook(file: Buffer): Grid[] {
  const workbook = read(file, {cellDates: true, cellHTML: false, UTC: true, dense: true});
  return workbook.SheetNames.map((name, index) => {
    const sheet = workbook.Sheets[name] ?? {};
    const merges = (sheet["!merges"] ?? []).map(({s, e}) => ({top: s.r, left: s.c, bottom: e.r, right: e.c}));
    const rows = textRows(sheet);
    return {
      name,
      isHidden: (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0,
      rows,
      lineNumbers: (row) => row + 1,
      repeated: fillMerges(rows, merges),
      hiddenRows: hiddenAt(sheet["!rows"]),
      hiddenColumns: hiddenAt(sheet["!cols"]),
      uncomputed: [],
    };
  });
}

function hiddenAt(lines: ({hidden?: boolean} | undefined)[] | undefined): Set<number> {
  return new Set((lines ?? []).flatMap((line, index) => (line?.hidden ? [index] : [])));
}

function textRows(sheet: WorkSheet): string[][] {
  if (!sheet["!ref"]) return [];
  const {e} = utils.decode_range(sheet["!ref"]);
  const range = {s: {r: 0, c: 0}, e};
  const rows = utils.sheet_to_json<unknown[]>(sheet, {
    header: 1,
    raw: true,
    defval: "",
    range,
    blankrows: true,
  });
  return rows.map((row) => row.map(cellText));
}

function cellText(value: unknown): string {
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
}
