import {chunkRows} from "../../pipelines/engine/chunk-rows.ts";
import type {Answer, ResultColumn} from "../../pipelines/engine/foreign-engine.ts";
import type {Cell} from "../../pipelines/engine/open.ts";

/** An answer as one JSON array of objects, a row on each line, a piece for each chunk. */
export async function* answerJson({columns, chunks}: Answer): AsyncGenerator<string> {
  let separator = "[\n";
  for await (const chunk of chunks) {
    yield separator + objects(columns, chunkRows(chunk)).join(",\n");
    separator = ",\n";
  }
  yield separator === "[\n" ? "[]\n" : "\n]\n";
}

/** An answer as JSON lines: one object a line. */
export async function* answerJsonLines({columns, chunks}: Answer): AsyncGenerator<string> {
  for await (const chunk of chunks)
    yield objects(columns, chunkRows(chunk))
      .map((line) => `${line}\n`)
      .join("");
}

function objects(columns: ResultColumn[], rows: Cell[][]): string[] {
  const keys = columns.map(({name}) => `${JSON.stringify(name)}:`);
  return rows.map((row) => `{${row.map((cell, index) => keys[index] + JSON.stringify(cell)).join(",")}}`);
}
