import {renameSync, statSync} from "node:fs";
import {addToFile} from "./add-to-file.ts";
import {keepersMode} from "./group-home.ts";
import type {Home} from "./home.ts";

const FULL_BYTES = 1_000_000;

/**
 * Keeps the stack of a fault that only the program's makers can mend, behind those of before; a full file is kept as
 * `faults.log.1`. It may hold cells of a file.
 */
export function noteFault(
  {faultLog}: Home,
  {about, error, now}: {about: string; error: unknown; now: Date},
): void {
  const size = statSync(faultLog, {throwIfNoEntry: false})?.size ?? 0;
  if (size > FULL_BYTES) renameSync(faultLog, `${faultLog}.1`);
  const text = `${JSON.stringify({at: now.toISOString(), about, ...told(error)})}\n`;
  addToFile(faultLog, text, keepersMode(faultLog));
}

interface Told {
  message: string;
  stack: string[];
  cause: Told | null;
}

function told(error: unknown): Told {
  if (!(error instanceof Error)) return {message: String(error), stack: [], cause: null};
  const cause = error.cause === undefined ? null : told(error.cause);
  return {message: error.message, stack: (error.stack ?? "").split("\n").slice(1), cause};
}
