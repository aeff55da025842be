import {lstatSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {z} from "zod";
import type {Departure} from "../../../schemas/departure.ts";
import {DAY_MS, fiscalYearOf} from "../../../schemas/fiscal-time.ts";
import {japaneseDay} from "../../../schemas/japanese-day.ts";
import type {Retention} from "../../../schemas/retention.ts";
import {statement} from "../../catalog/sql-files.ts";
import type {Warehouse} from "../../engine/open.ts";
import {archivedNames, contentOf} from "../../installation/archive.ts";
import {fingerprintOf} from "../../installation/fingerprint-of.ts";
import type {Home} from "../../installation/home.ts";
import {whyNotReadable} from "../../installation/plain-file.ts";
import {largestBytesOfAll} from "../judge/intake-limits.ts";
import {REASON_ENDING} from "../load/put-aside.ts";

/** A file with people in it that an installation keeps for a time; `until` is the first day (ISO, Japan) on which it may leave. */
export type Original = Pick<Departure, "kind" | "name" | "sha256" | "byte_count" | "batch_id"> & {
  until: string;
};

export type Terms = Retention["originals"];

const loadedContent = z.strictObject({
  sha256: z.string(),
  batch_id: z.int(),
  batch_ids: z.array(z.int()),
  file_name: z.string(),
  byte_count: z.int(),
  last_day: z.iso.date(),
  is_in_force: z.boolean(),
  is_waiting: z.boolean(),
  is_compacted: z.boolean(),
});

/** A loaded content that is in the archive, with what rests on it. */
export type Archived = Original & z.infer<typeof loadedContent>;

/** Loaded files that are kept, the first one first. */
export async function archivedOriginals(ledger: Warehouse, home: Home, terms: Terms): Promise<Archived[]> {
  const kept = new Set(archivedNames(home).map(contentOf));
  const contents = z.array(loadedContent).parse(await ledger.rows(statement("ledger.loaded_contents")));
  return contents
    .filter(({sha256}) => kept.has(sha256))
    .map((content) => ({
      ...content,
      kind: "archive",
      name: content.file_name,
      until: `${fiscalYearOf(content.last_day) + terms.archive_keep_fiscal_years + 1}-04-01`,
    }));
}

/** Names of kept files that no batch knows: what a process that died before it noted them left behind. */
export async function unknownArchived(ledger: Warehouse, home: Home): Promise<string[]> {
  const known = new Set((await ledger.rows(statement("ledger.loaded_contents"))).map(({sha256}) => sha256));
  return archivedNames(home).filter((name) => !known.has(contentOf(name)));
}

/** Names of what was refused and is kept. */
export function refusedNames({refused}: Home): string[] {
  return readdirSync(refused)
    .filter((name) => !name.endsWith(REASON_ENDING) && !name.startsWith("."))
    .sort();
}

/** The first day on which a refused file may leave. */
export function refusedUntil({refused}: Home, name: string, terms: Terms): string {
  const since = PUT_ASIDE.exec(name)?.[1] ?? japaneseDay(lstatSync(join(refused, name)).mtime);
  return daysLater(since, terms.refused_keep_days);
}

/** "2025-06-10T093000_…", see putAside. */
const PUT_ASIDE = /^(\d{4}-\d{2}-\d{2})T\d{6}_/;

/** A refused file by its name in the folder. */
export function refusedOriginal(home: Home, name: string, terms: Terms): Original {
  const until = refusedUntil(home, name, terms);
  return {kind: "refused", name, ...knownBy(home, join(home.refused, name)), batch_id: null, until};
}

/**
 * What a file is known by. Links, folders and the like have no content of their own, and that of a file which its sender lets nobody
 * read, or which is larger than any that is read (it may be all holes), is not looked at: then its length stands for it.
 */
export function knownBy({city}: Home, path: string): Pick<Original, "sha256" | "byte_count"> {
  const found = lstatSync(path);
  if (!found.isFile()) return {sha256: null, byte_count: null};
  if (found.size > largestBytesOfAll(city) || whyNotReadable(path) !== undefined)
    return {sha256: null, byte_count: found.size};
  const {sha256, byteCount} = fingerprintOf(path);
  return {sha256, byte_count: byteCount};
}

/** The day after so many whole days. */
export function daysLater(day: string, days: number): string {
  return new Date(Date.parse(day) + (days + 1) * DAY_MS).toISOString().slice(0, 10);
}
