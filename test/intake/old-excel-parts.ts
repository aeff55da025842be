import {CFB, utils, write} from "@e965/xlsx";

/** Records of an .xls file that the test changes. */
const [BOUND_SHEET, NUMBER, FORMULA] = [0x0085, 0x0203, 0x0006];
const [UNCALCED, RECALC_ID] = [0x005e, 0x01c1];

/** Eight bytes that an .xls file keeps as a formula's result. */
type OldResult = {number: number} | {error: number} | {boolean: boolean} | "empty text";

/** A cell of the file: a value, an error, or a formula (1) with its result. */
export type OldCell = string | number | {error: number} | {result: OldResult};

interface Record {
  id: number;
  data: Buffer;
}

/** An .xls file of one sheet, with formulas and what the file says of their results, which no library writes. */
export function oldExcel(rows: OldCell[][], says: "computed" | "to_be_computed" | "unsaid"): Buffer {
  const sheet = utils.aoa_to_sheet(rows.map((row) => row.map(placeholder)));
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, "S");
  const container = CFB.read(write(book, {type: "buffer", bookType: "biff8"}), {type: "buffer"});
  const entry = CFB.find(container, "/Workbook");
  const records = recordsOf(Buffer.from(entry.content)).flatMap((record) => changed(record, {rows, says}));
  entry.content = Buffer.concat(records.map(bytesOf));
  entry.size = entry.content.length;
  return CFB.write(container, {type: "buffer"});
}

function placeholder(cell: OldCell) {
  if (typeof cell !== "object") return cell;
  return "error" in cell ? {t: "e", v: cell.error} : 0.5;
}

function recordsOf(bytes: Buffer): Record[] {
  const records: Record[] = [];
  for (let at = 0; at + 4 <= bytes.length; ) {
    const end = at + 4 + bytes.readUInt16LE(at + 2);
    records.push({id: bytes.readUInt16LE(at), data: bytes.subarray(at + 4, end)});
    at = end;
  }
  return records.slice(0, records.findLastIndex(({id}) => id === 0x000a) + 1);
}

function bytesOf({id, data}: Record): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(data.length, 2);
  return Buffer.concat([head, data]);
}

const STATES = {
  computed: {id: RECALC_ID, data: Buffer.from("c101000069670200", "hex")},
  to_be_computed: {id: UNCALCED, data: Buffer.alloc(2)},
  unsaid: undefined,
};

function changed(record: Record, {rows, says}: {rows: OldCell[][]; says: keyof typeof STATES}): Record[] {
  const state = STATES[says];
  const {id, data} = record;
  // The state stands before the sheet, which then begins so many bytes later.
  if (id === BOUND_SHEET && state) {
    const moved = Buffer.from(data);
    moved.writeUInt32LE(data.readUInt32LE(0) + bytesOf(state).length, 0);
    return [state, {id, data: moved}];
  }
  if (id !== NUMBER) return [record];
  const cell = rows[data.readUInt16LE(0)]?.[data.readUInt16LE(2)];
  return typeof cell === "object" && "result" in cell ? [formula(data, cell.result)] : [record];
}

function formula(place: Buffer, result: OldResult): Record {
  const one = Buffer.from("1e0100", "hex");
  const rest = Buffer.alloc(8);
  rest.writeUInt16LE(one.length, 6);
  return {id: FORMULA, data: Buffer.concat([place.subarray(0, 6), resultBytes(result), rest, one])};
}

function resultBytes(result: OldResult): Buffer {
  const bytes = Buffer.from("000000000000ffff", "hex");
  if (result === "empty text") bytes[0] = 3;
  else if ("number" in result) bytes.writeDoubleLE(result.number);
  else if ("boolean" in result) bytes.set([1, 0, Number(result.boolean)]);
  else bytes.set([2, 0, result.error]);
  return bytes;
}
