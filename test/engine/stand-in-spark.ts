import {chmodSync, mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";

/** What a client of Spark says once its master has answered, and once a worker has. */
export const ANSWERED = `printf 'kaikaku\\tversion\\t4.1.1 abc\\t1\\n'`;
export const AT_WORK = `${ANSWERED}; printf 'kaikaku\\tworkers\\t2\\t1\\n'`;

/** A folder like Spark's, whose client is a shell script that says and does what is told; returns the folder. */
export function standInSpark(folder: string, script: string): string {
  mkdirSync(join(folder, "bin"), {recursive: true});
  const client = join(folder, "bin/spark-sql");
  writeFileSync(client, `#!/bin/sh\n${script}\n`);
  chmodSync(client, 0o755);
  return folder;
}
