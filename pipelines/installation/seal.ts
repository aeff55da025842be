import {createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes} from "node:crypto";
import {closeSync, fstatSync, fsyncSync, openSync, renameSync, rmSync} from "node:fs";
import {dirname} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {flushFolder} from "./durable.ts";
import {keepersMode} from "./group-home.ts";
import {openPlainFile} from "./plain-file.ts";
import {chunksOf, type Place, readFully} from "./seal-chunks.ts";
import {writeFully} from "./write-fully.ts";

/**
 * A sealed file: a head (name of the form, version, mark of the key, 16 bytes of chance, length of the content), then the content
 * in chunks of one megabyte, each encrypted and authenticated with AES-256-GCM under a key of the file's own (HKDF-SHA-256 of the key, salted
 * with the chance). A chunk's nonce is its number; the head, the number and whether it is the last one are authenticated with
 * it, so that chunks cannot be changed, exchanged, left out or cut off, whatever the size of the file, in the memory of one.
 */
const FORM = Buffer.from("KAIKAKU\0");
const VERSION = 1;
const MARK_BYTES = 8;
const CHANCE_BYTES = 16;
const CHANCE_AT = FORM.length + 1 + MARK_BYTES;
const LENGTH_AT = CHANCE_AT + CHANCE_BYTES;
const HEAD_BYTES = LENGTH_AT + 8;
const CHUNK_BYTES = 1024 * 1024;
const TAG_BYTES = 16;
const CIPHER = "aes-256-gcm";

/** Ends the name of every sealed file. */
const ENDING = ".sealed";

export function sealedName(name: string): string {
  return `${name}${ENDING}`;
}

export function isSealedName(name: string): boolean {
  return name.endsWith(ENDING);
}

export function unsealedName(name: string): string {
  return isSealedName(name) ? name.slice(0, -ENDING.length) : name;
}

/** Tells keys apart without giving them away. */
function sealMark(key: Buffer): Buffer {
  return createHash("sha256").update("kaikaku seal ").update(key).digest().subarray(0, MARK_BYTES);
}

/** Writes a file's content sealed; the new name always stands for whole content, `check` gets it and may throw before it has that name. */
export function sealDurably(
  from: string,
  {to, key, check = () => {}}: {to: string; key: Buffer; check?: (partial: string) => void},
): void {
  const partial = `${to}.partial`;
  const source = openPlainFile(from);
  rmSync(partial, {force: true});
  const target = openSync(partial, "wx", keepersMode(to));
  try {
    sealInto(target, key, source);
    fsyncSync(target);
  } finally {
    closeSync(source);
    closeSync(target);
  }
  check(partial);
  renameSync(partial, to);
  flushFolder(dirname(to));
}

function sealInto(target: number, key: Buffer, source: number): void {
  const {size} = fstatSync(source);
  const head = headOf(key, size);
  const fileKey = keyOfFile(key, head);
  writeFully(target, head);
  let sealed = 0;
  for (const {bytes, ...place} of chunksOf(source, CHUNK_BYTES)) {
    const cipher = createCipheriv(CIPHER, fileKey, nonceOf(place.number)).setAAD(bound(head, place));
    writeFully(target, Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]));
    sealed += bytes.length;
    // Whoever writes into it may never end.
    if (sealed > size) break;
  }
  if (sealed !== size)
    throw new UserError("暗号化している間に、もとのファイルが変わりました。もう一度実行してください。");
}

function headOf(key: Buffer, size: number): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(size));
  return Buffer.concat([FORM, Buffer.from([VERSION]), sealMark(key), randomBytes(CHANCE_BYTES), length]);
}

/** The content of a sealed file in a file of its own, for this account alone. UserError as `openSealed`. */
export function unseal(from: string, {to, key}: {to: string; key: Buffer}): void {
  rmSync(to, {force: true});
  const target = openSync(to, "wx", keepersMode(to));
  try {
    for (const bytes of openSealed(from, key)) writeFully(target, bytes);
    fsyncSync(target);
  } catch (error) {
    rmSync(to, {force: true});
    throw error;
  } finally {
    closeSync(target);
  }
}

