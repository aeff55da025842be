import {existsSync, lstatSync, readdirSync, realpathSync} from "node:fs";
import {join, relative, resolve, sep} from "node:path";
import type {BackupNote} from "../../schemas/backup.ts";
import {UserError} from "../../schemas/errors.ts";
import {folderTime} from "../../schemas/japanese-day.ts";
import {headOf} from "../access/head.ts";
import {archivedNames, contentOf} from "../installation/archive.ts";
import type {Home} from "../installation/home.ts";
import {isLauncher} from "../installation/launchers.ts";
import type {Log} from "../installation/log.ts";
import {isWithin, realPlace} from "../installation/nobodys-place.ts";
import {mustLieApart, sealKey, sealKeyFile} from "../installation/seal-key.ts";
import {serviceFiles} from "../installation/service-files.ts";
import {keyMark} from "../installation/staff-key-secret.ts";
import {workingAlone} from "../installation/working-alone.ts";
import {writeWhole} from "../installation/write-whole.ts";
import {openLedgerFile} from "../ledger/ledger.ts";
import {currentRelease} from "../releases/history.ts";
import {copyOf} from "./backup-copy.ts";
import {changedSinceWritten} from "./changed-since-written.ts";

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
}

/**
 * Copies everything that an installation knows (ledger, archive, releases, notes; not the key unless told) with
 * checksums, sealed where a key for that is named. Without any key, no file goes along in which staff numbers stand as they were
 * sent. Each copy is read again from its new place. UserError where the place cannot be used.
 */
export async function backUp({home, to, withKey, now, log}: BackupOptions): Promise<Backup> {
  const root = home.root;
  const folder = join(resolve(to), `kaikaku-${folderTime(now)}`);
  if (lstatSync(folder, {throwIfNoEntry: false}))
    throw new UserError(`「${folder}」はもうあります。少し待って、やり直してください。`);
  const medium = existsSync(to) ? realpathSync(to) : realPlace(to);
  if (isWithin(realpathSync(root), medium))
    throw new UserError(
      `「${to}」は設備のフォルダー（${root}）の中です。設備と一緒に失われないように、別のディスクか媒体を指定してください。`,
    );
  const key = sealKey(home) ?? null;
  if (key) mustLieApart(sealKeyFile(home) ?? "", to);
  const originals = key ? "sealed" : withKey ? "held" : "left_out";
  return workingAlone(home, async () => {
    // Opened and closed, the ledger is one whole file.
    if (existsSync(home.ledger)) (await openLedgerFile(home)).close();
    const changed = await changedSinceWritten(home);
    const all = filesOf(home, withKey);
    const paths = originals === "left_out" ? all.filter((path) => !isOriginal(home, path)) : all;
    const files: BackupNote["files"] = [];
    for (const [index, path] of paths.entries()) {
      files.push(copyOf(path, {root, folder, key}));
      log.progress("控え", index + 1, paths.length);
    }
    const note: BackupNote = {
      madeAt: now.toISOString(),
      currentReleaseId: currentRelease(home)?.releaseId ?? null,
      keyMark: keyMark(home),
      hasKey: withKey && existsSync(home.secret),
      originals,
      accessLog: headOf(home),
      contents: archivedNames(home).map(contentOf),
      files,
    };
    writeWhole(join(folder, "backup.json"), `${JSON.stringify(note, null, 1)}\n`);
    return {folder, note, changed};
  });
}

/**
 * Everything below the root (also the service's journal and alerts, settings, the log of questions) but what is being
 * worked on, what is derived, the launchers, what says that a service lives, what a restore put aside, and the key.
 */
function filesOf(home: Home, withKey: boolean): string[] {
  const root = home.root;
  const {health} = serviceFiles(home);
  const usualKey = join(root, "secret");
  const left = [home.nothingNew, health, ...(withKey ? [] : [home.secret, usualKey])];
  const leftFolders = [home.scratch, home.locks, home.candidates, ...(withKey ? [] : [home.accessKeys])];
  return readdirSync(root, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile() && !/\.(next|partial)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !leftFolders.some((folder) => path.startsWith(`${folder}${sep}`)))
    .filter((path) => !PUT_ASIDE.test(relative(root, path)))
    .filter((path) => !isLauncher(relative(root, path)))
    .filter((path) => !left.includes(path) && !FORMER_LOCK.test(relative(root, path)))
    .sort();
}

/** Files as they were sent, and what may have been made from them for their senders: they hold staff numbers. */
function isOriginal({archive, inbox, refused, output}: Home, path: string): boolean {
  const isWithin = (folder: string) => path.startsWith(`${folder}${sep}`);
  return [archive, inbox, refused].some(isWithin) || (isWithin(output) && /\.(xlsx|csv)$/i.test(path));
}

const PUT_ASIDE = /^(before-restore-|restoring|restore\.json$)/;
/** Locks lay in these files before they had a folder of their own. */
const FORMER_LOCK = /^(service[\\/]lease\.duckdb.*|queries\.jsonl\.lock)$/;
