import {systemCode} from "./system-code.ts";

/** Whether a process of this machine lives, of any account. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return systemCode(error as Error) === "EPERM";
  }
}
