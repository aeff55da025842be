import {spawnSync} from "node:child_process";
import {mkdirSync, readFileSync} from "node:fs";
import {join} from "node:path";

export const CLI = join(import.meta.dirname, "../../kaikaku.mjs");
const MEMORY = join(import.meta.dirname, "report-memory.mjs");

/** What a process took, and the most memory it held. */
interface Measured {
  milliseconds: number;
  megabytes: number;
}

/** One command as a process of its own on an installation. */
export function runCli(home: string, args: string[]): Measured {
  mkdirSync(home, {recursive: true});
  return runMeasured(home, [CLI, ...args]);
}

/** A program of Node with its arguments, as a process of its own on an installation. */
export function runMeasured(home: string, args: string[]): Measured {
  const memoryFile = join(home, "memory");
  const env = {...process.env, KAIKAKU_HOME: home, KAIKAKU_BENCH_MEMORY: memoryFile};
  const start = performance.now();
  const {status, stderr} = spawnSync(process.execPath, ["--import", MEMORY, ...args], {
    env,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
  return {milliseconds: performance.now() - start, megabytes: Number(readFileSync(memoryFile, "utf8"))};
}
