import {spawn} from "node:child_process";
import {once} from "node:events";
import {join} from "node:path";
import {median, RUNS} from "./measure.ts";
import {CLI} from "./run-cli.ts";
import {peakOfTree} from "./tree-memory.ts";

const SECONDS = 10;
const MEGABYTES = 1200;

/** The committee packet as a process of its own, contents and verification included: time and memory with the browser's. */
export async function packet(home: string): Promise<string> {
  const times: number[] = [];
  const peaks: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const start = performance.now();
    peaks.push(
      await printed(home, ["packet", "--fy", "R3", "--out", join(home, "output", "packet.pdf"), "--force"]),
    );
    times.push((performance.now() - start) / 1000);
  }
  const [seconds, megabytes] = [median(times), Math.max(...peaks)];
  const isOver = seconds > SECONDS || megabytes > MEGABYTES;
  return `the committee packet with contents and verification: ${seconds.toFixed(1)} s (limit ${SECONDS}), peak with the browser ${megabytes.toFixed(0)} MB (limit ${MEGABYTES})${isOver ? "  ← over the limit" : ""}`;
}

/** Runs a command; the most memory that it and its browser held at one time. */
async function printed(home: string, args: string[]): Promise<number> {
  const child = spawn(process.execPath, [CLI, ...args], {
    env: {...process.env, KAIKAKU_HOME: home},
    stdio: "ignore",
  });
  const ended = once(child, "exit");
  const peak = await peakOfTree(child.pid ?? 0, ended);
  const [status] = await ended;
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}`);
  return peak;
}
