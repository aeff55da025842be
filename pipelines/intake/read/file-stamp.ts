import {statSync} from "node:fs";

/** Changes whenever a file is written to or replaced; "" while there is none. */
export function stampOf(path: string): string {
  const stats = statSync(path, {bigint: true, throwIfNoEntry: false});
  return stats ? [stats.ino, stats.size, stats.mtimeNs].join(" ") : "";
}
