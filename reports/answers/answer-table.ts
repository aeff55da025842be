import {chunkRows} from "../../pipelines/engine/chunk-rows.ts";
import type {Answer} from "../../pipelines/engine/foreign-engine.ts";
import type {Cell} from "../../pipelines/engine/open.ts";
import {terminalTable} from "../terminal/terminal-table.ts";
import {cellText} from "./cell-text.ts";

/** Rows that a table on the screen shows at most. */
const SHOWN_ROWS = 1000;

/** The beginning of an answer with the number of rows below, as an aligned table; a plan (EXPLAIN) as the engine draws it. */
export async function* answerTable(
  {columns, chunks}: Answer,
  linesOf: typeof terminalTable = terminalTable,
): AsyncGenerator<string> {
  const rows: Cell[][] = [];
  if (columns[0]?.name === "explain_key") return yield* plan(chunks);
  for await (const chunk of chunks) {
    rows.push(...chunkRows(chunk));
    if (rows.length > SHOWN_ROWS) break;
  }
  const heads = columns.map(({name, type}) => ({
    title: name,
    align: isNumber(String(type)) ? ("right" as const) : ("left" as const),
  }));
  const shown = rows.slice(0, SHOWN_ROWS).map((row) => row.map((cell) => oneLine(cellText(cell))));
  yield linesOf(heads, shown)
    .map((line) => `${line}\n`)
    .join("");
  yield rows.length > SHOWN_ROWS
    ? `（はじめの${SHOWN_ROWS.toLocaleString("ja-JP")}行です。続きは --format csv などと --out ファイル で書き出せます）\n`
    : `（${rows.length.toLocaleString("ja-JP")}行）\n`;
}

function isNumber(type: string): boolean {
  return /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL.*)$/.test(type);
}

/** Line breaks and control characters would tear the table, or steer the terminal. */
function oneLine(text: string): string {
  return text.replace(/\r?\n/g, "⏎").replace(/\p{Cc}/gu, "·");
}

async function* plan(chunks: Answer["chunks"]): AsyncGenerator<string> {
  for await (const chunk of chunks) for (const row of chunkRows(chunk)) yield `${cellText(row[1] ?? null)}\n`;
}
