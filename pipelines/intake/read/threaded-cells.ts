import {on} from "node:events";
import {Worker} from "node:worker_threads";
import {UserError} from "../../../schemas/errors.ts";
import type {CellBlock, CellSource} from "./cell-blocks.ts";
import type {CsvFile} from "./csv-cells.ts";
import type {Told} from "./csv-thread.ts";

/** Blocks that may wait while the ledger takes one. */
const AHEAD = 2;

/** The same as `csvCells`, read by a thread of its own: the file is taken apart while the ledger takes the rows before. */
export function threadedCells(file: CsvFile): CellSource {
  const texts: string[][] = Array.from({length: file.fieldCount}, () => []);
  return {
    texts: texts.map((known) => ({
      get count() {
        return known.length;
      },
      textAt: (number) => known[number] ?? "",
    })),
    blocks: blocksOf(file, texts),
    placeOf: (line) => `${line}行目`,
    questions: () => [],
  };
}

async function* blocksOf(file: CsvFile, texts: string[][]): AsyncGenerator<CellBlock> {
  const thread = new Worker(new URL("./csv-thread.ts", import.meta.url), {workerData: file});
  for (let ahead = 0; ahead < AHEAD; ahead += 1) thread.postMessage("more");
  try {
    for await (const [told] of on(thread, "message", {close: ["exit"]}) as AsyncIterable<[Told]>) {
      if (told.kind === "end") return;
      if (told.kind === "refused") throw new UserError(told.why);
      for (const [index, news] of told.newTexts.entries()) for (const text of news) texts[index]?.push(text);
      thread.postMessage("more");
      yield told.block;
    }
    throw new Error("the reading thread ended before the file");
  } finally {
    await thread.terminate();
  }
}
