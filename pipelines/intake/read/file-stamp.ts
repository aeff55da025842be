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

/** Whether a file is the one of that stamp under another name: a new name changes nothing but the last of its times. */
export function isMovedOnly(path: string, stamp: string): boolean {
  const unmoved = (text: string) => text.split(" ").slice(0, -1).join(" ");
  return stamp !== "" && unmoved(stampOf(path)) === unmoved(stamp);
}
