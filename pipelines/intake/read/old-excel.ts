import type {Recalculation} from "./cell-states.ts";
import {headerTexts, type Remark, withoutAuthor} from "./remark.ts";

/** Records of a file of before 2007 that tell whether formulas were computed. */
const [UNCALCED, RECALC_ID] = [0x005e, 0x01c1];
const [HEADER, FOOTER, TEXT_OBJECT, CONTINUE, RULE] = [0x0014, 0x0015, 0x01b6, 0x003c, 0x01be];

interface RecordOfFile {
  id: number;
  data: Buffer;
}

/** What the records of an .xls file say of the results of its formulas; unsaid where the writer names no version of the computing. */
export function recalculationInRecords(records: Buffer): Recalculation {
  const ids = new Set(recordsIn(records).map(({id}) => id));
  if (ids.has(UNCALCED)) return "to_be_computed";
  return ids.has(RECALC_ID) ? "computed" : "unsaid";
}

/** Texts of headers, text boxes (comments are such, too) and rules of cells; of which sheet they are is not told. */
export function remarksInRecords(records: Buffer): Remark[] {
  const found = recordsIn(records);
  return found.flatMap(({id, data}, index): Remark[] => {
    if (id === HEADER || id === FOOTER)
      return headerTexts(textAt(data, 0).text).map((text) => ({
        where: "remark",
        place: id === HEADER ? "ヘッダー" : "フッター",
        text,
      }));
    if (id === TEXT_OBJECT) return textOfObject(data, found[index + 1]);
    return id === RULE ? textsOfRule(data) : [];
  });
}

/** Each record is its number, its length and so many bytes. */
function recordsIn(bytes: Buffer): RecordOfFile[] {
  const found: RecordOfFile[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4 + bytes.readUInt16LE(at + 2))
    found.push({
      id: bytes.readUInt16LE(at),
      data: bytes.subarray(at + 4, at + 4 + bytes.readUInt16LE(at + 2)),
    });
  return found;
}

/** The text stands in the record behind it, without its length. */
function textOfObject(data: Buffer, next: RecordOfFile | undefined): Remark[] {
  if (data.length < 12 || next?.id !== CONTINUE || next.data.length < 2) return [];
  const {text} = charactersAt(next.data, {at: 0, count: data.readUInt16LE(10)});
  return [{where: "remark", place: "図形かコメント", text: withoutAuthor(text)}];
}

/** Titles and texts for the window beside a cell and for mistakes, one after the other. */
function textsOfRule(data: Buffer): Remark[] {
  const texts: string[] = [];
  let at = 4;
  for (let index = 0; index < 4; index += 1) {
    const {text, end} = textAt(data, at);
    texts.push(text);
    at = end;
  }
  const [title = "", , prompt = ""] = texts;
  return [title, prompt]
    .filter((text) => text.length > 1)
    .map((text) => ({where: "property", place: "入力規則の説明", text}));
}

function textAt(data: Buffer, at: number): {text: string; end: number} {
  if (at + 3 > data.length) return {text: "", end: data.length};
  return charactersAt(data, {at: at + 2, count: data.readUInt16LE(at)});
}

/** A flag tells whether a character takes two bytes. */
function charactersAt(data: Buffer, {at, count}: {at: number; count: number}): {text: string; end: number} {
  const isWide = ((data[at] ?? 0) & 1) === 1;
  const end = at + 1 + count * (isWide ? 2 : 1);
  return {text: data.toString(isWide ? "utf16le" : "latin1", at + 1, end), end};
}
