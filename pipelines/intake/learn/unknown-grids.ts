import {writeFileSync} from "node:fs";
import {UserError} from "../../../schemas/errors.ts";
import {largest} from "../../../schemas/extremes.ts";
import {type FileBytes, type ReadableText, readableText, textHead} from "../read/decode.ts";
import {DELIMITERS, OTHER_DELIMITERS, otherDelimiter, parseHead} from "../read/delimiters.ts";
import type {Grid} from "../read/grid.ts";
import {refuseOtherKinds} from "../read/other-kinds.ts";
import {MAX_GRID_BYTES, readTextGrid} from "../read/read-text-grid.ts";
import {readWorkbook} from "../read/read-workbook.ts";

const WORKBOOK = /^(504b0304|d0cf11e0)/;
/** Of a larger text its beginning tells what its columns are. */
const LOOKED_AT_BYTES = 4_000_000;
const HEAD_BYTES = 64 * 1024;

/** A file as cells, before anybody knows what it is. */
interface UnknownGrids {
  grids: Grid[];
  /** Whether only its beginning is there. */
  isCut: boolean;
}

/** UserError for what is no table at all: empty, a PDF, parted by another sign, of an encoding that is not read. */
export function unknownGrids(path: string, bytes: FileBytes, scratchFile: string): UnknownGrids {
  if (bytes.byteCount === 0) throw new UserError("ファイルが空です。出し直してください。");
  if (WORKBOOK.test(bytes.head.subarray(0, 4).toString("hex"))) {
    const sheets = readWorkbook(path);
    const shown = sheets.filter(({isHidden}) => !isHidden);
    return {grids: shown.length > 0 ? shown : sheets, isCut: false};
  }
  refuseOtherKinds(bytes.head);
  const whole = readableText(path, bytes, scratchFile);
  const isCut = whole.byteCount > MAX_GRID_BYTES;
  const text = isCut ? beginningOf(whole, `${scratchFile}.head`) : whole;
  return {grids: [readTextGrid(text, delimiterOf(textHead(text, HEAD_BYTES)))], isCut};
}

/** Its whole lines among the first bytes, as a file of their own. */
function beginningOf(text: ReadableText, place: string): ReadableText {
  const head = textHead(text, LOOKED_AT_BYTES);
  const lines = head.slice(0, head.lastIndexOf("\n") + 1);
  writeFileSync(place, lines);
  return {...text, path: place, encoding: "UTF-8", byteCount: Buffer.byteLength(lines)};
}

/** The sign that parts most rows alike; of none, a comma. */
function delimiterOf(head: string): string {
  const [best] = [...DELIMITERS, ...OTHER_DELIMITERS]
    .map((sign) => ({sign, cells: cellsAlike(parseHead(head, sign))}))
    .toSorted((one, other) => other.cells - one.cells);
  if (!best || best.cells === 0) return ",";
  if (OTHER_DELIMITERS.includes(best.sign)) throw otherDelimiter(best.sign);
  return best.sign;
}

/** Cells of the rows that are as wide as most are. */
function cellsAlike(rows: string[][]): number {
  const byWidth = Map.groupBy(
    rows.filter(({length}) => length > 1),
    ({length}) => length,
  );
  return largest(
    [...byWidth].map(([width, alike]) => width * alike.length),
    0,
  );
}
