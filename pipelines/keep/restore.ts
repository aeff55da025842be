import {existsSync, mkdirSync, readdirSync, rmSync} from "node:fs";
import {dirname, join} from "node:path";
import type {BackupNote} from "../../schemas/backup.ts";
import {UserError} from "../../schemas/errors.ts";
import {folderTime} from "../../schemas/japanese-day.ts";
import {chainKey} from "../access/key-folder.ts";
import {renewLog} from "../access/renew.ts";
import {copyDurably} from "../installation/durable.ts";
import {fingerprintOf} from "../installation/fingerprint-of.ts";
import {type Home, openHome} from "../installation/home.ts";
import {takeLock} from "../installation/lock.ts";
import type {Log} from "../installation/log.ts";
import {closeHome} from "../installation/rights.ts";
import {unseal} from "../installation/seal.ts";
import {keyIn, sealKey} from "../installation/seal-key.ts";
import {serviceFiles} from "../installation/service-files.ts";
import {keyMark} from "../installation/staff-key-secret.ts";
import {workingAlone} from "../installation/working-alone.ts";
import {anchorsOf} from "./access-anchors.ts";
import {mustBeWhole, mustHaveRoom, readBackupNote} from "./backup-content.ts";
import {restoredPath} from "./backup-copy.ts";
import {type LaterFile, laterFiles} from "./files-after-backup.ts";
import {arrivingFolder, decideRestore, finishRestore} from "./finish-restore.ts";

export interface RestoreOptions {
  home: Home;
  /** A folder that `backup` made. */
  from: string;
  /** The key of a sealed backup, where the installation that is there names none or another. */
  keyFile: string | undefined;
  /** What is there now is put aside; without, an installation that knows something is left alone. */
  replace: boolean;
  now: Date;
  log: Log;
}

export interface Restored {
  note: BackupNote;
  /** Where the installation of before was put. */
  putAside: string | null;
  /** Files that the installation of before had taken after the backup was made: they must be sent again. */
  later: LaterFile[];
  /** Whether the key that is here now is the one that the backup's ledger was made with. */
  hasRightKey: boolean;
}

/**
 * Brings an installation back from a backup, which is held for hostile: names, kinds, sizes and checksums of all its files
 * are judged before the first byte is written, and the copies beside the installation again before they take its place.
 * Killed at any moment, nothing was restored or the next command finishes it. UserError for a backup that is not right.
 */
export async function restore({home, from, keyFile, replace, now, log}: RestoreOptions): Promise<Restored> {
  const note = readBackupNote(from);
  mustBeWhole(note, from);
  if (!replace && (existsSync(home.ledger) || readdirSync(home.releases).length > 0))
    throw new UserError(
      "ここにはもう台帳か公開版があります。置き換えてよければ --replace を付けてください（今あるものは別のフォルダーに移して残します）。",
    );
  const key = note.originals === "sealed" ? keyOfBackup(home, keyFile) : null;
  noServiceMayRun(home);
  return workingAlone(home, async () => {
    mustHaveRoom(home, note);
    copyArrivals(home, {note, from, key, log});
    const later = await laterFiles(home, note);
    decideRestore(home, {aside: `before-restore-${folderTime(now)}`, there: namesToMove(home, note)});
    const putAside = finishRestore(home);
    openHome(home.root);
    closeHome(home);
    renewArrived(home, now);
    return {note, putAside, later, hasRightKey: note.keyMark === null || keyMark(home) === note.keyMark};
  });
}

/** A log that came without its key cannot be gone on with: a new one begins, and says so. */
function renewArrived(home: Home, now: Date): void {
  if (!existsSync(home.accessLog) || chainKey(home)) return;
  renewLog(home, {anchors: anchorsOf(home), by: null, reason: "記録の鍵のない控えから戻した", now});
}

/** A running service would go on with what it remembers of the old installation. */
function noServiceMayRun(home: Home): void {
  const lease = takeLock(serviceFiles(home).lease);
  if (!lease)
    throw new UserError(
      "常駐処理が動いています。止めてから（Ctrl+C か systemctl stop kaikaku）、もう一度実行してください。",
    );
  lease.release();
}

/** UserError where no key is named that could open the backup. */
function keyOfBackup(home: Home, keyFile: string | undefined): Buffer {
  const key = keyFile === undefined ? sealKey(home) : keyIn(keyFile);
  if (key) return key;
  throw new UserError(
    "この控えは暗号化してあります。--key-file で、暗号化したときの鍵のファイルを指定してください。何も戻していません。",
  );
}

interface Arriving {
  note: BackupNote;
  from: string;
  /** Opens a sealed backup. */
  key: Buffer | null;
  log: Log;
}

function copyArrivals(home: Home, {note, from, key, log}: Arriving): void {
  const arriving = arrivingFolder(home);
  rmSync(arriving, {recursive: true, force: true});
  mkdirSync(arriving, {mode: 0o700});
  for (const [index, {path, sha256}] of note.files.entries()) {
    const restored = restoredPath(note, path);
    if (existsSync(home.accessLog) && isOfLog(restored)) continue;
    const copy = join(arriving, restored);
    mkdirSync(dirname(copy), {recursive: true});
    if (key && restored !== path) unseal(join(from, "files", path), {to: copy, key});
    else
      copyDurably(join(from, "files", path), copy, () => {
        if (fingerprintOf(`${copy}.partial`).sha256 === sha256) return;
        throw new UserError(
          `控えの「${path}」が、写している間に変わりました。何も戻していません。もう一度実行してください。`,
        );
      });
    log.progress("控えから戻す", index + 1, note.files.length);
  }
}

/** What the arrivals take the place of: everything but the key (unless one arrives), locks, and what earlier restores put aside. */
function namesToMove(home: Home, {originals}: BackupNote): string[] {
  const arrivals = readdirSync(arrivingFolder(home));
  const stays = (name: string) => STAYS.test(name) || (originals === "left_out" && ORIGINALS.test(name));
  return readdirSync(home.root).filter((name) => !stays(name) || arrivals.includes(name));
}

/** Where a backup holds no originals, those that are there are all there are. */
const ORIGINALS = /^(archive|inbox|refused)$/;

/** What was read since the backup stays known. */
function isOfLog(name: string): boolean {
  return /^(access-log|access-keys|queries\.jsonl)/.test(name);
}

const STAYS =
  /^(access-log\..*|access-keys|queries\.jsonl.*|secret|scratch|locks|kaikaku(\.cmd)?|restoring|before-restore-.*)$/;
