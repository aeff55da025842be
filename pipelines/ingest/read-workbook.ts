import {readFileSync} from "node:fs";
import {read, utils, type WorkSheet} from "@e965/xlsx";
import {UserError} from "../../schemas/errors.ts";

export interface Sheet {
  name: string;
  isHidden: boolean;
  /** Every cell as text, merged cells filled, rows from the sheet's first row. */
  rows: string[][];
}

/** Reads the sheets of an Excel file as text. Throws UserError when the file is damaged or locked by a password. */
export function readWorkbook(path: string): Sheet[] {
  try {
    return parse(path);
  } catch (cause) {
    throw new UserError(
      "Excelファイルとして開けません（途中で切れているか、壊れているか、パスワードが付いています）。" +
        "Excelで開いて保存し直すか、送り直してもらってください。",
      {cause},
    );
  }
}

function parse(path: string): Sheet[] {
  const workbook = read(readFileSync(path), {
    cellDates: true,
    cellFormula: false,
    cellHTML: false,
    UTC: true,
  });
  return workbook.SheetNames.map((name, index) => ({
    name,
    isHidden: (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0,
    rows: textRows(workbook.Sheets[name] ?? {}),
  }));
}

function textRows(sheet: WorkSheet): string[][] {
  if (!sheet["!ref"]) return [];
  const range = utils.decode_range(sheet["!ref"]);
  const whole = {s: {r: 0, c: 0}, e: range.e};
  const rows = utils.sheet_to_json<unknown[]>(sheet, {
    header: 1,
    raw: true,
    defval: "",
    range: whole,
    blankrows: true,
  });
  const texts = rows.map((row) => row.map(cellText));
  for (const {s, e} of sheet["!merges"] ?? []) fillMerge(texts, s, e);
  return texts;
}

interface Corner {
  r: number;
  c: number;
}

function fillMerge(rows: string[][], start: Corner, end: Corner): void {
  const text = rows[start.r]?.[start.c] ?? "";
  for (const row of rows.slice(start.r, end.r + 1)) row.fill(text, start.c, end.c + 1);
}

function cellText(value: unknown): string {
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
}
