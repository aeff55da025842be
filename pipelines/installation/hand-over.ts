import {chownSync, closeSync, constants, fstatSync, openSync, readdirSync, type Stats} from "node:fs";
import {join} from "node:path";
import {readSmallFile} from "./plain-file.ts";

/** Linux: the file itself, whatever it is, without reading it, waiting for it or letting go of a lock on it. Node has no name for it. */
const O_PATH = 0o10000000;
const ROOT = 0;
/** Names at the top of an installation under which the program writes; what root itself keeps beside them stays root's. */
const OURS =
  /^(access-keys|access-log\.|archive|before-restore-|built|candidates|city|clock\.json|faults\.log|inbox|kaikaku(\.cmd)?$|known-keys\.json|ledger\.|locks|mending\.jsonl|output|queries\.jsonl|refused|releases|restor|scratch|secret(\.next)?$|service|settings\.yaml|settled\.json|sql-history|window)/;
/** Whoever wrote a file in it has decided something (see cityHands): it stays theirs, and the group of the installation reads it. */
const DECIDED = "city";

/** Folders in folders, further down than anything of ours lies. */
const DEEPEST = 64;

const EVERY_MS = 60_000;
const minded = new Set<string>();

/**
 * Where root works in the installation of another account, what it makes there becomes that account's: every minute, and when the
 * process ends. What a killed one leaves goes with the next. Only on Linux, where it can be done without being led elsewhere.
 */
export function mindHandingOver(root: string): void {
  if (process.platform !== "linux" || process.geteuid?.() !== ROOT || minded.has(root)) return;
  if (!opensAll()) return;
  minded.add(root);
  process.on("exit", () => handOver(root));
  setInterval(() => handOver(root), EVERY_MS).unref();
}

const CAP_DAC_OVERRIDE = 1n << 1n;

/** In a container root may lack the right to open what is others'; then it could not go on with what it gave away. */
function opensAll(): boolean {
  const status = readSmallFile("/proc/self/status", 100_000) ?? "";
  const rights = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? "0"}`);
  return (rights & CAP_DAC_OVERRIDE) !== 0n;
}

interface Heir {
  uid: number;
  gid: number;
  isDecided: boolean;
}

/**
 * Gives what is root's in an installation to the account and group that the installation's folder belongs to; a file of the city's folder
 * to the group alone. Every step is taken from an open folder, never through a link, and a file of two names (a hard link to one
 * of root's own) is left: its owner may move things while root looks at them. What cannot be given stays.
 */
function handOver(root: string): void {
  withOpened(root, 0, (folder, {uid, gid}) => {
    if (uid === ROOT) return;
    for (const name of readdirSync(folder).filter((name) => OURS.test(name)))
      give(join(folder, name), {uid, gid, isDecided: name === DECIDED}, DEEPEST);
  });
}

function give(path: string, heir: Heir, depth: number): void {
  withOpened(path, constants.O_NOFOLLOW, (opened, found) => {
    if (found.isDirectory()) {
      if (depth > 0) for (const name of readdirSync(opened)) give(join(opened, name), heir, depth - 1);
      take(opened, found, heir.uid, heir.gid);
    } else if (found.isFile() && found.nlink === 1)
      take(opened, found, heir.isDecided ? ROOT : heir.uid, heir.gid);
  });
}

function take(opened: string, found: Stats, uid: number, gid: number): void {
  if (found.uid === ROOT && (uid !== ROOT || found.gid !== gid)) chownSync(opened, uid, gid);
}

/** `opened` leads to what was opened, whatever bears its name by now. Nothing where it is gone, or may not be touched here. */
function withOpened(path: string, how: number, work: (opened: string, found: Stats) => void): void {
  let handle: number | undefined;
  try {
    handle = openSync(path, O_PATH | how);
    work(`/proc/self/fd/${handle}`, fstatSync(handle));
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}
