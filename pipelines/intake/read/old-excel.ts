import type {Recalculation} from "./cell-states.ts";

/** Records of a file of before 2007 that tell whether formulas were computed. */
const [UNCALCED, RECALC_ID] = [0x005e, 0x01c1];

/** What the records of an .xls file say of the results of its formulas; unsaid where the writer names no version of the computing. */
export function recalculationInRecords(records: Buffer): Recalculation {
  const ids = recordIds(records);
  if (ids.has(UNCALCED)) return "to_be_computed";
  return ids.has(RECALC_ID) ? "computed" : "unsaid";
}

/** Each record is its number, its length and so many bytes. */
function recordIds(bytes: Buffer): Set<number> {
  const ids = new Set<number>();
  for (let at = 0; at + 4 <= bytes.length; at += 4 + bytes.readUInt16LE(at + 2))
    ids.add(bytes.readUInt16LE(at));
  return ids;
}