/** What the content of a sealed file is known by. UserError as `openSealed`. */
export function fingerprintOfSealed(file: string, key: Buffer): {sha256: string; byteCount: number} {
  const hash = createHash("sha256");
  let byteCount = 0;
  for (const bytes of openSealed(file, key)) {
    hash.update(bytes);
    byteCount += bytes.length;
  }
  return {sha256: hash.digest("hex"), byteCount};
}

/**
 * The content of a sealed file, chunk by chunk, each authenticated before it is given. UserError that tells a wrong key, a
 * file that was cut and one that was changed apart.
 */
function* openSealed(file: string, key: Buffer): Generator<Buffer> {
  const source = openPlainFile(file);
  try {
    const head = readFully(source, HEAD_BYTES);
    mustBeOurs(file, head, key);
    mustBeOfLength(file, fstatSync(source).size, head);
    const fileKey = keyOfFile(key, head);
    for (const {bytes, ...place} of chunksOf(source, CHUNK_BYTES + TAG_BYTES))
      yield opened(bytes, {file, head, fileKey, place});
  } finally {
    closeSync(source);
  }
}

interface Sealed {
  file: string;
  head: Buffer;
  fileKey: Buffer;
  place: Place;
}

function opened(bytes: Buffer, {file, head, fileKey, place}: Sealed): Buffer {
  const content = decrypted(bytes, fileKey, {head, place});
  if (content) return content;
  throw new UserError(
    `暗号化したファイル「${file}」の${place.number + 1}番目のかたまりが、書き換えられているか、壊れています（鍵は合っています）。控えのものと取り替えてください。`,
  );
}

function decrypted(
  bytes: Buffer,
  fileKey: Buffer,
  {head, place}: {head: Buffer; place: Place},
): Buffer | undefined {
  const decipher = createDecipheriv(CIPHER, fileKey, nonceOf(place.number))
    .setAAD(bound(head, place))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    return undefined;
  }
}

function mustBeOurs(file: string, head: Buffer, key: Buffer): void {
  if (head.length < HEAD_BYTES) throw cut(file);
  if (!head.subarray(0, FORM.length).equals(FORM))
    throw new UserError(
      `「${file}」は、この設備が暗号化したファイルではないか、初めのところが壊れています。控えのものと取り替えてください。`,
    );
  if (head[FORM.length] !== VERSION)
    throw new UserError(
      `「${file}」は、新しいプログラムが暗号化したファイルです。新しいプログラムを使ってください。`,
    );
  const mark = head.subarray(FORM.length + 1, FORM.length + 1 + MARK_BYTES);
  if (!mark.equals(sealMark(key)))
    throw new UserError(
      `「${file}」は、別の鍵で暗号化したファイルです（ファイルは壊れていません。鍵の印 ${mark.toString("hex")}、いまの鍵の印 ${sealMark(key).toString("hex")}）。暗号化したときの鍵を settings.yaml の encryption の key_file に指定してください。`,
    );
}

function mustBeOfLength(file: string, size: number, head: Buffer): void {
  const length = Number(head.readBigUInt64BE(LENGTH_AT));
  const chunks = Math.max(1, Math.ceil(length / CHUNK_BYTES));
  const wanted = HEAD_BYTES + length + chunks * TAG_BYTES;
  if (size < wanted) throw cut(file);
  if (size > wanted)
    throw new UserError(
      `暗号化したファイル「${file}」に、余分なものが付いています。控えのものと取り替えてください。`,
    );
}

function cut(file: string): UserError {
  return new UserError(
    `暗号化したファイル「${file}」が、途中で切れています。控えのものと取り替えてください。`,
  );
}

function keyOfFile(key: Buffer, head: Buffer): Buffer {
  const chance = head.subarray(CHANCE_AT, LENGTH_AT);
  return Buffer.from(hkdfSync("sha256", key, chance, "kaikaku sealed file", 32));
}

function nonceOf(number: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(number), 4);
  return nonce;
}

function bound(head: Buffer, {number, isLast}: Place): Buffer {
  return Buffer.concat([head, nonceOf(number), Buffer.from([isLast ? 1 : 0])]);
}
