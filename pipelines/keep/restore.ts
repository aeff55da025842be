import {existsSync, lstatSync, mkdirSync, readdirSync, realpathSync, rmSync} from "node:fs";
import {basename, dirname, join, resolve} from "node:path";
import type {BackupNote} from "../../schemas/backup.ts";
import {UserError} from "../../schemas/errors.ts";
import {folderTime} from "../../schemas/japanese-day.ts";
import {copyDurably} from "../installation/durable.ts";
import {fingerprintOf} from "../installation/fingerprint-of.ts";
import {keepersFolderMode, openToKeepers} from "../installation/group-home.ts";
import {type Home, MOVABLE_FOLDERS, openHome} from "../installation/home.ts";
import {takeLock} from "../installation/lock.ts";
import type {Log} from "../installation/log.ts";
import {isWithin} from "../installation/nobodys-place.ts";
import {unseal} from "../installation/seal.ts";
import {keyIn, sealKey} from "../installation/seal-key.ts";
import {serviceFiles} from "../installation/service-files.ts";
import {keyMark} from "../installation/staff-key-secret.ts";
import {workingAlone} from "../installation/working-alone.ts";
import {mustArriveAsMade} from "./arriving-databases.ts";
import {arrivalName, dropKnown, renewal} from "./arriving-log.ts";
import {
  type ChangedSettings,
  SETTINGS,
  type SettingsSaid,
  settingsName,
  whatSettingsChange,
} from "./arriving-settings.ts";
import {mustBeWhole, mustHaveRoom, readBackupNote} from "./backup-content.ts";
import {restoredPath} from "./backup-copy.ts";
import {
  arrivingFolder,
  decideRestore,
  dropUndecided,
  type Finished,
  finishRestore,
  freeName,
} from "./finish-restore.ts";
import {unstarted} from "./home-names.ts";
import {againLines, knownLater, type Later} from "./known-later.ts";
import {mustBeMovable} from "./movable.ts";

export interface RestoreOptions {
  home: Home;
  /** A folder that `backup` made. */
  from: string;
  /** The key of a sealed backup, where the installation that is there names none or another. */
  keyFile: string | undefined;
  /** What is there now is put aside; without, an installation that knows something is left alone. */
  replace: boolean;
  /** What becomes of the settings that the backup brings; unsaid, they count unless they name what nobody here knows. */
  settings: SettingsSaid;
  now: Date;
  log: Log;
}

export interface Restored extends Finished, ChangedSettings {
  note: BackupNote;
  /** What the installation of before knew and the backup does not: somebody has to do it again. */
  later: Later;
  /** Places outside where a folder of before lay, with a link in its place: no rule ends what lies there. */
  elsewhere: string[];
  /** What would be started by itself under its own name, and has another. */
  renamed: string[];
  key: KeyHere;
}

/** The key that is here now: the one that the backup's ledger was made with, another, or that one in the place of another. */
type KeyHere = "right" | "wrong" | "replaced";

/**
 * Brings an installation back from a backup, which is held for hostile: names, kinds, sizes and checksums of all its files
 * are judged before the first byte is written, and the copies beside the installation again before they take its place.
 * Killed at any moment, nothing was restored or the next command finishes it. UserError for a backup that is not right.
 */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const {home, from, keyFile, replace, settings, now, log} = options;
  const note = readBackupNote(from);
  mustLieOutside(home, from);
  // First: to read through what has no room here may take hours.
  mustHaveRoom(home, note);
  mustBeWhole(note, from);
  if (!replace) mustKnowNothing(home);
  const key = note.originals === "sealed" ? keyOfBackup(home, keyFile) : null;
  return withoutService(home, () =>
    orNothing(home, async () => {
      // Once more, with nobody beside: another restore may have come first.
      if (!replace) mustKnowNothing(home);
      mustHaveRoom(home, note);
      copyArrivals(home, {note, from, key, settings, log});
      await mustArriveAsMade(home);
      const settled = whatSettingsChange(home, {
        said: settings,
        named: keyFile === undefined ? [] : [resolve(keyFile)],
      });
      const later = await knownLater(home, note);
      const aside = basename(freeName(home.root, `before-restore-${folderTime(now)}`));
      const markBefore = keyMark(home);
      const there = namesToMove(home, {note, settings});
      const elsewhere = linkedAway(home, there);
      mustBeMovable(home, there);
      decideRestore(home, {
        aside,
        there,
        again: [
          ...againLines(later, note.originals === "left_out" ? home.root : join(home.root, aside)),
          ...elsewhere.map((place) => `残っているもの\t${place}`),
        ],
        renew: renewal(home, arrivingFolder(home)),
      });
      const finished = finishRestore(home, now);
      const mark = keyMark(openHome(home.root));
      return {
        ...finished,
        note,
        later,
        elsewhere,
        ...settled,
        renamed: renamedIn(note),
        key: keyHere(note, {mark, markBefore}),
      };
    }),
  );
}

/** UserError for a backup within the installation: what is tidied up or put aside goes with all that lies in it. */
function mustLieOutside({root}: Home, from: string): void {
  const real = realpathSync(from);
  const moved = MOVABLE_FOLDERS.filter((name) => name !== "output").map((name) => join(root, name));
  const around = [root, ...moved].find(
    (folder) => existsSync(folder) && isWithin(realpathSync(folder), real),
  );
  if (around === undefined) return;
  throw new UserError(
    `控え「${from}」は、設備のフォルダー（${around}）の中にあります。戻すときに一緒に移されたり消されたりするので、何もしていません。設備の外に写してから、そこを --from に指定してください。`,
  );
}

