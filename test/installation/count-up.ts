import {readFileSync, writeFileSync} from "node:fs";
import {takeLock} from "../../pipelines/installation/lock.ts";

/* node count-up.ts LOCK COUNTER TIMES: adds one to the number in a file, so often, each time under the lock. */
const [lockFile = "", counter = "", times = "0"] = process.argv.slice(2);
for (let count = 0; count < Number(times); count += 1) {
  const lock = takeLock(lockFile, 60_000);
  writeFileSync(counter, String(Number(readFileSync(counter, "utf8")) + 1));
  lock?.release();
}
