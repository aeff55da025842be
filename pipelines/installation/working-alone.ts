import {join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {inWords} from "./faults.ts";
import type {Home} from "./home.ts";
import {type Lock, takeLock, takeSharedLock, waitForLock} from "./lock.ts";
import {hasOwnLocks, mustHaveOwnFolders, mustHaveOwnLocks} from "./own-folders.ts";
import {closeHome} from "./rights.ts";
import {sweep} from "./sweep.ts";

const LONGEST_WAIT_MS = 30 * 60 * 1000;
let patienceMs = 0;

/** From now on this process waits for its turn, where others would be told that somebody else works. */
export function waitForTurns(): void {
  patienceMs = LONGEST_WAIT_MS;
}

/**
 * Runs work that changes an installation, alone: whoever else wants to change it, in this process or another, is told
 * to wait.
 */
export async function workingAlone<Result>(home: Home, work: () => Promise<Result>): Promise<Result> {
  mustHaveOwnLocks(home);
  const file = lockFile(home);
  const lock = await lockOf(file);
  held.set(file, lock);
  try {
    mustHaveOwnFolders(home);
    sweep(home);
    closeHome(home);
    return await work();
  } catch (error) {
    throw inWords(error);
  } finally {
    held.delete(file);
    lock.release();
  }
}

/** Locks of this process, by their files. */
const held = new Map<string, Lock>();

/**
 * UserError when others can work on the installation by now, because its lock was removed or its folder moved while it was
 * held. Asked before a step that cannot be taken back.
 */
export function mustBeAloneStill(home: Home): void {
  const file = lockFile(home);
  if (held.get(file)?.isInPlace() !== false) return;
  throw new UserError(
    `処理をしている間に、使用中の印（${file}）が消されたか、設備のフォルダーが移されました。ほかの処理と重なるといけないので、ここでやめました。` +
      "公開版は変えていません。フォルダーが元の場所にあり、ほかの処理が動いていないことを確かめて、もう一度実行してください。",
  );
}

/** Whether somebody works alone just now. */
export function isWorking(home: Home): boolean {
  if (!hasOwnLocks(home)) return false;
  const lock = takeSharedLock(lockFile(home), 0);
  lock?.release();
  return lock === undefined;
}

function lockFile(home: Home): string {
  return join(home.locks, "working.lock");
}

async function lockOf(file: string): Promise<Lock> {
  const lock = takeLock(file) ?? (await waitForLock(() => takeLock(file), patienceMs));
  if (lock) return lock;
  throw new UserError(
    `別の処理（runやingestなど）が動いています。終わるのを待ってから、もう一度実行してください（見当たらないときは、ほかの画面・利用者・コンピューターを確かめてください。使用中の印: ${file}）。`,
  );
}
