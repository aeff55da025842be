import {headerTexts, type Remark, withoutAuthor} from "../remark.ts";
import {columnName} from "./sheet.ts";

const [HEADERS, COMMENT, COMMENT_TEXT] = [0x1df, 0x27b, 0x27d];
/** Odd, even and first pages have a header and a footer each. */
const HEADER_PLACES = ["ヘッダー", "フッター", "ヘッダー", "フッター", "ヘッダー", "フッター"];
const NO_TEXT = 0xffffffff;

interface BinaryRecord {
  id: number;
  data: Buffer;
}

/** Texts of headers and footers in the part of a sheet of an .xlsb file. */
export function headersInRecords(part: Buffer): Remark[] {
  return recordsIn(part)
    .filter(({id}) => id === HEADERS)
    .flatMap(({data}) => {
      let at = 2;
      return HEADER_PLACES.flatMap((place) => {
        const {text, end} = textAt(data, at);
        at = end;
        return headerTexts(text).map((each): Remark => ({where: "remark", place, text: each}));
      });
    });
}

/** Texts of comments in their part. */
export function commentsInRecords(part: Buffer): Remark[] {
  let cell = "";
  return recordsIn(part).flatMap(({id, data}): Remark[] => {
    if (id === COMMENT && data.length >= 16)
      cell = `${columnName(data.readUInt32LE(12))}${data.readUInt32LE(4) + 1}`;
    const text = id === COMMENT_TEXT ? withoutAuthor(textAt(data, 1).text).trim() : "";
    return text === "" ? [] : [{where: "comment", place: `${cell}のコメント`, text}];
  });
}

/** Number and length of a record have as many bytes as say that another one follows. */
function recordsIn(part: Buffer): BinaryRecord[] {
  const found: BinaryRecord[] = [];
  let at = 0;
  const number = (mostBytes: number) => {
    let value = 0;
    for (let index = 0; index < mostBytes; index += 1) {
      const byte = part[at] ?? 0;
      at += 1;
      value |= (byte & 0x7f) << (7 * index);
      if (byte < 0x80) break;
    }
    return value;
  };
  while (at < part.length) {
    const [id, length] = [number(2), number(4)];
    found.push({id, data: part.subarray(at, at + length)});
    at += length;
  }
  return found;
}

/** A text behind its length; one that is not there has none. */
function textAt(data: Buffer, at: number): {text: string; end: number} {
  if (at + 4 > data.length) return {text: "", end: data.length};
  const count = data.readUInt32LE(at);
  if (count === NO_TEXT) return {text: "", end: at + 4};
  const end = Math.min(at + 4 + 2 * count, data.length);
  return {text: data.toString("utf16le", at + 4, end), end};
}
