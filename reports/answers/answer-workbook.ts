import stringWidth from "string-width";
import {chunkRows} from "../../pipelines/engine/chunk-rows.ts";
import {columnLetters} from "../../pipelines/engine/column-letters.ts";
import type {Answer, ResultColumn} from "../../pipelines/engine/foreign-engine.ts";
import type {Cell} from "../../pipelines/engine/open.ts";
import {LONGEST_TEXT, workbookBytes} from "../../pipelines/engine/write-workbook.ts";
import {addAll} from "../../schemas/add-all.ts";
import {UserError} from "../../schemas/errors.ts";
import {largest} from "../../schemas/extremes.ts";
import {cellText} from "./cell-text.ts";

/** Rows of a sheet that the library writes in reasonable memory; Excel itself ends at 1,048,576. */
const SHEET_ROWS = 200_000;

/** An answer as an Excel workbook: one sheet with filter buttons, and one that says where it comes from. */
export async function answerWorkbook(
  {columns, chunks}: Answer,
  origin: {sql: string; parameters: string; releaseId: string},
): Promise<Uint8Array> {
  const rows: Cell[][] = [];
  for await (const chunk of chunks) {
    addAll(rows, chunkRows(chunk));
    if (rows.length > SHEET_ROWS)
      throw new UserError(
        `Excelに書けるのは${SHEET_ROWS.toLocaleString("ja-JP")}行までです。WHERE や LIMIT で絞るか、--format csv か parquet にしてください。`,
      );
  }
  const head = columns.map(({name}) => ({value: name, role: "heading" as const}));
  const lastCell = `${columnLetters(columns.length)}${rows.length + 1}`;
  return workbookBytes({
    title: "問い合わせの結果",
    sheets: [
      {
        name: "結果",
        rows: [head, ...rows.map((row) => row.map((cell, index) => sheetValue(cell, columns[index])))],
        columnWidths: columns.map(({name}, index) =>
          widthOf([name, ...rows.slice(0, MEASURED_ROWS).map((row) => cellText(row[index] ?? null))]),
        ),
        frozen: {rows: 1},
        filter: `A1:${lastCell}`,
      },
      {
        name: "出どころ",
        rows: [
          ["公開版", origin.releaseId],
          ["SQL", origin.sql],
          ...(origin.parameters === "" ? [] : [["値", origin.parameters]]),
        ],
        columnWidths: [10, 100],
      },
    ],
  });
}

function sheetValue(cell: Cell, column: ResultColumn | undefined): string | number | boolean | Date | null {
  if (cell === null || typeof cell === "number" || typeof cell === "boolean") return cell;
  const isDay = String(column?.type) === "DATE" && /^\d{4}-\d{2}-\d{2}$/.test(String(cell));
  return isDay ? new Date(`${String(cell)}T00:00:00Z`) : whole(cellText(cell));
}

/** What a sheet would have to cut off is refused: a form that holds less than another would look the same. */
function whole(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  throw new UserError(
    `Excelのセルに書けるのは${LONGEST_TEXT.toLocaleString("ja-JP")}字までです（${text.length.toLocaleString("ja-JP")}字の値があります）。--format csv か parquet にしてください。`,
  );
}

/** Rows whose texts decide how wide the columns are, and the limits of it in characters. */
const MEASURED_ROWS = 1000;
const NARROWEST = 8;
const WIDEST = 60;

function widthOf(texts: string[]): number {
  const widest = largest(texts.map((text) => stringWidth(text.slice(0, WIDEST))));
  return Math.min(WIDEST, Math.max(NARROWEST, widest + 2));
}
