import {CFB} from "@e965/xlsx";
import {z} from "zod";
import type {Recalculation} from "./cell-states.ts";

/** Records of a file of before 2007 that tell whether formulas were computed. */
const [UNCALCED, RECALC_ID] = [0x005e, 0x01c1];

/** What an .xls file says of the results of its formulas; unsaid where the writer names no version of the computing. */
export function recalculationOfOldExcel(file: Buffer): Recalculation {
  const ids = recordIds(workbookStream(file));
  if (ids.has(UNCALCED)) return "to_be_computed";
  return ids.has(RECALC_ID) ? "computed" : "unsaid";
}

const stream = z.object({content: z.union([z.instanceof(Uint8Array), z.array(z.number())])});

function workbookStream(file: Buffer): Buffer {
  const container = CFB.read(file, {type: "buffer"});
  const found = CFB.find(container, "/Workbook") ?? CFB.find(container, "/Book");
  return found ? Buffer.from(stream.parse(found).content) : Buffer.alloc(0);
}

/** Each record is its number, its length and so many bytes. */
function recordIds(bytes: Buffer): Set<number> {
  const ids = new Set<number>();
  for (let at = 0; at + 4 <= bytes.length; at += 4 + bytes.readUInt16LE(at + 2))
    ids.add(bytes.readUInt16LE(at));
  return ids;
}
