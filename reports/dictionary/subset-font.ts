import {deflateSync} from "node:zlib";
import {readCharacterMap, readTables, type Tables, tableOf} from "../../pipelines/engine/font-tables.ts";

/** Tables that a browser needs to draw and space the signs; layout features and hints are left out. */
const KEPT = ["OS/2", "head", "hhea", "hmtx", "maxp", "name", "post"];

/**
 * A TrueType font with nothing but the signs of a text, as WOFF (W3C WOFF 1.0, OpenType 1.9 tables): other glyphs keep their number
 * and lose their outline. A full Japanese font has 4 MB, the signs of one document a tenth of it.
 */
export function subsetFont(font: Buffer, text: string): Buffer {
  const tables = readTables(font);
  const glyphOf = readCharacterMap(tableOf(tables, "cmap"));
  const signs = [...new Set(text)].map((sign) => sign.codePointAt(0) ?? 0).sort((one, other) => one - other);
  const found = signs.flatMap((sign): [number, number][] => {
    const glyph = glyphOf(sign);
    return glyph === 0 ? [] : [[sign, glyph]];
  });
  const outlines = keepOutlines(tables, new Set([0, ...found.map(([, glyph]) => glyph)]));
  const kept: Tables = new Map(KEPT.map((tag) => [tag, Buffer.from(tableOf(tables, tag))]));
  kept.set("cmap", characterMap(found));
  kept.set("glyf", outlines.glyf);
  kept.set("loca", outlines.loca);
  kept.get("head")?.writeInt16BE(1, 50); // indexToLocFormat: long
  return asWoff(kept, font.readUInt32BE(0));
}

function characterMap(found: [sign: number, glyph: number][]): Buffer {
  const map = Buffer.alloc(12 + 16 + found.length * 12);
  map.writeUInt16BE(1, 2);
  map.writeUInt16BE(3, 4); // Windows
  map.writeUInt16BE(10, 6); // full Unicode
  map.writeUInt32BE(12, 8);
  map.writeUInt16BE(12, 12);
  map.writeUInt32BE(16 + found.length * 12, 16);
  map.writeUInt32BE(found.length, 24);
  for (const [index, [sign, glyph]] of found.entries()) {
    map.writeUInt32BE(sign, 28 + index * 12);
    map.writeUInt32BE(sign, 32 + index * 12);
    map.writeUInt32BE(glyph, 36 + index * 12);
  }
  return map;
}

/** The outlines of the wanted glyphs and of those they are composed of. */
function keepOutlines(tables: Tables, wanted: Set<number>): {glyf: Buffer; loca: Buffer} {
  const glyf = tableOf(tables, "glyf");
  const oldLoca = tableOf(tables, "loca");
  const isLong = tableOf(tables, "head").readInt16BE(50) === 1;
  const offset = (glyph: number) =>
    isLong ? oldLoca.readUInt32BE(glyph * 4) : oldLoca.readUInt16BE(glyph * 2) * 2;
  const outlineOf = (glyph: number) => glyf.subarray(offset(glyph), offset(glyph + 1));
  const waiting = [...wanted];
  for (let glyph = waiting.pop(); glyph !== undefined; glyph = waiting.pop())
    for (const part of partsOf(outlineOf(glyph)))
      if (!wanted.has(part)) {
        wanted.add(part);
        waiting.push(part);
      }
  const count = tableOf(tables, "maxp").readUInt16BE(4);
  const loca = Buffer.alloc((count + 1) * 4);
  const outlines: Buffer[] = [];
  let length = 0;
  for (let glyph = 0; glyph < count; glyph++) {
    loca.writeUInt32BE(length, glyph * 4);
    if (!wanted.has(glyph)) continue;
    const outline = padded(outlineOf(glyph));
    outlines.push(outline);
    length += outline.length;
  }
  loca.writeUInt32BE(length, count * 4);
  return {glyf: Buffer.concat(outlines), loca};
}

const WORDS_ARE_ARGUMENTS = 0x1;
const HAS_SCALE = 0x8;
const MORE_PARTS = 0x20;
const HAS_TWO_SCALES = 0x40;
const HAS_MATRIX = 0x80;

/** Glyphs that a composite outline (negative number of contours) puts together. */
function partsOf(outline: Buffer): number[] {
  if (outline.length < 2 || outline.readInt16BE(0) >= 0) return [];
  const parts: number[] = [];
  let at = 10;
  let flags = MORE_PARTS;
  while (flags & MORE_PARTS) {
    flags = outline.readUInt16BE(at);
    parts.push(outline.readUInt16BE(at + 2));
    at += 4 + (flags & WORDS_ARE_ARGUMENTS ? 4 : 2);
    if (flags & HAS_SCALE) at += 2;
    else if (flags & HAS_TWO_SCALES) at += 4;
    else if (flags & HAS_MATRIX) at += 8;
  }
  return parts;
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}

function checksum(table: Buffer): number {
  const words = padded(table);
  let sum = 0;
  for (let at = 0; at < words.length; at += 4) sum = (sum + words.readUInt32BE(at)) >>> 0;
  return sum;
}

/** Tables by tag, each compressed where that makes it smaller. */
function asWoff(tables: Tables, flavour: number): Buffer {
  const sorted = [...tables].sort(([one], [other]) => (one < other ? -1 : 1));
  const directory = Buffer.alloc(sorted.length * 20);
  const bodies: Buffer[] = [];
  let offset = 44 + directory.length;
  let plainSize = 12 + sorted.length * 16;
  for (const [index, [tag, table]] of sorted.entries()) {
    const deflated = deflateSync(table, {level: 9});
    const body = deflated.length < table.length ? deflated : table;
    directory.write(tag, index * 20, "latin1");
    for (const [place, value] of [offset, body.length, table.length, checksum(table)].entries())
      directory.writeUInt32BE(value, index * 20 + 4 + place * 4);
    bodies.push(padded(body));
    offset += padded(body).length;
    plainSize += padded(table).length;
  }
  const header = Buffer.alloc(44);
  header.write("wOFF", 0, "latin1");
  header.writeUInt32BE(flavour, 4);
  header.writeUInt32BE(offset, 8);
  header.writeUInt16BE(sorted.length, 12);
  header.writeUInt32BE(plainSize, 16);
  return Buffer.concat([header, directory, ...bodies]);
}
