import {readdirSync, readFileSync} from "node:fs";
import {setTimeout as pause} from "node:timers/promises";

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
    const now = treeOf(root).reduce((sum, pid) => sum + proportionalMegabytes(pid), 0);
    peak = Number.isNaN(peak) ? now : Math.max(peak, now);
    await Promise.race([pause(BETWEEN_MS), over]);
  }
  return peak;
}

/** The process with its children, theirs, and so on. */
function treeOf(root: number): number[] {
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({pid: Number(name), parent: parentOf(name)}));
  const tree = [root];
  for (const above of tree) tree.push(...parents.filter(({parent}) => parent === above).map(({pid}) => pid));
  return tree;
}

/** Fourth word of stat; the second, the program's name in brackets, may have spaces. */
function parentOf(pid: string): number {
  return Number(
    read(`/proc/${pid}/stat`)
      .replace(/^.*\) /, "")
      .split(" ")[1],
  );
}

function proportionalMegabytes(pid: number): number {
  const [, kilobytes = "0"] = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`)) ?? [];
  return Number(kilobytes) / 1024;
}

/** Empty when the process has just ended. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
