import {setTimeout as pause} from "node:timers/promises";
import {processTree, readProcess} from "../process-tree.ts";

const BETWEEN_MS = 50;

/**
 * The most memory (megabytes) that a process and all that it started held at one time, looked at every 50 ms until `ended`;
 * pages they share are counted once (PSS). NaN where there is no /proc.
 */
export async function peakOfTree(root: number, ended: Promise<unknown>): Promise<number> {
  let isOver = false;
  const over = ended.finally(() => {
    isOver = true;
  });
  let peak = Number.NaN;
  while (!isOver) {
    const now = processTree(root).reduce((sum, pid) => sum + proportionalMegabytes(pid), 0);
    peak = Number.isNaN(peak) ? now : Math.max(peak, now);
    await Promise.race([pause(BETWEEN_MS), over]);
  }
  return peak;
}

function proportionalMegabytes(pid: number): number {
  const [, kilobytes = "0"] = /^Pss:\s+(\d+) kB/m.exec(readProcess(pid, "smaps_rollup")) ?? [];
  return Number(kilobytes) / 1024;
}
