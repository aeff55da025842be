import {statfsSync} from "node:fs";

/** Bytes that this account may still write where a folder lies. */
export function freeBytes(folder: string): number {
  const {bavail, bsize} = statfsSync(folder);
  return bavail * bsize;
}
