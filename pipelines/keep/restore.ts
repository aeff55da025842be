import {chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync} from "node:fs";
import {dirname, join} from "node:path";
import {type BackupNote, backupNote} from "../../schemas/backup.ts";
import {UserError} from "../../schemas/errors.ts";
import {someOf} from "../../schemas/some-of.ts";
import {copyDurably} from "../installation/durable.ts";
import {fingerprintOf} from "../installation/fingerprint-of.ts";
import {type Home, openHome} from "../installation/home.ts";
import {folderTime} from "../installation/japanese-day.ts";
import {keyMark} from "../installation/key-mark.ts";
import {takeLock} from "../installation/lock.ts";
import type {Log} from "../installation/log.ts";
import {readJsonFile} from "../installation/read-json-file.ts";
import {serviceFiles} from "../installation/service-files.ts";
import {workingAlone} from "../installation/working-alone.ts";

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
  /** Whether the key that is here now is the one that the backup's ledger was made with. */
  hasRightKey: boolean;
}

/**
 * Brings an installation back from a backup: every file is held against its checksum before anything changes, and
 * copied beside the installation before it takes its place. UserError for a damaged or unfinished backup.
 */
export async function restore({home, from, replace, now, log}: RestoreOptions): Promise<Restored> {
  const note = readNote(from);
  const damaged = note.files.filter((file) => !isWhole(join(from, "files", file.path), file));
  if (damaged.length > 0)
    throw new UserError(
      `控えの中に、取ったときと違うファイルがあります（${damaged.length}件: ${someOf([damaged[0]?.path ?? ""], damaged.length)}）。何も戻していません。別の控えを使ってください。`,
    );
  if (!replace && (existsSync(home.ledger) || readdirSync(home.releases).length > 0))
    throw new UserError(
      "ここにはもう台帳か公開版があります。置き換えてよければ --replace を付けてください（今あるものは別のフォルダーに移して残します）。",
    );
  return withoutService(home, () =>
    workingAlone(home, async () => {
      const root = dirname(home.ledger);
      const arriving = join(root, "restoring");
      rmSync(arriving, {recursive: true, force: true});
      for (const [index, {path}] of note.files.entries()) {
        mkdirSync(dirname(join(arriving, path)), {recursive: true});
        copyDurably(join(from, "files", path), join(arriving, path));
        log.progress("控えから戻す", index + 1, note.files.length);
      }
      const putAside = exchange(home, {arriving, now});
      openHome(root);
      if (existsSync(home.secret)) chmodSync(home.secret, 0o600);
      return {note, putAside, hasRightKey: note.keyMark === null || keyMark(home) === note.keyMark};
    }),
  );
}

/** A running service would go on with what it remembers of the old installation; none starts before the work ends. */
async function withoutService<Result>(home: Home, work: () => Promise<Result>): Promise<Result> {
  const lease = takeLock(serviceFiles(home).lease);
  if (!lease)
    throw new UserError(
      "常駐処理が動いています。止めてから（Ctrl+C か systemctl stop kaikaku）、もう一度実行してください。",
    );
  try {
    return await work();
  } finally {
    lease.release();
  }
}

function readNote(from: string): BackupNote {
  const file = join(from, "backup.json");
  if (!existsSync(file))
    throw new UserError(
      `「${from}」は控えのフォルダーではないか、取り終わっていません（backup.json がありません）。kaikaku-… という名前のフォルダーを指定してください。`,
    );
  return readJsonFile(file, backupNote, "別の控えを使ってください。");
}

function isWhole(path: string, {byteCount, sha256}: BackupNote["files"][number]): boolean {
  if (!existsSync(path)) return false;
  const found = fingerprintOf(path);
  return found.byteCount === byteCount && found.sha256 === sha256;
}

/** Moves what is here aside and what arrives in its place; the key, the locks, the launchers and the scratch folder stay. */
function exchange(home: Home, {arriving, now}: {arriving: string; now: Date}): string | null {
  const root = dirname(home.ledger);
  const aside = join(root, `before-restore-${folderTime(now)}`);
  const arrivals = readdirSync(arriving);
  const there = readdirSync(root).filter((name) => !STAYS.test(name) || arrivals.includes(name));
  if (there.length > 0) mkdirSync(aside, {recursive: true});
  for (const name of there) renameSync(join(root, name), join(aside, name));
  for (const name of arrivals) renameSync(join(arriving, name), join(root, name));
  rmSync(arriving, {recursive: true, force: true});
  if (there.length > 0 && holdsFiles(aside)) return aside;
  rmSync(aside, {recursive: true, force: true});
  return null;
}

/** Whether anything but empty folders and the lock that services had until version 0.1 lies there. */
function holdsFiles(folder: string): boolean {
  return readdirSync(folder, {recursive: true, withFileTypes: true}).some(
    (entry) => entry.isFile() && !entry.name.startsWith("lease."),
  );
}

const STAYS = /^(secret|scratch|locks|kaikaku(\.cmd)?|restoring|before-restore-.*)$/;
