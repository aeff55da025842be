import {existsSync, mkdirSync, readdirSync} from "node:fs";
import {dirname, isAbsolute, join, relative, sep} from "node:path";
import type {BackupNote} from "../../schemas/backup.ts";
import {UserError} from "../../schemas/errors.ts";
import {folderTime} from "../../schemas/japanese-day.ts";
import {copyDurably} from "../installation/durable.ts";
import {fingerprintOf} from "../installation/fingerprint-of.ts";
import type {Home} from "../installation/home.ts";
import {isLauncher} from "../installation/launchers.ts";
import type {Log} from "../installation/log.ts";
import {serviceFiles} from "../installation/service-files.ts";
import {keyMark} from "../installation/staff-key-secret.ts";
import {workingAlone} from "../installation/working-alone.ts";
import {writeWhole} from "../installation/write-whole.ts";
import {openLedgerFile} from "../ledger/ledger.ts";
import {currentRelease} from "../releases/history.ts";

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
}

/**
 * Copies everything that an installation knows (ledger, archive, releases, notes; not the key unless told) with
 * checksums. Each copy is read again from its new place. UserError where the place cannot be used.
 */
export async function backUp({home, to, withKey, now, log}: BackupOptions): Promise<Backup> {
  const root = home.root;
  const folder = join(to, `kaikaku-${folderTime(now)}`);
  if (existsSync(folder))
    throw new UserError(`「${folder}」はもうあります。少し待って、やり直してください。`);
  if (!relative(root, to).startsWith("..") && !isAbsolute(relative(root, to)))
    throw new UserError(
      `「${to}」は設備のフォルダー（${root}）の中です。設備と一緒に失われないように、別のディスクか媒体を指定してください。`,
    );
  return workingAlone(home, async () => {
    // Opened and closed, the ledger is one whole file.
    if (existsSync(home.ledger)) (await openLedgerFile(home)).close();
    const paths = filesOf(home, withKey);
    const files: BackupNote["files"] = [];
    for (const [index, path] of paths.entries()) {
      files.push(copyOf(path, {root, folder}));
      log.progress("控え", index + 1, paths.length);
    }
    const note = {
      madeAt: now.toISOString(),
      currentReleaseId: currentRelease(home)?.releaseId ?? null,
      keyMark: keyMark(home),
      hasKey: withKey && existsSync(home.secret),
      files,
    };
    writeWhole(join(folder, "backup.json"), `${JSON.stringify(note, null, 1)}\n`);
    return {folder, note};
  });
}

/** The service and readers go on writing to their logs: what grew while it was copied is copied again. */
const COPY_ATTEMPTS = 5;

function copyOf(path: string, {root, folder}: {root: string; folder: string}): BackupNote["files"][number] {
  const name = relative(root, path).split(sep).join("/");
  const target = join(folder, "files", name);
  mkdirSync(dirname(target), {recursive: true, mode: 0o700});
  for (let attempt = 1; attempt <= COPY_ATTEMPTS; attempt += 1) {
    copyDurably(path, target);
    const [kept, {sha256, byteCount}] = [fingerprintOf(target), fingerprintOf(path)];
    if (kept.sha256 === sha256) return {path: name, byteCount, sha256};
  }
  throw new UserError(`「${target}」に正しく書けませんでした。別の媒体に取り直してください。`);
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
  const leftFolders = [home.scratch, home.locks, home.candidates];
  return readdirSync(root, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile() && !/\.(next|partial)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !leftFolders.some((folder) => path.startsWith(`${folder}${sep}`)))
    .filter((path) => !PUT_ASIDE.test(relative(root, path)))
    .filter((path) => !isLauncher(relative(root, path)))
    .filter((path) => !left.includes(path) && !FORMER_LOCK.test(relative(root, path)))
    .sort();
}

const PUT_ASIDE = /^(before-restore-|restoring|restore\.json$)/;
/** Locks lay in these files before they had a folder of their own. */
const FORMER_LOCK = /^(service[\\/]lease\.duckdb.*|queries\.jsonl\.lock)$/;
