import type {CellBlock} from "../read/cell-blocks.ts";
import {GOOD, type LearntField} from "./learn-texts.ts";
import {privateUse} from "./private-use.ts";

const SHOWN = 10;

/** Accepted texts with private-use characters, found while the blocks of a file go by. */
export interface PrivateUse {
  /** By field: the code points in a text, by its number. */
  found: Map<number, string>[];
  /** By field: how many texts were looked at. */
  looked: number[];
  /** Heading, code points and place of the first few. */
  notes: string[];
}

export function nothingPrivate(fields: LearntField[]): PrivateUse {
  return {found: fields.map(() => new Map()), looked: fields.map(() => 0), notes: []};
}

/** Looks at the texts that have come since the last time, and for the rows of the block that hold one of those found. */
export function notePrivateUse(
  seen: PrivateUse,
  block: CellBlock,
  {learnt, placeOf}: {learnt: LearntField[]; placeOf: (line: number) => string},
): void {
  for (const [index, field] of learnt.entries()) {
    if (field.field.meta.kind !== "text") continue;
    const found = lookAtNews(seen, index, field);
    for (let row = 0; found.size > 0 && row < block.rowCount && seen.notes.length < SHOWN; row += 1) {
      const codes = found.get(block.cells[index]?.[row] ?? -1);
      const place = `${placeOf(block.lines[row] ?? 0)}「${field.field.meta.headings[0]}」`;
      if (codes)
        seen.notes.push(`${place}に外字（${codes}）があります。ほかの機械では別の字になるか、読めません。`);
    }
  }
}

function lookAtNews(seen: PrivateUse, index: number, {texts, verdicts}: LearntField): Map<number, string> {
  const found = seen.found[index] as Map<number, string>;
  for (let number = seen.looked[index] ?? 0; number < texts.count; number += 1) {
    const codes = privateUse(texts.textAt(number));
    if (codes.length > 0 && (verdicts[number] ?? 0) & GOOD) found.set(number, codes.join("、"));
  }
  seen.looked[index] = texts.count;
  return found;
}
