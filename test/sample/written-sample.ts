import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync} from "node:fs";
import {basename, join} from "node:path";
import {setTimeout as pause} from "node:timers/promises";
import {writeSampleCity} from "../../sample/write-sample.ts";

const root = join(import.meta.dirname, "../..");
const cache = join(root, "node_modules/.cache/kaikaku-sample");
const inputs = [
  "schemas/fiscal-time.ts",
  "pipelines/catalog/calendar.ts",
  "sample",
  "data/catalog/published",
  "data/catalog/overtime-scope-exclusions.csv",
  "data/catalog/mental-health-exclusions.csv",
  "package-lock.json",
];
const LONGEST_WRITE_MS = 120_000;

/**
 * The folder with the sample city's files. They are written once for all tests and kept until the generator or the
 * published figures change; test files that run side by side wait for the one that writes.
 */
export async function writtenSample(): Promise<string> {
  const folder = join(cache, hashOf(inputs.map((input) => join(root, input))));
  const lock = `${folder}.writing`;
  while (!existsSync(folder)) {
    if (takeLock(lock)) await write(folder, lock);
    else await pause(200);
  }
  return folder;
}

/** Name → SHA-256 of every file of a folder. */
export function fileHashes(folder: string): Map<string, string> {
  return new Map(
    readdirSync(folder)
      .sort()
      .map((name) => [name, hashOf([join(folder, name)])]),
  );
}

async function write(folder: string, lock: string): Promise<void> {
  try {
    await writeSampleCity({outDir: lock, log: () => {}});
    for (const name of readdirSync(cache)) {
      const isOld = !name.startsWith(basename(folder));
      if (isOld) rmSync(join(cache, name), {recursive: true});
    }
    renameSync(lock, folder);
  } catch (error) {
    rmSync(lock, {recursive: true, force: true});
    throw error;
  }
}

/** The folder that is being written is the lock; one that an ended test run left behind is removed. */
function takeLock(lock: string): boolean {
  mkdirSync(cache, {recursive: true});
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const age = Date.now() - (statSync(lock, {throwIfNoEntry: false})?.mtimeMs ?? Date.now());
    if (age > LONGEST_WRITE_MS) rmSync(lock, {recursive: true, force: true});
    return false;
  }
}

function hashOf(paths: string[]): string {
  const hash = createHash("sha256");
  for (const path of paths) {
    const files = statSync(path).isDirectory()
      ? readdirSync(path)
          .sort()
          .map((name) => join(path, name))
      : [path];
    for (const file of files) hash.update(readFileSync(file));
  }
  return hash.digest("hex");
}
