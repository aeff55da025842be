import {readdirSync, statSync} from "node:fs";
import {join} from "node:path";

/** The most that a work held at any time, in megabytes: in memory, by this process, and in a folder to which the engine puts what does not fit. */
export interface Held {
  memory: number;
  spilled: number;
}

const MEGABYTE = 1024 * 1024;

/** Looks ten times a second. */
export async function mostHeld<Result>(
  folder: string,
  work: () => Promise<Result>,
): Promise<{result: Result; held: Held}> {
  const held = {memory: 0, spilled: 0};
  const look = () => {
    held.memory = Math.max(held.memory, process.memoryUsage.rss() / MEGABYTE);
    held.spilled = Math.max(held.spilled, bytesBelow(folder) / MEGABYTE);
  };
  const timer = setInterval(look, 100);
  try {
    const result = await work();
    look();
    return {result, held};
  } finally {
    clearInterval(timer);
  }
}

/** What goes while it is counted counts nothing. */
function bytesBelow(folder: string): number {
  try {
    return readdirSync(folder, {recursive: true, encoding: "utf8"})
      .map((name) => statSync(join(folder, name), {throwIfNoEntry: false}))
      .reduce((sum, entry) => sum + (entry?.isFile() ? entry.blocks * 512 : 0), 0);
  } catch {
    return 0;
  }
}
