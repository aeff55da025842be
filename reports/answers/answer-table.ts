import {chunkRows} from "../../pipelines/engine/chunk-rows.ts";
import type {Answer} from "../../pipelines/engine/foreign-engine.ts";
import {addAll} from "../../schemas/add-all.ts";
import {visibleText} from "../../schemas/visible-text.ts";
import {terminalTable} from "../terminal/terminal-table.ts";
import {cellText} from "./cell-text.ts";
import {longestCellOf, shownCell} from "./shown-cells.ts";

/** Rows and cells that a table on the screen shows at most. */
const SHOWN_ROWS = 1000;
const SHOWN_CELLS = 100_000;

/** The beginning of an answer with the number of rows below, as an aligned table; a plan (EXPLAIN) as the engine draws it. */
export async function* answerTable(
  {columns, chunks}: Answer,
  linesOf: typeof terminalTable = terminalTable,
): AsyncGenerator<string> {
  if (columns[0]?.name === "explain_key") return yield* plan(chunks);
  const shownRows = Math.max(1, Math.min(SHOWN_ROWS, Math.floor(SHOWN_CELLS / columns.length)));
  const {rows, isCut} = await beginning(chunks, shownRows);
  const heads = columns.map(({name, type}) => ({
    title: shownCell(name),
    align: isNumber(String(type)) ? ("right" as const) : ("left" as const),
  }));
  const longest = longestCellOf(rows);
  const shown = rows.map((row) => row.map((cell) => shownCell(cell, longest)));
  yield linesOf(heads, shown)
    .map((line) => `${line}\n`)
    .join("");
  yield isCut
    ? `（はじめの${shownRows.toLocaleString("ja-JP")}行です。続きは --format csv などと --out ファイル で書き出せます）\n`
    : `（${rows.length.toLocaleString("ja-JP")}行）\n`;
}

/** The first rows as text; no more are read than are shown. */
async function beginning(
  chunks: Answer["chunks"],
  count: number,
): Promise<{rows: string[][]; isCut: boolean}> {
  const rows: string[][] = [];
  for await (const chunk of chunks) {
    const left = count - rows.length;
    const texts = chunkRows(chunk).slice(0, left);
    addAll(
      rows,
      texts.map((row) => row.map(cellText)),
    );
    if (chunk.rowCount > left) return {rows, isCut: true};
  }
  return {rows, isCut: false};
}

function isNumber(type: string): boolean {
  return /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL.*)$/.test(type);
}

async function* plan(chunks: Answer["chunks"]): AsyncGenerator<string> {
  for await (const chunk of chunks)
    for (const row of chunkRows(chunk)) yield `${visibleText(cellText(row[1] ?? null))}\n`;
}
