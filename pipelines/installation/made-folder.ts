import {existsSync, lstatSync} from "node:fs";
import {join, relative, sep} from "node:path";
import {z} from "zod";
import {plainName} from "../../schemas/plain-name.ts";
import {entriesBelow} from "./entries-below.ts";
import {fingerprintOf} from "./fingerprint-of.ts";
import {readDerivedFile} from "./read-json-file.ts";
import {writeWhole} from "./write-whole.ts";

/** Lies in every folder that the program filled where a person wanted it, and names what it put there. */
export const MARKER = ".kaikaku-made.json";

const marker = z.object({
  madeBy: z.literal("kaikaku"),
  /** Path in the folder and SHA-256 of each file; earlier programs wrote the names only. */
  files: z.union([z.record(z.string(), z.string()), z.array(z.string())]),
  /** Its name, where it was filled under another. */
  as: plainName.optional(),
});

/** Says of a folder that the program filled it, with all that lies in it now, and which name it is to have. */
export function markMade(folder: string, as: string): void {
  const files = pathsIn(folder)
    .filter((path) => !path.endsWith("/"))
    .map((path) => [path, fingerprintOf(join(folder, path)).sha256]);
  writeWhole(
    join(folder, MARKER),
    `${JSON.stringify({madeBy: "kaikaku", files: Object.fromEntries(files), as})}\n`,
  );
}

/** The name that a folder was filled for; undefined where it is not whole, or was filled by an earlier program. */
export function filledAs(folder: string): string | undefined {
  return isMarked(folder) ? readDerivedFile(join(folder, MARKER), marker)?.as : undefined;
}

/** Whether the program filled this folder. */
export function isMarked(folder: string): boolean {
  const mark = join(folder, MARKER);
  return existsSync(mark) && lstatSync(mark).isFile();
}

/** What lies in a folder and was not put there by the program, or was changed since; all of it where the program did not make the folder. */
export function foreignNames(folder: string): string[] {
  const made = isMarked(folder) ? readDerivedFile(join(folder, MARKER), marker)?.files : undefined;
  const names = Array.isArray(made) ? new Set(made) : undefined;
  const sums = made && !names ? new Map(Object.entries(made)) : undefined;
  const ours = [...(names ?? sums?.keys() ?? [])];
  const isOurs = (path: string) =>
    path.endsWith("/")
      ? ours.some((file) => file.startsWith(path))
      : (names?.has(path) ?? (sums?.has(path) && sums.get(path) === sumOf(join(folder, path))));
  return pathsIn(folder).filter((path) => !isOurs(path));
}

/** Undefined for what is no plain file. */
function sumOf(path: string): string | undefined {
  return lstatSync(path).isFile() ? fingerprintOf(path).sha256 : undefined;
}

/** Everything below but the marker, with / between the parts and behind the name of a folder. */
function pathsIn(folder: string): string[] {
  return entriesBelow(folder)
    .map((entry) => {
      const path = relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/");
      return entry.isDirectory() ? `${path}/` : path;
    })
    .filter((path) => path !== MARKER)
    .sort();
}
