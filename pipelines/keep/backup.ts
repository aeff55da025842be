import {existsSync, lstatSync, mkdirSync, realpathSync, renameSync, rmSync} from "node:fs";
import {dirname, join, relative, resolve, sep} from "node:path";
import type {BackupNote} from "../../schemas/backup.ts";
import {UserError} from "../../schemas/errors.ts";
import {folderTime} from "../../schemas/japanese-day.ts";
import {headOf} from "../access/head.ts";
import {whileLocked} from "../access/locked.ts";
import {archivedNames, contentOf} from "../installation/archive.ts";
import {flushFolder} from "../installation/durable.ts";
import {faultIn} from "../installation/faults.ts";
import {halfWrittenIn, sweepHalfWritten} from "../installation/half-written.ts";
import type {Home} from "../installation/home.ts";
import type {Log} from "../installation/log.ts";
import {makeFolders} from "../installation/make-folders.ts";
import {isWithin, mustBeNobodys, mustBeOutside, realPlace} from "../installation/nobodys-place.ts";
import {isFarTooLong, whyNotReadable} from "../installation/plain-file.ts";
import {mustLieApart, sealKey, sealKeyFile} from "../installation/seal-key.ts";
import {keyMark} from "../installation/staff-key-secret.ts";
import {systemCode} from "../installation/system-code.ts";
import {workingAlone} from "../installation/working-alone.ts";
import {writeWhole} from "../installation/write-whole.ts";
import {writingTo} from "../installation/writing-to.ts";
import {stampOf} from "../intake/read/file-stamp.ts";
import {openLedgerFile} from "../ledger/ledger.ts";
import {currentRelease} from "../releases/history.ts";
import {readBackupNote, sumOf} from "./backup-content.ts";
import {copyOf} from "./backup-copy.ts";
import {holdingsOf, isOfOthers, isOriginal} from "./backup-files.ts";
import {backupNames} from "./backup-names.ts";
import {changedSinceWritten} from "./changed-since-written.ts";
import {isOfLog} from "./log-names.ts";

export interface BackupOptions {
  home: Home;
  /** A folder on another disk or medium; the backup gets a folder of its own in it. */
  to: string;
  /** The key for staff keys goes along. */
  withKey: boolean;
  now: Date;
  log: Log;
}

export interface Backup {
  folder: string;
  note: BackupNote;
  /** What was not as the program wrote it before it was copied, a line each. It is in the backup all the same, as it is. */
  changed: string[];
  /** Files of inbox, output and refused that could not be read, had gone, or are being written just now, links and what is no file: they are not in the backup. */
  missed: string[];
}

/**
 * Copies everything that an installation knows (ledger, archive, releases, notes; not the key unless told) with
 * checksums, sealed where a key for that is named. Without any key, no file goes along in which staff numbers stand as they were
 * sent. Each copy is read again from its new place. UserError where the place cannot be used.
 */
export async function backUp({home, to, withKey, now, log}: BackupOptions): Promise<Backup> {
  const root = home.root;
  const folder = join(resolve(to), `kaikaku-${folderTime(now)}`);
  mustBeNew(folder);
  const medium = existsSync(to) ? realpathSync(to) : realPlace(to);
  if (isWithin(realpathSync(root), medium))
    throw new UserError(
      `「${to}」は設備のフォルダー（${root}）の中です。設備と一緒に失われないように、別のディスクか媒体を指定してください。`,
    );
  mustBeOutside(folder);
  mustBeNobodys(folder, home);
  const key = sealKey(home) ?? null;
  if (key) mustLieApart(sealKeyFile(home) ?? "", to);
  const originals = key ? "sealed" : withKey ? "held" : "left_out";
  return workingAlone(home, async () => {
    // Opened and closed, the ledger is one whole file.
    if (existsSync(home.ledger)) (await openLedgerFile(home)).close();
    const changed = await changedSinceWritten(home);
    const {files: all, others} = holdingsOf(home, withKey);
    const paths = originals === "left_out" ? all.filter((path) => !isOriginal(home, path)) : all;
    mustBeOfUsualLength(home, paths);
    return wholeOrNot(folder, (building) => {
      const {files, missed} = copyAll(home, paths, {folder: building, key, log});
      const {logFiles, accessLog} = copyLog(home, paths, {folder: building, key});
      const content = {
        madeAt: now.toISOString(),
        currentReleaseId: currentRelease(home)?.releaseId ?? null,
        keyMark: keyMark(home),
        hasKey: withKey && existsSync(home.secret),
        originals,
        accessLog,
        contents: archivedNames(home).map(contentOf),
        files: [...files, ...logFiles],
      } satisfies Omit<BackupNote, "sum">;
      const note: BackupNote = {...content, sum: sumOf(content)};
      writeWhole(join(building, "backup.json"), `${JSON.stringify(note, null, 1)}\n`);
      readBackupNote(building);
      return {folder, note, changed, missed: [...missed, ...others.map((path) => relative(root, path))]};
    });
  });
}

