import {existsSync, mkdirSync, readdirSync, rmSync} from "node:fs";
import {dirname, join} from "node:path";
import type {BackupNote} from "../../schemas/backup.ts";
import {UserError} from "../../schemas/errors.ts";
import {folderTime} from "../../schemas/japanese-day.ts";
import {copyDurably} from "../installation/durable.ts";
import {fingerprintOf} from "../installation/fingerprint-of.ts";
import {type Home, openHome} from "../installation/home.ts";
import {takeLock} from "../installation/lock.ts";
import type {Log} from "../installation/log.ts";
import {closeHome} from "../installation/rights.ts";
import {serviceFiles} from "../installation/service-files.ts";
import {keyMark} from "../installation/staff-key-secret.ts";
import {workingAlone} from "../installation/working-alone.ts";
import {mustBeWhole, mustHaveRoom, readBackupNote} from "./backup-content.ts";
import {type LaterFile, laterFiles} from "./files-after-backup.ts";
import {arrivingFolder, decideRestore, finishRestore} from "./finish-restore.ts";

export interface RestoreOptions {
  home: Home;
  /** A folder that `backup` made. */
  from: string;
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
export async function restore({home, from, replace, now, log}: RestoreOptions): Promise<Restored> {
  const note = readBackupNote(from);
  mustBeWhole(note, from);
  if (!replace && (existsSync(home.ledger) || readdirSync(home.releases).length > 0))
    throw new UserError(
      "ここにはもう台帳か公開版があります。置き換えてよければ --replace を付けてください（今あるものは別のフォルダーに移して残します）。",
    );
  noServiceMayRun(home);
  return workingAlone(home, async () => {
    mustHaveRoom(home, note);
    copyArrivals(home, {note, from, log});
    const later = await laterFiles(home, note);
    decideRestore(home, {aside: `before-restore-${folderTime(now)}`, there: namesToMove(home)});
    const putAside = finishRestore(home);
    openHome(home.root);
    closeHome(home);
    return {note, putAside, later, hasRightKey: note.keyMark === null || keyMark(home) === note.keyMark};
  });
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

function copyArrivals(home: Home, {note, from, log}: {note: BackupNote; from: string; log: Log}): void {
  const arriving = arrivingFolder(home);
  rmSync(arriving, {recursive: true, force: true});
  mkdirSync(arriving, {mode: 0o700});
  for (const [index, {path, sha256}] of note.files.entries()) {
    const copy = join(arriving, path);
    mkdirSync(dirname(copy), {recursive: true});
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
function namesToMove(home: Home): string[] {
  const arrivals = readdirSync(arrivingFolder(home));
  return readdirSync(home.root).filter((name) => !STAYS.test(name) || arrivals.includes(name));
}

const STAYS = /^(secret|scratch|locks|kaikaku(\.cmd)?|restoring|before-restore-.*)$/;
