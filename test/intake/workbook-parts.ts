import {crc32, deflateRawSync} from "node:zlib";

/** One file of a zip file, with what the zip file says of it. */
export interface Part {
  name: string;
  content: Buffer;
  /** What the file says about the size of the content; the truth if not given. */
  statedBytes?: number;
  /** Not packed. */
  isStored?: boolean;
  /** Sizes and checksum stand behind the content, as programs write them that do not know them before. */
  hasDescriptor?: boolean;
  /** Sizes and place stand in the extra field, as large files have them. */
  isZip64?: boolean;
  checksum?: number;
}

export const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

export function part(name: string, text: string): Part {
  return {name, content: Buffer.from(text)};
}

export function relation(kind: string, target: string, id = "rId1"): string {
  return `<Relationship Id="${id}" Type="${RELATIONS}/${kind}" Target="${target}"/>`;
}

export function relationsXml(...relations: string[]): string {
  return `<Relationships>${relations.join("")}</Relationships>`;
}

const WORKBOOK_XML = `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`;

const CONTENT_TYPES = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`;

/** The parts of a workbook of one sheet, made by hand, so that they can say what no library would write. */
export function workbookOf(sheet: Part | string): Part[] {
  return [
    part("[Content_Types].xml", CONTENT_TYPES),
    part("_rels/.rels", relationsXml(relation("officeDocument", "xl/workbook.xml"))),
    part("xl/_rels/workbook.xml.rels", relationsXml(relation("worksheet", "worksheets/sheet1.xml"))),
    part("xl/workbook.xml", WORKBOOK_XML),
    typeof sheet === "string" ? part("xl/worksheets/sheet1.xml", sheet) : sheet,
  ];
}

/** Rows of texts as the XML of a sheet. */
export function sheetOf(rows: string[][]): string {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  return `<worksheet xmlns="${MAIN}"><sheetData>${rows.map((row) => `<row>${row.map(cell).join("")}</row>`).join("")}</sheetData></worksheet>`;
}

const LARGE = 0xffffffff;

export function zipOf(parts: Part[]): Buffer {
  const locals: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  for (const each of parts) {
    const packed = each.isStored ? each.content : deflateRawSync(each.content);
    const name = Buffer.from(each.name);
    const truth = sizesOf(each, packed);
    const local = each.hasDescriptor
      ? [headerOf(each, {crc: 0, packed: 0, bytes: 0}), packed, descriptorOf(truth)]
      : [headerOf(each, truth), packed];
    const stated = each.isZip64 ? {...truth, packed: LARGE, bytes: LARGE} : truth;
    const extra = each.isZip64 ? zip64Field([truth.bytes, truth.packed, offset]) : Buffer.alloc(0);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(each.isZip64 ? LARGE : offset, 10);
    const header = headerOf(each, stated);
    header.writeUInt16LE(extra.length, 24);
    list.push(Buffer.concat([Buffer.from("504b01021400", "hex"), header, place, name, extra]));
    locals.push(Buffer.concat([Buffer.from("504b0304", "hex"), local[0] as Buffer, name, ...local.slice(1)]));
    offset += locals.at(-1)?.length ?? 0;
  }
  const index = Buffer.concat(list);
  const isLarge = parts.some(({isZip64}) => isZip64);
  const end64 = isLarge ? endOfZip64({count: parts.length, size: index.length, offset}) : Buffer.alloc(0);
  return Buffer.concat([
    ...locals,
    index,
    end64,
    endOf(parts.length, index.length, isLarge ? LARGE : offset),
  ]);
}

interface Sizes {
  crc: number;
  packed: number;
  bytes: number;
}

function sizesOf(
  {content, statedBytes = content.length, checksum = crc32(content)}: Part,
  packed: Buffer,
): Sizes {
  return {crc: checksum, packed: packed.length, bytes: statedBytes};
}

function headerOf({name, isStored, hasDescriptor}: Part, {crc, packed, bytes}: Sizes): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(hasDescriptor ? 8 : 0, 2);
  header.writeUInt16LE(isStored ? 0 : 8, 4);
  header.writeUInt32LE(crc, 10);
  header.writeUInt32LE(packed, 14);
  header.writeUInt32LE(bytes, 18);
  header.writeUInt16LE(Buffer.byteLength(name), 22);
  return header;
}

function descriptorOf({crc, packed, bytes}: Sizes): Buffer {
  const descriptor = Buffer.alloc(16);
  descriptor.write("504b0708", "hex");
  descriptor.writeUInt32LE(crc, 4);
  descriptor.writeUInt32LE(packed, 8);
  descriptor.writeUInt32LE(bytes, 12);
  return descriptor;
}

function zip64Field(values: number[]): Buffer {
  const field = Buffer.alloc(4 + values.length * 8);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(values.length * 8, 2);
  for (const [index, value] of values.entries()) field.writeBigUInt64LE(BigInt(value), 4 + index * 8);
  return field;
}

function endOfZip64({count, size, offset}: {count: number; size: number; offset: number}): Buffer {
  const record = Buffer.alloc(56);
  record.write("504b0606", "hex");
  record.writeBigUInt64LE(44n, 4);
  for (const [at, value] of [
    [24, count],
    [32, count],
    [40, size],
    [48, offset],
  ] as const)
    record.writeBigUInt64LE(BigInt(value), at);
  const locator = Buffer.alloc(20);
  locator.write("504b0607", "hex");
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator]);
}

function endOf(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write("504b0506", "hex");
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
