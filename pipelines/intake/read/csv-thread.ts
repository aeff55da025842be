import {once} from "node:events";
import {parentPort, workerData} from "node:worker_threads";
import {UserError} from "../../../schemas/errors.ts";
import type {CellBlock, FieldTexts} from "./cell-blocks.ts";
import {type CsvFile, csvCells} from "./csv-cells.ts";

/** What the reading thread tells: a block with the texts that are new in it, the end, or why the file is refused. */
export type Told =
  | {kind: "block"; block: CellBlock; newTexts: string[][]}
  | {kind: "end"}
  | {kind: "refused"; why: string};

/** The reading thread: takes a CSV file apart, one block for each message that asks for one. */
async function readAll(file: CsvFile): Promise<void> {
  const {texts, blocks} = csvCells(file);
  const counts = texts.map(() => 0);
  for await (const block of blocks) {
    const newTexts = texts.map((field, index) => textsSince(field, counts[index] ?? 0));
    for (const [index, {count}] of texts.entries()) counts[index] = count;
    tell({kind: "block", block: copyOf(block), newTexts});
    await once(port(), "message");
  }
  tell({kind: "end"});
}

function textsSince({count, textAt}: FieldTexts, first: number): string[] {
  return Array.from({length: count - first}, (_, index) => textAt(first + index));
}

function copyOf({rowCount, cells, lines, broken}: CellBlock): CellBlock {
  return {
    rowCount,
    cells: cells.map((numbers) => numbers.slice(0, rowCount)),
    lines: lines.slice(0, rowCount),
    broken,
  };
}

function tell(told: Told): void {
  const buffers = told.kind === "block" ? [...told.block.cells, told.block.lines] : [];
  port().postMessage(
    told,
    buffers.map(({buffer}) => buffer as ArrayBuffer),
  );
}

function port(): NonNullable<typeof parentPort> {
  if (!parentPort) throw new Error("this is the program of a thread");
  return parentPort;
}

readAll(workerData)
  .catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    tell({kind: "refused", why: error.message});
  })
  .finally(() => parentPort?.close());
