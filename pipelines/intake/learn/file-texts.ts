import {fieldsOf} from "../../../schemas/contract.ts";
import {trimmed} from "../../../schemas/read-value.ts";
import type {TextTable} from "../read/text-table.ts";

/** Different texts of each column of a contract, with how often each stands in the file. */
export type FieldTexts = Map<string, Map<string, number>>;

export interface FileTexts {
  texts: FieldTexts;
  rowCount: number;
  /** Lines that are no rows. */
  brokenCount: number;
}

/** Reads all cells of a file with the reader that loads it. */
export async function textsOf(table: TextTable): Promise<FileTexts> {
  const {texts, blocks} = table.cells();
  const counts: number[][] = texts.map(() => []);
  let [rowCount, brokenCount] = [0, 0];
  for await (const block of blocks) {
    rowCount += block.rowCount;
    brokenCount += block.broken.length;
    for (const [field, numbers] of block.cells.entries()) {
      const count = counts[field] as number[];
      for (let row = 0; row < block.rowCount; row += 1)
        count[numbers[row] ?? 0] = (count[numbers[row] ?? 0] ?? 0) + 1;
    }
  }
  const byField = fieldsOf(table.contract).map(({name}, field): [string, Map<string, number>] => {
    const known = new Map<string, number>();
    for (const [number, count] of (counts[field] ?? []).entries()) {
      const text = trimmed(texts[field]?.textAt(number) ?? "");
      if (count) known.set(text, (known.get(text) ?? 0) + count);
    }
    return [name, known];
  });
  return {texts: new Map(byField), rowCount, brokenCount};
}
