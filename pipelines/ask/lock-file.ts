import {existsSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {UserError} from "../../schemas/errors.ts";

const WAIT_MS = 5;
const GIVE_UP_MS = 5000;

/** Runs short work that only one process may do at a time. The lock of a process that died is taken over. */
export function holdingLock<Result>(lock: string, work: () => Result): Result {
  take(lock);
  try {
    return work();
  } finally {
    rmSync(lock, {force: true});
  }
}

function take(lock: string): void {
  const until = performance.now() + GIVE_UP_MS;
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), {flag: "wx"});
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    if (isLeftBehind(lock)) rmSync(lock, {force: true});
    else if (performance.now() > until)
      throw new UserError(`ほかの問い合わせの記録が終わりません。「${lock}」が残っていたら消してください。`);
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS);
  }
}

function isLeftBehind(lock: string): boolean {
  if (!existsSync(lock)) return false;
  const pid = Number(readLock(lock));
  return pid > 0 && !isAlive(pid);
}

function readLock(lock: string): string {
  try {
    return readFileSync(lock, "utf8");
  } catch {
    return "";
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
