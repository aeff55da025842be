import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from "node:fs";
import {z} from "zod";
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
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line) => {
    const parsed = entry.safeParse(jsonOf(line));
    return parsed.success ? [parsed.data] : [];
  });
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
  const handle = openSync(file, "a+");
  try {
    writeSync(handle, `${endsInTheMiddle(handle) ? "\n" : ""}${JSON.stringify(written)}\n`);
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

/** Drops the attempts of what is done, so that the journal grows with the work and not with its troubles. */
export function tidyJournal(file: string): void {
  const entries = readJournal(file);
  const done = new Set(entries.flatMap((one) => (one.kind === "done" ? [nameOf(one)] : [])));
  const kept = entries.filter((one) => one.kind === "began" || one.kind === "done" || !done.has(nameOf(one)));
  if (kept.length < entries.length) writeWhole(file, kept.map((one) => `${JSON.stringify(one)}\n`).join(""));
}

export function nameOf({job, period, input}: WorkKey): string {
  return [job, period, input].join(" ");
}
