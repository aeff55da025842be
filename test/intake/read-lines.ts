import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {fingerprint} from "../../pipelines/intake/read/decode.ts";
import {readTable} from "../../pipelines/intake/read/read-table.ts";
import type {Hold} from "../../pipelines/ledger/hold.ts";
import {shippedContracts} from "../../schemas/sources.ts";
import {temporaryFolder} from "../temporary-folder.ts";

export interface ReadLines {
  /** Cells in the contract's order, separated by "|". */
  rows: string[];
  holds: Hold[];
  reading: string;
  ignoredCount: number;
}

/** Reads a text file of these lines as it is read on its way into the ledger. */
export async function readLines(
  lines: string[],
  answers: string[] = [],
  fileName = "送られたもの.csv",
  contracts = shippedContracts,
): Promise<ReadLines> {
  const folder = temporaryFolder();
  const path = join(folder, fileName);
  writeFileSync(path, `${lines.join("\n")}\n`);
  const options = {
    contracts,
    scratchFile: join(folder, "reading.csv"),
    fileName,
    answers,
  };
  const {cells, holds, reading, ignoredCount} = readTable(path, fingerprint(path), options);
  const {texts, blocks} = cells();
  const rows: string[] = [];
  for await (const {rowCount, cells: numbers} of blocks)
    for (let row = 0; row < rowCount; row += 1)
      rows.push(numbers.map((field, index) => texts[index]?.textAt(field[row] ?? 0) ?? "").join("|"));
  return {rows, holds, reading: reading.join("／"), ignoredCount};
}

export function questionsOf({holds}: ReadLines): string[][] {
  return holds.flatMap((hold) => (hold.kind === "question" ? [hold.answers] : []));
}
