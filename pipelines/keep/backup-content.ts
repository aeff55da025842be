import {createHash} from "node:crypto";
import {existsSync, lstatSync, realpathSync} from "node:fs";
import {join} from "node:path";
import {z} from "zod";
import {type BackupNote, backupNote} from "../../schemas/backup.ts";
import {UserError} from "../../schemas/errors.ts";
import {fingerprintOf} from "../installation/fingerprint-of.ts";
import {freeBytes} from "../installation/free-space.ts";
import type {Home} from "../installation/home.ts";
import {readJsonFile} from "../installation/read-json-file.ts";
import {mustBelongIntoHome} from "./belongs-into-home.ts";

const OTHER = "何も戻していません。別の控えを使ってください。";

/** The note of a backup. UserError when it is unfinished, damaged, or names what does not belong into an installation. */
export function readBackupNote(from: string): BackupNote {
  const file = join(from, "backup.json");
  if (!existsSync(file))
    throw new UserError(
      `「${from}」は控えのフォルダーではないか、取り終わっていません（backup.json がありません）。kaikaku-… という名前のフォルダーを指定してください。`,
    );
  const note = readJsonFile(file, backupNote, "別の控えを使ってください。");
  mustBelongIntoHome(note);
  const {sum: _, ...content} = readJsonFile(file, asItStands, OTHER);
  if (note.sum !== null && note.sum !== sumOf(content))
    throw new UserError(`控えの backup.json が、取ったときと違います。${OTHER}`);
  return note;
}

const asItStands = z.record(z.string(), z.unknown());

/** Checksum of what a note says, in its order: a byte that rotted in a name or a day is found, too. */
export function sumOf(content: object): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}

/**
 * Holds every file of a backup against its note: a plain file, reached through no link, of the noted size and content.
 * UserError with the first one that is not, before anything was written.
 */
export function mustBeWhole({files}: BackupNote, from: string): void {
  const damaged = files.filter((file) => !isWhole(from, file));
  if (damaged.length > 0)
    throw new UserError(
      `控えの中に、取ったときと違うファイルがあります（${damaged.length}件: ${damaged[0]?.path}${damaged.length > 1 ? " など" : ""}）。${OTHER}`,
    );
}

/** UserError when the disk has no room for a copy of the whole backup. */
export function mustHaveRoom(home: Home, {files}: BackupNote): void {
  const wanted = files.reduce((sum, {byteCount}) => sum + byteCount, 0);
  const free = freeBytes(home.root);
  if (free < wanted)
    throw new UserError(
      `控えは${megabytes(wanted)}MBありますが、ディスクの空きは${megabytes(free)}MBです。何も戻していません。空きを作ってから、もう一度実行してください。`,
    );
}

function megabytes(bytes: number): string {
  return Math.ceil(bytes / 1e6).toLocaleString("ja-JP");
}

function isWhole(from: string, {path, byteCount, sha256}: BackupNote["files"][number]): boolean {
  const file = join(from, "files", path);
  const found = lstatSync(file, {throwIfNoEntry: false});
  if (!found?.isFile() || found.size !== byteCount) return false;
  if (realpathSync(file) !== join(realpathSync(from), "files", path)) return false;
  return fingerprintOf(file).sha256 === sha256;
}