/** Works alone; what was copied goes where nothing was decided: it may be what has filled the disk. */
function orNothing<Result>(home: Home, work: () => Promise<Result>): Promise<Result> {
  return workingAlone(home, async () => {
    try {
      return await work();
    } catch (error) {
      dropUndecided(home);
      throw error;
    }
  });
}

function mustKnowNothing(home: Home): void {
  if (!existsSync(home.ledger) && readdirSync(home.releases).length === 0) return;
  throw new UserError(
    "ここにはもう台帳か公開版があります。置き換えてよければ --replace を付けてください（今あるものは別のフォルダーに移して残します）。",
  );
}

function keyHere(
  note: BackupNote,
  {mark, markBefore}: Record<"mark" | "markBefore", string | null>,
): KeyHere {
  if (note.keyMark !== null && mark !== note.keyMark) return "wrong";
  return markBefore === null || mark === markBefore ? "right" : "replaced";
}

/** A running service would go on with what it remembers of the old installation; none may start meanwhile. */
async function withoutService<Result>(home: Home, work: () => Promise<Result>): Promise<Result> {
  const lease = takeLock(serviceFiles(home).lease);
  if (!lease)
    throw new UserError(
      "常駐処理か、ほかの restore が動いています。常駐処理なら止めてから（Ctrl+C か systemctl stop kaikaku）、restore なら終わるのを待ってから、もう一度実行してください。",
    );
  try {
    return await work();
  } finally {
    lease.release();
  }
}

/** UserError where no key is named that could open the backup. */
function keyOfBackup(home: Home, keyFile: string | undefined): Buffer {
  const key = keyFile === undefined ? sealKey(home) : keyIn(keyFile);
  if (key) return key;
  throw new UserError(
    "この控えは暗号化してあります。--key-file で、暗号化したときの鍵のファイルを指定してください。何も戻していません。",
  );
}

function renamedIn(note: BackupNote): string[] {
  const paths = note.files.map(({path}) => restoredPath(note, path));
  const renamed = paths.filter((path) => unstarted(path) !== path).map((path) => unstarted(path));
  return [...new Set(renamed.map((path) => /^.*?_(?=\/|$)/.exec(path)?.[0] ?? path))].sort();
}

interface Arriving {
  note: BackupNote;
  from: string;
  /** Opens a sealed backup. */
  key: Buffer | null;
  settings: SettingsSaid;
  log: Log;
}

function copyArrivals(home: Home, {note, from, key, settings, log}: Arriving): void {
  const arriving = arrivingFolder(home);
  rmSync(arriving, {recursive: true, force: true});
  mkdirSync(arriving, {mode: keepersFolderMode(arriving)});
  // A file comes before one of its name and more: that could have the name under which it is copied.
  const files = note.files.map((file) => ({
    ...file,
    restored: arrivalName(home, settingsName(restoredPath(note, file.path), settings)),
  }));
  files.sort((one, other) => ((one.restored ?? "") < (other.restored ?? "") ? -1 : 1));
  for (const [index, {path, byteCount, sha256, restored}] of files.entries()) {
    if (restored === undefined) continue;
    const copy = join(arriving, unstarted(restored));
    mkdirSync(dirname(copy), {recursive: true});
    if (key && restoredPath(note, path) !== path) unseal(join(from, "files", path), {to: copy, key});
    else
      copyDurably(join(from, "files", path), copy, {
        atMost: byteCount,
        check: (partial) => {
          if (fingerprintOf(partial).sha256 === sha256) return;
          throw new UserError(
            `控えの「${path}」が、写している間に変わりました。何も戻していません。もう一度実行してください。`,
          );
        },
      });
    openToKeepers(copy, home.root);
    log.progress("控えから戻す", index + 1, note.files.length);
  }
  dropKnown(home, arriving);
}

/** What the arrivals take the place of: what the program put there, but the key and the log (unless they arrive). */
function namesToMove(
  home: Home,
  {note: {originals}, settings}: Pick<Arriving, "note" | "settings">,
): string[] {
  const arrivals = readdirSync(arrivingFolder(home));
  const stays = (name: string) =>
    !OURS.test(name) ||
    (originals === "left_out" && ORIGINALS.test(name)) ||
    (settings === "beside" && name === SETTINGS);
  return readdirSync(home.root).filter((name) => !stays(name) || arrivals.includes(name));
}

function linkedAway({root}: Home, there: string[]): string[] {
  const links = there.map((name) => join(root, name)).filter((path) => lstatSync(path).isSymbolicLink());
  return links.filter((path) => existsSync(path)).map((path) => realpathSync(path));
}

/** Where a backup holds no originals, those that are there are all there are. */
const ORIGINALS = /^(archive|inbox|refused)$/;

/** Everything else that a person has put into the folder stays, as does the log. */
const OURS =
  /^(archive|candidates|clock\.json|faults\.log.*|inbox|ledger\..*|mending\.jsonl|output|refused|releases|service|settings\.yaml|settled\.json|sql-history)$/;
