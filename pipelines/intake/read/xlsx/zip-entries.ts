const END_RECORD = 0x06054b50;
const CENTRAL_RECORD = 0x02014b50;
const END64_LOCATOR = 0x07064b50;
const END64_RECORD = 0x06064b50;
const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const MAX_COMMENT = 0xffff;
/** Stands where the number is too large for the field and is in the extra field of zip64. */
const ELSEWHERE = 0xffffffff;
const ZIP64_FIELD = 0x0001;

export interface ZipEntry {
  name: string;
  method: number;
  isEncrypted: boolean;
  crc: number;
  packedBytes: number;
  bytes: number;
  offset: number;
}

/** The list of contents at the end of a zip file, the usual one or that of zip64. Throws when it is damaged. */
export function zipEntries(file: Buffer): ZipEntry[] {
  const {count, start} = listPlace(file);
  const entries: ZipEntry[] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (file.readUInt32LE(at) !== CENTRAL_RECORD) throw new Error("damaged list of contents");
    const nameBytes = file.readUInt16LE(at + 28);
    const extraBytes = file.readUInt16LE(at + 30);
    const extraAt = at + 46 + nameBytes;
    entries.push({
      name: file.toString("utf8", at + 46, extraAt),
      method: file.readUInt16LE(at + 10),
      isEncrypted: (file.readUInt16LE(at + 8) & 1) === 1,
      crc: file.readUInt32LE(at + 16),
      ...sizes(file, at, file.subarray(extraAt, extraAt + extraBytes)),
    });
    at = extraAt + extraBytes + file.readUInt16LE(at + 32);
  }
  return entries;
}

/** In zip64 those that do not fit follow each other in the extra field, in this order. */
function sizes(file: Buffer, at: number, extra: Buffer): Pick<ZipEntry, "bytes" | "packedBytes" | "offset"> {
  const large = extraField(extra, ZIP64_FIELD);
  let next = 0;
  const whole = (value: number) => {
    if (value !== ELSEWHERE || !large) return value;
    next += 8;
    return Number(large.readBigUInt64LE(next - 8));
  };
  const bytes = whole(file.readUInt32LE(at + 24));
  const packedBytes = whole(file.readUInt32LE(at + 20));
  return {bytes, packedBytes, offset: whole(file.readUInt32LE(at + 42))};
}

function extraField(extra: Buffer, id: number): Buffer | undefined {
  let at = 0;
  while (at + 4 <= extra.length) {
    const size = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, at + 4 + size);
    at += 4 + size;
  }
  return undefined;
}

function listPlace(file: Buffer): {count: number; start: number} {
  const end = endRecord(file);
  const locator = end - LOCATOR_BYTES;
  if (locator < 0 || file.readUInt32LE(locator) !== END64_LOCATOR)
    return {count: file.readUInt16LE(end + 10), start: file.readUInt32LE(end + 16)};
  const end64 = Number(file.readBigUInt64LE(locator + 8));
  if (file.readUInt32LE(end64) !== END64_RECORD) throw new Error("damaged list of contents");
  return {
    count: Number(file.readBigUInt64LE(end64 + 32)),
    start: Number(file.readBigUInt64LE(end64 + 48)),
  };
}

function endRecord(file: Buffer): number {
  const lowest = Math.max(0, file.length - END_BYTES - MAX_COMMENT);
  for (let at = file.length - END_BYTES; at >= lowest; at -= 1)
    if (file.readUInt32LE(at) === END_RECORD) return at;
  throw new Error("no list of contents");
}
