import {rmSync, writeFileSync} from "node:fs";
import {basename, join} from "node:path";
import {z} from "zod";
import type {Home} from "../../installation/home.ts";
import {readDerivedFile} from "../../installation/read-json-file.ts";
import {stampOf} from "../read/file-stamp.ts";
import {isInInbox} from "./inbox.ts";

/** So often may a process end while it reads a file before the file is not read any more: as often as the service tries (jobs.yaml). */
const MOST_DEATHS = 5;

/** Waiting files that are being read, or were when a process ended, by name and stamp. */
const readings = z.array(z.strictObject({name: z.string(), stamp: z.string(), starts: z.int()}));

type Reading = z.infer<typeof readings>[number];

/**
 * Reads a waiting file so that the next process knows which one was being read when this one ended without a word: a
 * file that takes all memory would otherwise end every run. Whatever ends the reading in words is no death.
 */
export async function countingDeaths<Result>(
  home: Home,
  path: string,
  work: () => Promise<Result>,
): Promise<Result> {
  if (!isInInbox(path, home)) return work();
  const own = {name: basename(path), stamp: stampOf(path), starts: deathsOf(home, path) + 1};
  const others = stillWaiting(home).filter(({name}) => name !== own.name);
  note(home, [...others, own]);
  try {
    return await work();
  } finally {
    note(home, others);
  }
}

/** How often a process ended while it read this file, as it lies there now. */
export function deathsOf(home: Home, path: string): number {
  const name = isInInbox(path, home) ? basename(path) : "";
  return stillWaiting(home).find((reading) => reading.name === name)?.starts ?? 0;
}

/** Why a file is put aside unread; undefined for one that is read. */
export function whyGivenUp(home: Home, path: string): string | undefined {
  const deaths = deathsOf(home, path);
  if (deaths < MOST_DEATHS) return undefined;
  return (
    `このファイルを読んでいる途中で、プログラムが${deaths}回続けて止まりました（メモリー不足、強制終了、停電など）。ほかのファイルの妨げにならないように、読まずに分けました。` +
    "期間や課で分けて小さくしたものか、元のシステムから出し直したものを、もう一度受け箱に入れてください。同じファイルをもう一度入れると、また試します。"
  );
}

/** Others may have been changed or taken away since. */
function stillWaiting(home: Home): Reading[] {
  const noted = readDerivedFile(noteFile(home), readings) ?? [];
  return noted.filter(({name, stamp}) => stampOf(join(home.inbox, name)) === stamp);
}

/** Not flushed to the disk: when the power fails the file is not to blame. A torn note counts as none. */
function note(home: Home, noted: Reading[]): void {
  rmSync(noteFile(home), {force: true});
  if (noted.length > 0) writeFileSync(noteFile(home), JSON.stringify(noted), {flag: "wx"});
}

function noteFile({scratch}: Home): string {
  return join(scratch, "being-read.json");
}
