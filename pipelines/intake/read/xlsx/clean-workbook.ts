import {isUtf8} from "node:buffer";
import {crc32} from "node:zlib";
import type {NumberMeaning} from "./number-format.ts";
import {partText} from "./part-text.ts";
import {MAX_ARRAYS} from "./sheet.ts";
import type {ShownNumber} from "./shown-number.ts";
import {type NumberStyles, readStyles} from "./styles.ts";
import type {Zip} from "./zip.ts";

/** The library holds every part as text and every cell as an object: many times what the first reader needs. */
const MOST_BYTES = 40 * 1024 * 1024;
/** Parts that say nothing about the cells of a sheet. */
const BESIDE =
  /\/(media|embeddings|drawings|charts|vbaproject|pivot|externallinks|printersettings|ctrlprops|activex|theme|comments|threadedcomments|calcchain)/;
const CONTENT_TYPES = "[content_types].xml";
const STYLES = "xl/styles.xml";

export interface CleanWorkbook {
  file: Buffer;
  /** Cells in the XML of all sheets, so that a reader which passes over some is found out. */
  cellCount: number;
  /** Parts that can be a sheet: more sheets than those would read one of them again and again. */
  sheetPartCount: number;
}

/** The beginning and the attributes of a cell. */
const CELL = /<((?:[\w.-]+:)?c)(?=[\s/>])([^>]*)>/g;
/** The library looks for each cell in each of them. */
const RANGE_FORMULA = /<(?:[\w.-]+:)?f(?=\s)[^>]*\sref\s*=/g;

/**
 * The parts of a workbook that hold cells, packed anew: unpacked within the limits of zip.ts, checksums compared, in UTF-8,
 * under their usual names, formats reduced to what they mean. Undefined where it is no workbook or too large for another
 * reader. Throws where a part cannot be unpacked.
 */
export function cleanWorkbook(zip: Zip): CleanWorkbook | undefined {
  const names = zip.names.filter((name) => /\.(xml|rels|bin)$/.test(name) && !BESIDE.test(name));
  if (!names.some((name) => /^xl\/workbook\.(xml|bin)$/.test(name)) || zip.totalBytes > MOST_BYTES)
    return undefined;
  const parts = names.map((name) => ({name: usualName(name), content: cleanPart(zip, name)}));
  if (parts.reduce((sum, part) => sum + found(part, RANGE_FORMULA), 0) > MAX_ARRAYS) return undefined;
  return {
    file: storedZip(parts),
    cellCount: parts.reduce((sum, part) => sum + found(part, CELL), 0),
    sheetPartCount: names.filter((name) => /sheets\//.test(name)).length,
  };
}

function found({name, content}: Part, pattern: RegExp): number {
  if (!name.includes("/worksheets/") || !name.endsWith(".xml")) return 0;
  return content.toString("latin1").match(pattern)?.length ?? 0;
}

function usualName(name: string): string {
  return name.replace(CONTENT_TYPES, "[Content_Types].xml").replace("/sharedstrings.", "/sharedStrings.");
}

function cleanPart(zip: Zip, name: string): Buffer {
  const content = zip.read(name) ?? Buffer.alloc(0);
  if (name.endsWith(".bin")) return content;
  const text = partText(content);
  const clean = Buffer.from(cleanText(name, text).replace(/^[^<]*<\?xml[^>]*\?>/, ""), "latin1");
  if (!isUtf8(clean)) throw new Error(`${name} has bytes that are no text`);
  return clean;
}

function cleanText(name: string, text: string): string {
  if (name === STYLES) return stylesXml(readStyles(text));
  if (name.endsWith(".rels") || name === CONTENT_TYPES) return lowerPaths(text);
  return name.includes("/worksheets/") ? withTypes(text.replace(RANGE_LINK, "<$1")) : text;
}

/** The library makes a cell of each place that a link is laid over: of one, all places of a sheet. */
const RANGE_LINK = /<((?:[\w.-]+:)?hyperlink(?=\s))[^<>]*/g;

/** Cells that say no type are numbers. Where they do not say so, the library makes a 0 of a formula without a result. */
function withTypes(text: string): string {
  return text.replace(CELL, (whole, tag, attributes) =>
    /\st\s*=/.test(attributes) ? whole : `<${tag} t="n"${attributes}>`,
  );
}

/** Part names are compared by the library as they stand. */
function lowerPaths(text: string): string {
  return text.replace(/(Target|PartName)(\s*=\s*)("[^"]*"|'[^']*')/g, (_, name, equals, value) => {
    const path = value.replaceAll("\\", "/").toLowerCase().replace("sharedstrings.", "sharedStrings.");
    return `${name}${equals}${path}`;
  });
}

const CODES: Record<Exclude<NumberMeaning, object>, string> = {
  number: "General",
  percent: "0%",
  day: "yyyy/m/d",
  month: "yyyy/m",
  time: "h:mm",
  elapsed: "[h]:mm",
};
/** Numbers below are those of formats that every program knows. */
const FIRST_OWN_FORMAT = 164;

/** `0,"千枚"` as the text of an attribute, in the bytes of UTF-8 as the other parts are here. */
function shownCode({text, thousands}: ShownNumber): string {
  const bytes = Buffer.from(text.replace(/[&<>"]/g, "")).toString("latin1");
  return `0${",".repeat(thousands)}&quot;${bytes}&quot;`;
}

function stylesXml({meanings, shown}: NumberStyles): string {
  const codes = meanings.map((meaning, style) => {
    const otherwise = shown[style];
    if (meaning === "number" && otherwise) return shownCode(otherwise);
    return typeof meaning === "object" ? "0".repeat(meaning.digits) : CODES[meaning];
  });
  const known = [...new Set(codes)];
  const idOf = (code: string) => known.indexOf(code) + FIRST_OWN_FORMAT;
  const formats = known.map((code) => `<numFmt numFmtId="${idOf(code)}" formatCode="${code}"/>`);
  const cells = codes.map((code) => `<xf numFmtId="${idOf(code)}"/>`);
  return `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>${formats.join("")}</numFmts><cellXfs>${cells.join("")}</cellXfs></styleSheet>`;
}

interface Part {
  name: string;
  content: Buffer;
}

/** A zip file of parts as they are. */
function storedZip(parts: Part[]): Buffer {
  const locals: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  for (const {name, content} of parts) {
    const header = entryHeader(name, content);
    const local = Buffer.concat([Buffer.from("504b0304", "hex"), header, Buffer.from(name), content]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    list.push(Buffer.concat([Buffer.from("504b01021400", "hex"), header, place, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.write("504b0506", "hex");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, index, end]);
}

/** What a local record and the list have in common: version, flags, method, time, checksum, sizes, length of the name. */
function entryHeader(name: string, content: Buffer): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt32LE(crc32(content), 10);
  header.writeUInt32LE(content.length, 14);
  header.writeUInt32LE(content.length, 18);
  header.writeUInt16LE(Buffer.byteLength(name), 22);
  return header;
}
