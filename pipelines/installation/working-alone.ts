import {join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {inWords} from "./faults.ts";
import type {Home} from "./home.ts";
import {type Lock, takeLock, takeSharedLock} from "./lock.ts";
import {closeHome} from "./rights.ts";
import {sweep} from "./sweep.ts";

/**
 * Runs work that changes an installation, alone: whoever else wants to change it, in this process or another, is told
 * to wait.
 */
export async function workingAlone<Result>(home: Home, work: () => Promise<Result>): Promise<Result> {
  const lock = lockOf(home);
  try {
    sweep(home);
    closeHome(home);
    return await work();
  } catch (error) {
    throw inWords(error);
  } finally {
    lock.release();
  }
}

/** Whether somebody works alone just now. */
export function isWorking(home: Home): boolean {
  const lock = takeSharedLock(lockFile(home), 0);
  lock?.release();
  return lock === undefined;
}

function lockFile(home: Home): string {
  return join(home.locks, "working.lock");
}

function lockOf(home: Home): Lock {
  const file = lockFile(home);
  const lock = takeLock(file);
  if (lock) return lock;
  throw new UserError(
    `別の処理（runやingestなど）が動いています。終わるのを待ってから、もう一度実行してください（見当たらないときは、ほかの画面・利用者・コンピューターを確かめてください。使用中の印: ${file}）。`,
  );
}
