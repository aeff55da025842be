import {execFileSync} from "node:child_process";
import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {takeLock} from "../../pipelines/installation/lock.ts";

/* Takes a lock on a new disk that is mounted at a folder, mounts another over it, and says whether the lock still counts: node covered-lock.ts FOLDER */
const [folder = ""] = process.argv.slice(2);
const mount = () => execFileSync("mount", ["-t", "tmpfs", "none", folder]);
mount();
const lock = takeLock(join(folder, "working.lock"));
mount();
// Each disk numbers its files from the first one on.
writeFileSync(join(folder, "working.lock"), "");
process.stdout.write(`${lock?.isInPlace()}`);
