import {rmSync} from "node:fs";
import {join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {openWritable, type Warehouse} from "../engine/open.ts";
import {inWords} from "./faults.ts";
import type {Home} from "./home.ts";
import {sweep} from "./sweep.ts";

/**
 * Runs work that changes an installation, alone: a second process that wants to change it is told to wait. The lock is
 * the engine's own on a small file; the operating system lets go of it when the process ends, however it ends.
 */
export async function workingAlone<Result>(home: Home, work: () => Promise<Result>): Promise<Result> {
  const lock = await takeLock(home).catch((error: unknown) => {
    throw inWords(error);
  });
  try {
    sweep(home);
    return await work();
  } catch (error) {
    throw inWords(error);
  } finally {
    lock.close();
  }
}

async function takeLock(home: Home): Promise<Warehouse> {
  const file = join(home.scratch, "working.duckdb");
  return openWritable(file).catch((cause: unknown) => {
    if (!/Could not set lock|being used by another process/.test(String(cause))) return replaceLock(file);
    throw new UserError(
      "別の処理（runやingestなど）が動いています。終わるのを待ってから、もう一度実行してください。",
      {cause},
    );
  });
}

/** A process that died while it made the file may have left half of it; nobody can hold a lock on that. */
async function replaceLock(file: string): Promise<Warehouse> {
  rmSync(file, {force: true});
  return openWritable(file);
}
