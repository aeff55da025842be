import {crc32, inflateRawSync} from "node:zlib";
import {UserError} from "../../../../schemas/errors.ts";
import {type ZipEntry, zipEntries} from "./zip-entries.ts";

/** What a workbook may grow to: a sheet of a million rows is far below, a zip bomb far above. */
const ZIP_LIMITS = {
  entryBytes: 300 * 1024 * 1024,
  totalBytes: 450 * 1024 * 1024,
  entries: 5_000,
  ratio: 1_000,
};

const LOCAL_RECORD = 0x04034b50;
const [STORED, DEFLATED] = [0, 8];

/** The named parts of a zip file, unpacked when asked for. */
export interface Zip {
  /** As partName makes them. */
  names: string[];
  /** Bytes of all parts together, unpacked. */
  totalBytes: number;
  /** Content of a part, its checksum compared; undefined when there is none of that name in any writing. */
  read(name: string): Buffer | undefined;
}

/** Reads the list of contents. Sizes are judged before anything is unpacked. Throws when the list is damaged. */
export function openZip(file: Buffer): Zip {
  const entries = zipEntries(file);
  const totalBytes = entries.reduce((sum, {bytes}) => sum + bytes, 0);
  const isBomb = entries.some(
    ({bytes, packedBytes}) =>
      bytes > ZIP_LIMITS.entryBytes || bytes > 1_000_000 + packedBytes * ZIP_LIMITS.ratio,
  );
  if (isBomb || totalBytes > ZIP_LIMITS.totalBytes) throw tooLarge();
  if (entries.length > ZIP_LIMITS.entries) throw tooManyParts(entries);
  const parts = new Map(entries.map((entry) => [partName(entry.name), entry]));
  return {
    names: [...parts.keys()],
    totalBytes,
    read: (name) => {
      const entry = parts.get(partName(name));
      return entry && unpack(file, entry);
    },
  };
}

/** One writing for names that stand for the same part: case, backslashes, a leading slash and %20 make no difference. */
export function partName(name: string): string {
  const plain = name.replaceAll("\\", "/").replace(/^\/+/, "");
  return unescaped(plain).toLowerCase();
}

function unescaped(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function tooLarge(): UserError {
  return new UserError(
    "Excelファイルの中身が大きすぎます（開くと数百メガバイトになります）。必要な表だけを新しいファイルに移して、送り直してもらってください。",
  );
}

/** Small as they may be: what somebody counts in the window of a spreadsheet program is named first. */
function tooManyParts(entries: ZipEntry[]): UserError {
  const sheetCount = entries.filter(({name}) => /(^|\/)worksheets\/[^/]+\.(xml|bin)$/i.test(name)).length;
  const [most, parts, sheets] = [ZIP_LIMITS.entries, entries.length, sheetCount].map((count) =>
    count.toLocaleString("ja-JP"),
  );
  return new UserError(
    `Excelファイルの中の部品（シート、図など）が多すぎます（${parts}個、うちシート${sheets}枚。${most}個まで）。必要なシートだけを新しいファイルに移すか、いくつかのファイルに分けて、送り直してもらってください。`,
  );
}

function unpack(file: Buffer, {method, isEncrypted, crc, packedBytes, bytes, offset}: ZipEntry): Buffer {
  if (file.readUInt32LE(offset) !== LOCAL_RECORD || isEncrypted) throw new Error("damaged or locked entry");
  if (method !== STORED && method !== DEFLATED) throw new Error(`packed by method ${method}`);
  const start = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
  const packed = file.subarray(start, start + packedBytes);
  // The stated size is a limit too: what unpacks to more was not honest about itself.
  const content = method === STORED ? packed : inflateRawSync(packed, {maxOutputLength: Math.max(1, bytes)});
  if (content.length !== bytes || crc32(content) !== crc) throw new Error("damaged entry");
  return content;
}
