import {statSync} from "node:fs";

/** Changes whenever a file is written to or replaced, whatever its writer says of the time; "" while none can be seen. */
export function stampOf(path: string): string {
  try {
    const {ino, size, mtimeNs, ctimeNs} = statSync(path, {bigint: true});
    return [ino, size, mtimeNs, ctimeNs].join(" ");
  } catch {
    return "";
  }
}
