import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync} from "node:fs";
import {basename, join} from "node:path";
import {setTimeout as pause} from "node:timers/promises";
import {filesBelow} from "./files-below.ts";

const ROOT = join(import.meta.dirname, "..");
const LONGEST_BUILD_MS = 120_000;

interface Built {
  /** Folder of node_modules/.cache that keeps it. */
  name: string;
  /** Files and folders of the project that it is made from. */
  inputs: string[];
  build: (folder: string) => Promise<void>;
}

/**
 * A folder that is built once for all tests and kept until one of its inputs changes; test files that run side by side wait
 * for the one that builds. Nobody changes it: copy it.
 */
export async function builtOnce({name, inputs, build}: Built): Promise<string> {
  const cache = join(ROOT, "node_modules/.cache", name);
  const folder = join(cache, hashOf(inputs.map((input) => join(ROOT, input))));
  const lock = `${folder}.writing`;
  while (!existsSync(folder)) {
    if (takeLock(lock)) await buildInto(folder, lock, build);
    else await pause(200);
  }
  return folder;
}

async function buildInto(folder: string, lock: string, build: Built["build"]): Promise<void> {
  try {
    await build(lock);
    const cache = join(folder, "..");
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

/** The folder that is being built is the lock; one that an ended test run left behind is removed. */
function takeLock(lock: string): boolean {
  mkdirSync(join(lock, ".."), {recursive: true});
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const age = Date.now() - (statSync(lock, {throwIfNoEntry: false})?.mtimeMs ?? Date.now());
    if (age > LONGEST_BUILD_MS) rmSync(lock, {recursive: true, force: true});
    return false;
  }
}

/** SHA-256 over all files of these files and folders. */
export function hashOf(paths: string[]): string {
  const hash = createHash("sha256");
  for (const path of paths)
    for (const file of statSync(path).isDirectory() ? filesBelow(path) : [path])
      hash.update(readFileSync(file));
  return hash.digest("hex");
}
