import {z} from "zod";
import {program} from "./release-manifest.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What a relation was built from: the text of its model, and what it reads, by content. */
const madeFrom = z.strictObject({text: sha256, inputs: z.record(z.string(), z.string())});

export type MadeFrom = z.infer<typeof madeFrom>;

/** A built relation as it lies in the file: of what, with which content, when, and in how many milliseconds. */
const keptRelation = madeFrom.extend({
  content: z.string(),
  builtAt: z.iso.datetime(),
  milliseconds: z.int(),
});

export type KeptRelation = z.infer<typeof keptRelation>;

/** A table that the program itself filled, as it lies in the file. */
const keptTable = madeFrom.extend({content: z.string()});

export type KeptTable = z.infer<typeof keptTable>;

/** The file beside the relations that were built last: it is written last, so that it stands for a whole build. */
export const keptNote = z.strictObject({
  program,
  /** The functions that models call, by their text. */
  functions: sha256,
  /** The file of the relations as it was written: a CRC-32, since whoever can write that file can write this note. */
  file: z.strictObject({crc32: z.int(), byteCount: z.int()}),
  relations: z.record(z.string(), keptRelation),
  /** What the program chose or read of earlier releases, and models read. */
  tables: z.record(z.string(), keptTable),
  /** Checks that found no wrong row, with what they were held against. */
  quiet: z.record(z.string(), madeFrom),
});

export type KeptNote = z.infer<typeof keptNote>;

/** Something that reads relations and finds what is wrong in them: the same text on the same relations finds the same. */
export interface Looked {
  name: string;
  text: string;
  dependsOn: string[];
}

/** Tables that the program itself fills: the same text and relations fill them with the same rows. */
interface Filled {
  tables: string[];
  /** Asked before and after: to fill them may leave something behind that is read in its place from then on. */
  from: () => Pick<Looked, "text" | "dependsOn">;
}

/** Has tables filled, or as they were filled last from the same. */
export type Fill = (filled: Filled, fill: () => Promise<void>) => Promise<void>;

export const FILL_ANEW: Fill = (_, fill) => fill();

/** Knows what found nothing when it last looked at the same. */
export interface QuietMemory {
  isQuiet(looked: Looked): Promise<boolean>;
  noteQuiet(looked: Looked): Promise<void>;
}

/** Remembers nothing: all is looked at. */
export const FORGETFUL: QuietMemory = {isQuiet: async () => false, noteQuiet: async () => {}};

/** Why a relation was built anew: it is new, its text is another, or these inputs are. */
const builtAnew = z.strictObject({
  relation: z.string(),
  why: z.enum(["new", "text", "inputs"]),
  /** Inputs with another content; empty unless that is why. */
  inputs: z.array(z.string()),
});

export type BuiltAnew = z.infer<typeof builtAnew>;

/** What was built for a candidate: how many relations it rests on, and which of them were built anew, in their order. */
export const buildReport = z.strictObject({relations: z.int(), anew: z.array(builtAnew)});

export type BuildReport = z.infer<typeof buildReport>;
