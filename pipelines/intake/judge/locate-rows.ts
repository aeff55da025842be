import {fieldsOf} from "../../../schemas/contract.ts";
import {trimmed} from "../../../schemas/read-value.ts";
import type {Warehouse} from "../../engine/open.ts";
import {judgedFields} from "../../ledger/stored-columns.ts";
import type {FieldTexts} from "../read/cell-blocks.ts";
import type {TextTable} from "../read/text-table.ts";
import {composedTexts} from "./composed-texts.ts";
import {goodRows} from "./gather-rows.ts";
import {learn, nothingLearnt} from "./learn-texts.ts";

/** Where an accepted row stands in the file and what its cells say. */
export interface LocatedRow {
  rowIndex: number;
  place: string;
  /** Trimmed text by field. */
  textOf: (field: string) => string;
}

/** Finds accepted rows by their rank among all accepted ones. */
export async function locate(
  ledger: Warehouse,
  {contract, cells}: TextTable,
  {secret, ranks}: {secret: Buffer; ranks: Set<number>},
): Promise<Map<number, LocatedRow>> {
  const {texts: written, blocks, placeOf} = cells();
  const texts = composedTexts(written);
  const names = fieldsOf(contract).map(({name}) => name);
  const learnt = judgedFields(contract).map((field, index) =>
    nothingLearnt(field, texts[index] as FieldTexts),
  );
  const found = new Map<number, LocatedRow>();
  let [rank, firstRow] = [0, 0];
  for await (const block of blocks) {
    for (const field of learnt) await learn(ledger, field, {contract, secret});
    const rows = goodRows(block, learnt) ?? Int32Array.from({length: block.rowCount}, (_, row) => row);
    for (const row of rows) {
      if (ranks.has(rank)) {
        const rowTexts = block.cells.map((numbers, field) =>
          trimmed(texts[field]?.textAt(numbers[row] ?? 0) ?? ""),
        );
        found.set(rank, {
          rowIndex: firstRow + row,
          place: placeOf(block.lines[row] ?? 0),
          textOf: (field) => rowTexts[names.indexOf(field)] ?? "",
        });
      }
      rank += 1;
    }
    firstRow += block.rowCount;
  }
  return found;
}

/** The row of that rank. */
export function located(rows: Map<number, LocatedRow>, rank: number): LocatedRow {
  const row = rows.get(rank);
  if (!row) throw new Error(`accepted row ${rank} was not found again in the file`);
  return row;
}
