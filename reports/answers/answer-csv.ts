import {chunkRows} from "../../pipelines/engine/chunk-rows.ts";
import type {Answer} from "../../pipelines/engine/foreign-engine.ts";
import type {Cell} from "../../pipelines/engine/open.ts";
import {csvCell} from "../values/csv-cell.ts";
import {cellText} from "./cell-text.ts";

/**
 * An answer as CSV (RFC 4180, CRLF), a piece for each chunk: NULL is nothing, an empty text is "". `written` says how a text
 * is to stand there.
 */
export async function* answerCsv(
  {columns, chunks}: Answer,
  written: (text: string) => string,
): AsyncGenerator<string> {
  yield `${columns.map(({name}) => csvCell(written(name))).join(",")}\r\n`;
  const answerCell = (cell: Cell): string => {
    if (cell === "") return '""';
    return csvCell(typeof cell === "string" ? written(cell) : cellText(cell));
  };
  for await (const chunk of chunks)
    yield chunkRows(chunk)
      .map((row) => `${row.map(answerCell).join(",")}\r\n`)
      .join("");
}
