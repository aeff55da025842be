import {mkdirSync} from "node:fs";
import {copyFile} from "node:fs/promises";
import {basename, join} from "node:path";
import {archivedFile, readingArchived} from "../../pipelines/installation/archive.ts";
import {freeName} from "../../pipelines/installation/fitting-name.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import type {Received} from "./receive-files.ts";

/** A file of the archive under its sender's name in a folder of the window's own, opened where it is sealed; undefined where it is gone. */
export async function copyOfKept(
  home: Home,
  {sha256, folder, name}: {sha256: string; folder: string; name: string},
): Promise<Received | undefined> {
  const kept = archivedFile(home, sha256);
  if (kept === undefined) return undefined;
  mkdirSync(folder, {recursive: true, mode: 0o700});
  const path = join(folder, freeName(folder, basename(name)));
  await readingArchived(home, kept, (readable) => copyFile(readable, path));
  return {path, name, bytes: 0};
}
