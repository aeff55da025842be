import {lstatSync} from "node:fs";
import {resolve} from "node:path";
import {z} from "zod";
import {japaneseDay} from "../../../schemas/japanese-day.ts";
import {addToFile} from "../../installation/add-to-file.ts";
import {flush} from "../../installation/durable.ts";
import {fingerprintOf} from "../../installation/fingerprint-of.ts";
import {keepersMode} from "../../installation/group-home.ts";
import type {Home} from "../../installation/home.ts";
import {isInOutput} from "../../installation/nobodys-place.ts";
import {allLines} from "../../installation/read-lines.ts";
import {daysLater, knownBy, type Original, type Terms} from "./originals.ts";

const mendingNote = z.strictObject({
  place: z.string(),
  sha256: z.string(),
  byteCount: z.int(),
  /** Null for a file that was refused. */
  batchId: z.int().nullable(),
  writtenAt: z.iso.datetime(),
});

type MendingNote = z.infer<typeof mendingNote>;

/** A workbook that is to leave: the rule takes it away, or only names it (outside, or changed since it was written). */
export type Mending = Original & {isOurs: boolean};

/** Remembers where a workbook with people in it was written. */
export function noteMending(
  home: Home,
  {out, batchId, now}: {out: string; batchId: number | null; now: Date},
): void {
  const place = resolve(out);
  const note: MendingNote = {place, ...fingerprintOf(place), batchId, writtenAt: now.toISOString()};
  // A line that a dying process left half is ended before.
  addToFile(home.mendingNotes, `\n${JSON.stringify(note)}\n`, keepersMode(home.mendingNotes));
  flush(home.mendingNotes);
}

/** Workbooks that still lie where they were written; of several of one place, the last. */
export function mendingOriginals(home: Home, terms: Terms): Mending[] {
  const notes = new Map(mendingNotes(home).map((note) => [note.place, note]));
  return [...notes.values()]
    .filter(({place}) => lstatSync(place, {throwIfNoEntry: false})?.isFile())
    .map(({place, sha256, byteCount, batchId, writtenAt}) => ({
      kind: "mending",
      name: place,
      sha256,
      byte_count: byteCount,
      batch_id: batchId,
      until: daysLater(japaneseDay(new Date(writtenAt)), terms.mending_keep_days),
      isOurs: isInOutput(place, home) && knownBy(home, place).sha256 === sha256,
    }));
}

/** Workbooks whose term is over and that only a person can remove: outside the installation, or changed since they were written. */
export function foreignWorkbooks(home: Home, {terms, now}: {terms: Terms; now: Date}): string[] {
  const today = japaneseDay(now);
  return mendingOriginals(home, terms)
    .filter(({until, isOurs}) => !isOurs && until <= today)
    .map(({name}) => name);
}

/** Where such workbooks were written, the first one first. */
export function mendingNotes({mendingNotes: file}: Home): MendingNote[] {
  return [...allLines(file)].flatMap((line) => {
    const note = mendingNote.safeParse(parsed(line));
    return note.success ? [note.data] : [];
  });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