/** UserError for a note of the program's own that it could not read again: to copy one that was made 1 TB long takes hours, and fills the medium. */
function mustBeOfUsualLength(home: Home, paths: string[]): void {
  const long = paths.find((path) => path.endsWith(".json") && !isOfOthers(home, path) && isFarTooLong(path));
  if (long === undefined) return;
  throw new UserError(
    `「${long}」が大きすぎます（200MBまで）。このプログラムが書いたものではないので、控えを取っていません。npx kaikaku doctor で確かめ、前の控えから戻してください（npx kaikaku restore）。`,
  );
}

function mustBeNew(folder: string): void {
  if (lstatSync(folder, {throwIfNoEntry: false}))
    throw new UserError(`「${folder}」はもうあります。少し待って、やり直してください。`);
}

/**
 * What could not be finished is no backup, and holds what the medium has of room: until it is whole it has a name by chance, and
 * what a killed process left goes with the next backup to that place.
 */
async function wholeOrNot<Result>(folder: string, work: (building: string) => Result): Promise<Result> {
  const medium = dirname(folder);
  const building = halfWrittenIn(medium, "building");
  await writingTo(folder, () => {
    makeFolders(medium, 0o700);
    sweepHalfWritten(medium);
    mkdirSync(building, 0o700);
  });
  try {
    const result = work(building);
    // Never over one that another made in the same second.
    mustBeNew(folder);
    renameSync(building, folder);
    flushFolder(medium);
    return result;
  } catch (error) {
    rmSync(building, {recursive: true, force: true});
    if (faultIn(error)?.kind !== "full") throw error;
    throw new UserError(
      `控えの置き場所「${folder}」に空きがなくなったので、やめました。設備は変わっていません。書きかけの控えは消しました。空きを作るか、別の媒体を指定してください。`,
      {cause: error},
    );
  }
}

interface Copying {
  folder: string;
  key: Buffer | null;
}

/** Everything but the log of who read what. Whoever may put something into the inbox or the output stops no backup with it. */
function copyAll(
  home: Home,
  paths: string[],
  {log, ...place}: Copying & {log: Log},
): {files: BackupNote["files"]; missed: string[]} {
  const files: BackupNote["files"] = [];
  const missed: string[] = [];
  const named = namedPaths(home, paths).filter(({name}) => !isOfLog(name));
  for (const [index, {path, name}] of named.entries()) {
    const stamp = stampOf(path);
    try {
      files.push(copyOf(path, name, place));
    } catch (error) {
      // Somebody goes on writing into it, so that no copy of it is right.
      const isMoving = error instanceof UserError && stampOf(path) !== stamp;
      if (!isOfOthers(home, path) || !(isMoving || hasLeft(path, error))) throw error;
      missed.push(relative(home.root, path));
    }
    log.progress("控え", index + 1, named.length);
  }
  return {files, missed};
}

/** The log, its keys and the note of its last line, as they were at one moment: readers go on meanwhile. */
function copyLog(
  home: Home,
  paths: string[],
  place: Copying,
): {logFiles: BackupNote["files"]; accessLog: BackupNote["accessLog"]} {
  return whileLocked(home, () => ({
    logFiles: namedPaths(home, paths)
      .filter(({name}) => isOfLog(name))
      .map(({path, name}) => copyOf(path, name, place)),
    accessLog: headOf(home),
  }));
}

function namedPaths({root}: Home, paths: string[]): {path: string; name: string}[] {
  const names = paths.map((path) => relative(root, path).split(sep).join("/"));
  const held = backupNames(names);
  return names.map((name, index) => ({path: paths[index] ?? "", name: held.get(name) ?? name}));
}

/** Whether a file cannot be read any more under the name that it was listed by, and that is what the system said. */
function hasLeft(path: string, error: unknown): boolean {
  const isSystems = error instanceof Error && systemCode(error) !== undefined;
  return isSystems && whyNotReadable(path) !== undefined;
}
