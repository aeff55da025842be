import type {BrokenLine} from "./cell-blocks.ts";
import {cp932ToUtf8} from "./cp932.ts";
import type {InternedTexts} from "./interned-texts.ts";
import type {Cursor} from "./read-cell.ts";

interface BrokenRecord {
  /** The line of the file on which the record begins. */
  line: number;
  place: {fieldOf: Int32Array; texts: InternedTexts[]};
}

/**
 * The lines of the record from `begin` to the cursor, blank ones left out: what a quote that is not closed has swallowed
 * was so many rows for the sender, not one.
 */
export function brokenLines(cursor: Cursor, begin: number, {line, place}: BrokenRecord): BrokenLine[] {
  const filled = textOf(cursor, begin)
    .split(/\r\n|\n|\r/)
    .map((text, index) => ({text, line: line + index}))
    .filter(({text}) => text !== "");
  const span = {firstLine: line, lastLine: filled.at(-1)?.line ?? line};
  const delimiter = String.fromCharCode(cursor.delimiter);
  return filled.map(({text, line: own}) => {
    const cells = text.replaceAll('"', "").split(delimiter);
    const texts = place.texts.map((_, field) => cells[place.fieldOf.indexOf(field)] ?? "");
    return {line: own, ...span, texts};
  });
}

function textOf({bytes, at, characters}: Cursor, begin: number): string {
  const record = bytes.slice(begin, at);
  const utf8 = characters === undefined ? Buffer.from(record) : cp932ToUtf8(record);
  return typeof utf8 === "number" ? "" : utf8.toString("utf8");
}
