import {existsSync, readdirSync, rmSync} from "node:fs";
import {basename, extname, join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {copyDurably} from "./durable.ts";
import {fingerprintOf} from "./fingerprint-of.ts";
import {openToKeepers} from "./group-home.ts";
import {scratchFolder} from "./half-written.ts";
import type {Home} from "./home.ts";
import {CHANGED_MEANWHILE} from "./plain-file.ts";
import {fingerprintOfSealed, isSealedName, sealDurably, sealedName, unseal, unsealedName} from "./seal.ts";
import {keyForSealed, sealKey} from "./seal-key.ts";

/** Where the content of a loaded file is kept, sealed or not; undefined when it is gone. */
export function archivedFile(home: Home, sha256: string): string | undefined {
  const name = archivedNames(home).find((file) => contentOf(file) === sha256);
  return name && join(home.archive, name);
}

export function archivedNames(home: Home): string[] {
  return readdirSync(home.archive).filter((name) => !name.endsWith(".partial"));
}

/** Files in the archive are named by the SHA-256 of what they hold. */
export function contentOf(path: string): string {
  return basename(path).split(".")[0] ?? "";
}

/** Whether a kept file holds what its name says. UserError for a sealed one that cannot be opened. */
export function isWhole(home: Home, path: string): boolean {
  const {sha256} = isSealedName(path)
    ? fingerprintOfSealed(path, keyForSealed(home, path))
    : fingerprintOf(path);
  return sha256 === contentOf(path);
}

/**
 * Keeps a file under the name of its content, sealed where a key is named; `check` is called before it gets that name, and
 * also where that content is kept already.
 */
export function keepInArchive(
  home: Home,
  {from, sha256, check}: {from: string; sha256: string; check: () => void},
): void {
  const to = join(home.archive, `${sha256}${keptEnding(from)}`);
  const key = sealKey(home);
  if (existsSync(to) || existsSync(sealedName(to))) check();
  else if (key) sealDurably(from, {to: sealedName(to), key, check: holding(sha256, check, key)});
  else copyDurably(from, to, {check: holding(sha256, check)});
}

/** What a kept file can be opened with; any other ending may be too long, or mean something to this program. */
const KNOWN_ENDING = /^\.(csv|tsv|txt|xls[bmx]?)$/;

function keptEnding(from: string): string {
  const ending = extname(from).toLowerCase();
  return KNOWN_ENDING.test(ending) ? ending : "";
}

/** `check`, and that the copy has the content of its name, whatever was put in the place of the file for a moment. */
function holding(sha256: string, check: () => void, key?: Buffer): (copy: string) => void {
  return (copy) => {
    check();
    openToKeepers(copy);
    const kept = key ? fingerprintOfSealed(copy, key) : fingerprintOf(copy);
    if (kept.sha256 !== sha256) throw new UserError(CHANGED_MEANWHILE);
  };
}

/** Gives `work` the content of a kept file as a file that can be read, with the ending of the sender's; a sealed one for that long only. */
export async function readingArchived<Result>(
  home: Home,
  path: string,
  work: (readable: string) => Result | Promise<Result>,
): Promise<Result> {
  if (!isSealedName(path)) return work(path);
  const scratch = scratchFolder(home);
  const readable = join(scratch.path, basename(unsealedName(path)));
  try {
    unseal(path, {to: readable, key: keyForSealed(home, path)});
    return await work(readable);
  } finally {
    scratch.remove();
  }
}

/** Copies the content of a kept file, opened, to a place of its own. */
export async function copyFromArchive(home: Home, path: string, to: string): Promise<void> {
  await readingArchived(home, path, (readable) => copyDurably(readable, to));
}

/** Kept files that lie open. */
export function openArchived(home: Home): string[] {
  return archivedNames(home)
    .filter((name) => !isSealedName(name))
    .map((name) => join(home.archive, name));
}

/**
 * Seals what lies open in the archive. A process that dies in between leaves both, and the next one goes on. Returns how many
 * files were sealed, and those that do not hold what their name says: they lie open as before.
 */
export function sealArchive(
  home: Home,
  key: Buffer,
  progress: (done: number, total: number) => void,
): {count: number; damaged: string[]} {
  const paths = openArchived(home);
  const damaged = paths.filter((path) => !isWhole(home, path));
  const whole = paths.filter((path) => !damaged.includes(path));
  for (const [index, path] of whole.entries()) {
    if (!isSealedWhole(sealedName(path), key)) sealDurably(path, {to: sealedName(path), key});
    if (isSealedWhole(sealedName(path), key)) rmSync(path);
    progress(index + 1, whole.length);
  }
  return {count: whole.length, damaged};
}

/** Whatever lies under a sealed file's name is not in the way of sealing what is whole. */
function isSealedWhole(path: string, key: Buffer): boolean {
  try {
    return existsSync(path) && fingerprintOfSealed(path, key).sha256 === contentOf(path);
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
