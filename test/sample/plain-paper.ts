import {readFileSync} from "node:fs";
import {join} from "node:path";
import * as xlsx from "@e965/xlsx";
import {filesNamed, isoDate} from "./read-plainly.ts";

type Cell = string | number | null;

/** One cell below a month, or a total as the form shows it. */
export interface PaperCell {
  file: string;
  bureauName: string;
  place: string;
  size: string;
  /** ISO first day, or "" in the column of totals. */
  month: string;
  sheets: number;
}

const MONTH_COLUMNS = Array.from({length: 12}, (_, index) => index + 3);
const TOTAL_COLUMN = 15;
const FIRST_ROW = 5;

/** Every reported cell of the yearly workbooks; merged names are carried down. */
export function readPaper(folder: string): PaperCell[] {
  return filesNamed(folder, "用紙使用量").flatMap((name) => readForm(name, sheetRows(join(folder, name))));
}

export function sheetRows(path: string): Cell[][] {
  const book = xlsx.read(readFileSync(path));
  const sheet = book.Sheets[book.SheetNames[0] ?? ""];
  return sheet ? xlsx.utils.sheet_to_json<Cell[]>(sheet, {header: 1, defval: null, blankrows: true}) : [];
}

function readForm(file: string, rows: Cell[][]): PaperCell[] {
  let [bureauName, place] = ["", ""];
  return rows.slice(FIRST_ROW).flatMap((row) => {
    bureauName = String(row[0] ?? bureauName);
    place = String(row[1] ?? place);
    const key = {file, bureauName, place, size: String(row[2] ?? "")};
    return [...MONTH_COLUMNS, TOTAL_COLUMN].flatMap((column) => {
      const cell = row[column] ?? null;
      return cell === null
        ? []
        : [{...key, month: monthOf(rows, column), sheets: cell === "－" ? 0 : Number(cell)}];
    });
  });
}

/** The year stands over its first month only. */
function monthOf(rows: Cell[][], column: number): string {
  if (column === TOTAL_COLUMN) return "";
  const year = column >= 12 ? rows[3]?.[12] : rows[3]?.[3];
  return isoDate(`${year}${rows[4]?.[column]}`);
}
