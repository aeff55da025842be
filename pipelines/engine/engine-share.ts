import {availableParallelism, totalmem} from "node:os";
import {constrainedMemory} from "node:process";
import type {Calculation} from "../../schemas/settings.ts";

const MEGABYTE = 1024 * 1024;
/** With less the sixteen-fold of a city of 19,000 does not get through. */
const LEAST_MB = 1024;

/**
 * What the engine may use while it builds: what the office has set, else a quarter of the memory that the machine, or the container,
 * has for everybody, though not less than a gigabyte, and all processors. What does not fit is put on the disk.
 */
export function engineShare({max_memory, threads}: Calculation = {}): {
  memory_limit: string;
  threads: string;
} {
  const megabytes = max_memory ?? Math.max(LEAST_MB, Math.floor(memoryHere() / 4 / MEGABYTE));
  return {memory_limit: `${megabytes}MB`, threads: String(threads ?? availableParallelism())};
}

/** In bytes; a container that has no limit says an absurd number, or nothing. */
function memoryHere(): number {
  const limit = constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}
