import {spawnSync} from "node:child_process";
import {mkdirSync, readFileSync} from "node:fs";
import {join} from "node:path";

export const CLI = join(import.meta.dirname, "../../kaikaku.mjs");
const MEMORY = join(import.meta.dirname, "report-memory.mjs");

/** One command as a process of its own on an installation: how long it took and the most memory it held. */
export function runCli(home: string, args: string[]): {milliseconds: number; megabytes: number} {
  mkdirSync(home, {recursive: true});
  const memoryFile = join(home, "memory");
  const env = {...process.env, KAIKAKU_HOME: home, KAIKAKU_BENCH_MEMORY: memoryFile};
  const start = performance.now();
  const {status, stderr} = spawnSync(process.execPath, ["--import", MEMORY, CLI, ...args], {
    env,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
  return {milliseconds: performance.now() - start, megabytes: Number(readFileSync(memoryFile, "utf8"))};
}
