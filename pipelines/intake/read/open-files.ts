import {closeSync} from "node:fs";

/** Descriptors that the reading of files has open. */
const open = new Set<number>();

/** Remembers what was just opened, so that it is closed also where the reading is ended without a word. */
export function tracked(descriptor: number): number {
  open.add(descriptor);
  return descriptor;
}

/** The only way to close what is tracked: its number may be another file's a moment later. */
export function closeTracked(descriptor: number): void {
  open.delete(descriptor);
  closeSync(descriptor);
}

/** What is open now. */
export function openNow(): ReadonlySet<number> {
  return new Set(open);
}

/** Closes what work has left open that was ended where it stood. */
export function closeAllBut(before: ReadonlySet<number>): void {
  for (const descriptor of [...open]) if (!before.has(descriptor)) closeTracked(descriptor);
}
