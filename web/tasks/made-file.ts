import {mkdtempSync, readdirSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {readOwnFile} from "../../pipelines/installation/plain-file.ts";
import type {Ran} from "./run-command.ts";

export interface MadeFile {
  name: string;
  bytes: Buffer;
}

/** Lets a command write into a folder that only this account may look into, and that is gone afterwards; or what it said instead. */
export async function madeFiles(
  run: (folder: string) => Promise<Ran>,
): Promise<{files: MadeFile[]} | {why: string}> {
  const folder = mkdtempSync(join(tmpdir(), "kaikaku-window-"));
  try {
    const {told, output} = await run(folder);
    const files = readdirSync(folder).map((name) => ({name, bytes: readOwnFile(join(folder, name))}));
    return files.length > 0 ? {files} : {why: told.at(-1) ?? output.trim()};
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}
