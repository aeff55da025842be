import {readdirSync, readFileSync, readlinkSync} from "node:fs";

/** A process with its children, theirs, and so on; the process alone where there is no /proc. */
export function processTree(root: number): number[] {
  const parents = processIds().map((pid) => ({pid, parent: parentOf(pid)}));
  const tree = [root];
  for (const above of tree) tree.push(...parents.filter(({parent}) => parent === above).map(({pid}) => pid));
  return tree;
}

/** What the system knows of a process; empty when that has just ended. */
export function readProcess(pid: number, what: "cmdline" | "environ" | "smaps_rollup" | "stat"): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, "utf8");
  } catch {
    return "";
  }
}

/** Paths of what a process has open; none of one that is not there. */
export function openFiles(pid: number | undefined): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((handle) => readlinkSync(`/proc/${pid}/fd/${handle}`));
  } catch {
    return [];
  }
}

function processIds(): number[] {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

/** Fourth word of stat; the second, the program's name in brackets, may have spaces. */
function parentOf(pid: number): number {
  return Number(
    readProcess(pid, "stat")
      .replace(/^.*\) /, "")
      .split(" ")[1],
  );
}
