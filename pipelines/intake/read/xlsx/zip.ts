import {crc32, inflateRawSync} from "node:zlib";
import {UserError} from "../../../../schemas/errors.ts";

/** What a workbook may grow to: a sheet of a million rows is far below, a zip bomb far above. */
const ZIP_LIMITS = {
  entryBytes: 300 * 1024 * 1024,
  totalBytes: 450 * 1024 * 1024,
  entries: 5_000,
  ratio: 1_000,
};

const END_RECORD = 0x06054b50;
const CENTRAL_RECORD = 0x02014b50;
const LOCAL_RECORD = 0x04034b50;
const END_BYTES = 22;
const MAX_COMMENT = 0xffff;

/** The named parts of a zip file, unpacked when asked for. */
export interface Zip {
  names: string[];
  /** Content of an entry, its checksum compared; undefined when there is none of that name. */
  read(name: string): Buffer | undefined;
}

interface Entry {
  method: number;
  isEncrypted: boolean;
  crc: number;
  packedBytes: number;
  bytes: number;
  offset: number;
}

/** Reads the list of contents. Sizes are judged before anything is unpacked. Throws when the list is damaged. */
export function openZip(file: Buffer): Zip {
  const entries = readEntries(file);
  const total = [...entries.values()].reduce((sum, {bytes}) => sum + bytes, 0);
  const isBomb = [...entries.values()].some(
    ({bytes, packedBytes}) =>
      bytes > ZIP_LIMITS.entryBytes || bytes > 1_000_000 + packedBytes * ZIP_LIMITS.ratio,
  );
  if (isBomb || total > ZIP_LIMITS.totalBytes || entries.size > ZIP_LIMITS.entries) throw tooLarge();
  return {
    names: [...entries.keys()],
    read: (name) => {
      const entry = entries.get(name);
      return entry && unpack(file, entry);
    },
  };
}

function tooLarge(): UserError {
  return new UserError(
    "Excelファイルの中身が大きすぎます（開くと数百メガバイトになります）。必要な表だけを新しいファイルに移して、送り直してもらってください。",
  );
}

function readEntries(file: Buffer): Map<string, Entry> {
  const end = endRecord(file);
  const count = file.readUInt16LE(end + 10);
  const entries = new Map<string, Entry>();
  let at = file.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (file.readUInt32LE(at) !== CENTRAL_RECORD) throw new Error("damaged list of contents");
    const nameBytes = file.readUInt16LE(at + 28);
    const name = file.toString("utf8", at + 46, at + 46 + nameBytes).replaceAll("\\", "/");
    entries.set(name, {
      method: file.readUInt16LE(at + 10),
      isEncrypted: (file.readUInt16LE(at + 8) & 1) === 1,
      crc: file.readUInt32LE(at + 16),
      packedBytes: file.readUInt32LE(at + 20),
      bytes: file.readUInt32LE(at + 24),
      offset: file.readUInt32LE(at + 42),
    });
    at += 46 + nameBytes + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
}

function endRecord(file: Buffer): number {
  const lowest = Math.max(0, file.length - END_BYTES - MAX_COMMENT);
  for (let at = file.length - END_BYTES; at >= lowest; at -= 1)
    if (file.readUInt32LE(at) === END_RECORD) return at;
  throw new Error("no list of contents");
}

function unpack(file: Buffer, {method, isEncrypted, crc, packedBytes, bytes, offset}: Entry): Buffer {
  if (file.readUInt32LE(offset) !== LOCAL_RECORD || isEncrypted) throw new Error("damaged or locked entry");
  const start = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
  const packed = file.subarray(start, start + packedBytes);
  // The stated size is a limit too: what unpacks to more was not honest about itself.
  const content = method === 0 ? packed : inflateRawSync(packed, {maxOutputLength: Math.max(1, bytes)});
  if (content.length !== bytes || crc32(content) !== crc) throw new Error("damaged entry");
  return content;
}
