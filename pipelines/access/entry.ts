import {z} from "zod";

/** Content that only a person's key opens. */
const closed = z.object({
  /** Stands for the person in every line: "p-1f0c…". */
  person: z.string(),
  /** AES-256-GCM, base64: whose it is and what was done. */
  sealed: z.string(),
});

export type Closed = z.infer<typeof closed>;

/** A log that is kept beside this one, as it was when this one began. */
const carried = z.object({
  file: z.string(),
  sha256: z.string(),
  /** Null for the log of before there was a key. */
  log: z.string().nullable(),
  /** What was found of it when it was left, "" when it was whole. */
  found: z.string(),
});

export type Carried = z.infer<typeof carried>;

const common = {
  number: z.int(),
  /** ISO 8601, UTC. */
  at: z.string(),
};

/** What one line of the log says. */
const entry = z.discriminatedUnion("event", [
  z.object({
    ...common,
    event: z.literal("began"),
    /** Name of this log, by chance. */
    log: z.string(),
    keyMark: z.string(),
    carried: z.array(carried),
    /** Null where this is the first log with a key; else why the one before was left, and what was found of it. */
    renewed: closed.extend({found: z.array(z.string())}).nullable(),
    /** Names of logs that were left: who finds one of them in an anchor need not ask where it is. */
    left: z.array(z.string()),
    /** SHA-256 of the record of who changed the city's folder, as it was found then; null where the program of then kept none of it. */
    changes: z.string().nullable().default(null),
  }),
  /** A command that lets figures or data out, or shows who did; written before it does. */
  z.object({
    ...common,
    event: z.literal("read"),
    command: z.string(),
    ...closed.shape,
    about: closed.nullable(),
  }),
  /** What somebody did in the window, or tried to; written before it is done. */
  z.object({...common, event: z.literal("acted"), act: z.string(), ...closed.shape}),
  /** Files of the city's folder that are about to be written, and where the record of such changes ends. */
  z.object({
    ...common,
    event: z.literal("changed"),
    command: z.string(),
    changes: z.object({number: z.int(), mac: z.string()}),
    ...closed.shape,
  }),
  /** A statement, before the engine sees it. */
  z.object({...common, event: z.literal("asked"), releaseId: z.string(), ...closed.shape}),
  /** How the statement of an earlier line ended. */
  z.object({...common, event: z.literal("answered"), asked: z.int(), rows: z.int(), milliseconds: z.int()}),
  z.object({...common, event: z.literal("refused"), asked: z.int(), milliseconds: z.int(), ...closed.shape}),
  /** A person's key was destroyed, by another (or the same) person. */
  z.object({...common, event: z.literal("forgotten"), forgotten: z.string(), ...closed.shape}),
]);

export type Entry = z.infer<typeof entry>;

/** Undefined for what this program does not know. */
export function readEntry(line: string): Entry | undefined {
  try {
    return entry.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
