import {closeSync, fstatSync, fsyncSync, readSync} from "node:fs";
import {z} from "zod";
import {openToAdd} from "../installation/plain-file.ts";
import {allLines} from "../installation/read-lines.ts";
import {writeFully} from "../installation/write-fully.ts";
import {writeWhole} from "../installation/write-whole.ts";

/** One piece of work: what, for which period, made from what. Done once, it is done for good. */
export interface WorkKey {
  job: string;
  period: string;
  input: string;
}

const work = {job: z.string(), period: z.string(), input: z.string(), at: z.iso.datetime()};

const entry = z.discriminatedUnion("kind", [
  /** The service ran here for the first time. */
  z.strictObject({kind: z.literal("began"), at: z.iso.datetime()}),
  /** Written before work starts: work that kills its process is not tried for ever. */
  z.strictObject({kind: z.literal("started"), ...work}),
  z.strictObject({kind: z.literal("failed"), ...work, why: z.string()}),
  z.strictObject({kind: z.literal("done"), ...work, result: z.string()}),
]);

export type JournalEntry = z.infer<typeof entry>;

/**
 * What was tried and done, oldest first. A last line that a dying process could not finish counts as not written: its
 * work is then done once more, and all work gives the same result when done again.
 */
export function readJournal(file: string): JournalEntry[] {
  return linesOf(file).flatMap(({read}) => read ?? []);
}

/** Whether something stands in the journal that this program does not understand, beyond lines that were cut short. */
export function isJournalStrange(file: string): boolean {
  const lines = linesOf(file);
  return lines.some(isOfAnotherVersion) || (lines.length > 0 && lines.every(({read}) => !read));
}

interface Line {
  text: string;
  read: JournalEntry | undefined;
}

function isOfAnotherVersion({text, read}: Line): boolean {
  return read === undefined && jsonOf(text) !== undefined;
}

function linesOf(file: string): Line[] {
  return [...allLines(file)]
    .filter((text) => text !== "")
    .map((text) => ({text, read: entry.safeParse(jsonOf(text)).data}));
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Adds a line that survives the power failing right after; half a line left by a dead process is closed off first. */
export function writeDown(file: string, written: JournalEntry): void {
  const handle = openToAdd(file);
  try {
    writeFully(handle, `${endsInTheMiddle(handle) ? "\n" : ""}${JSON.stringify(written)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function endsInTheMiddle(handle: number): boolean {
  const {size} = fstatSync(handle);
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  readSync(handle, last, 0, 1, size - 1);
  return last.toString() !== "\n";
}

/**
 * Drops the attempts of what is done, so that the journal grows with the work and not with its troubles, and lines that
 * were cut short. What another version of the program wrote stays: that one can read it.
 */
export function tidyJournal(file: string): void {
  const lines = linesOf(file);
  const done = new Set(lines.flatMap(({read}) => (read?.kind === "done" ? [nameOf(read)] : [])));
  const kept = lines.filter((line) => (line.read ? !isAttemptOf(done, line.read) : isOfAnotherVersion(line)));
  if (kept.length < lines.length) writeWhole(file, kept.map(({text}) => `${text}\n`).join(""));
}

function isAttemptOf(done: Set<string>, one: JournalEntry): boolean {
  return (one.kind === "started" || one.kind === "failed") && done.has(nameOf(one));
}

export function nameOf({job, period, input}: WorkKey): string {
  return [job, period, input].join(" ");
}
