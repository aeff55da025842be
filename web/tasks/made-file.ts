import {existsSync, mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {readOwnFile} from "../../pipelines/installation/plain-file.ts";
import type {Ran} from "./run-command.ts";

/** What a command wrote where it was told to, or what it said instead. */
export type Made = {bytes: Buffer} | {why: string};

/** Lets a command write one file into a folder that only this account may look into, and that is gone afterwards. */
export async function madeFile(run: (out: string) => Promise<Ran>, name: string): Promise<Made> {
  const folder = mkdtempSync(join(tmpdir(), "kaikaku-window-"));
  try {
    const file = join(folder, name);
    const {told, output} = await run(file);
    if (existsSync(file)) return {bytes: readOwnFile(file)};
    return {why: told.at(-1) ?? output.trim()};
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}
