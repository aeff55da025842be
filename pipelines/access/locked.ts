import {join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {messageOf} from "../installation/faults.ts";
import type {Home} from "../installation/home.ts";
import {type Lock, takeLock} from "../installation/lock.ts";
import {mustHaveOwnLocks} from "../installation/own-folders.ts";

/** Runs what reads and writes the log without anybody in between. */
export function whileLocked<Result>(home: Home, work: () => Result): Result {
  const lock = lockOf(home);
  try {
    return work();
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new UserError(
      `だれが何を読んだかの記録（${home.accessLog}）に書けないので、実行しません。${messageOf(cause)}`,
      {cause},
    );
  } finally {
    lock.release();
  }
}

/** Others hold it for a moment each; this is how long one waits for its turn. */
const PATIENCE_MS = 5000;

function lockOf(home: Home): Lock {
  mustHaveOwnLocks(home);
  const file = join(home.locks, "queries.lock");
  const lock = takeLock(file, PATIENCE_MS);
  if (lock) return lock;
  throw new UserError(
    `ほかの人の記録が終わらないので、実行しません。少し待って、もう一度実行してください（続くときは、止まったままの問い合わせがないか確かめてください。使用中の印: ${file}）。`,
  );
}
