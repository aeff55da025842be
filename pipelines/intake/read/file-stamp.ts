import {statSync} from "node:fs";

/** Changes whenever a file is written to or replaced; "" while none can be seen. */
export function stampOf(path: string): string {
  try {
    const {ino, size, mtimeNs} = statSync(path, {bigint: true});
    return [ino, size, mtimeNs].join(" ");
  } catch {
    return "";
  }
}
