import {chmodSync} from "node:fs";
import {systemCode} from "./system-code.ts";

/** A medium that knows no rights, a file of another account, one that went away meanwhile: `doctor` tells what stays open. */
const LEFT_ALONE = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "ENOENT", "EROFS"];

/** Gives a file or folder these rights, where that can be done. */
export function setMode(path: string, mode: number): void {
  try {
    chmodSync(path, mode);
  } catch (error) {
    if (!(error instanceof Error) || !LEFT_ALONE.includes(systemCode(error) ?? "")) throw error;
  }
}
