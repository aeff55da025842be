import type {Home} from "../installation/home.ts";
import {inboxFiles, oddEntries} from "../intake/load/inbox.ts";
import {stampOf} from "../intake/read/file-stamp.ts";

/** A file as it was seen: its stamp, and since when it has carried that one. */
export type Sightings = ReadonlyMap<string, {stamp: string; since: number}>;

/**
 * What is known of every waiting file; those that go away while being looked at are left out. What is no file to be loaded
 * waits, too: the run puts it aside.
 */
export function lookIntoInbox(home: Home): Map<string, string> {
  const files = inboxFiles(home).map((path) => [path, stampOf(path)] as const);
  const odd = oddEntries(home).map(({path}) => [path, "odd"] as const);
  return new Map([...files, ...odd].filter(([, stamp]) => stamp !== ""));
}

/** Pure: a file that was seen before with the same stamp keeps its time; one that is changing begins anew. */
export function watchInbox(before: Sightings, stamps: ReadonlyMap<string, string>, now: number): Sightings {
  return new Map(
    [...stamps].map(([path, stamp]) => {
      const earlier = before.get(path);
      const isSame = earlier?.stamp === stamp && earlier.since <= now;
      return [path, {stamp, since: isSame ? earlier.since : now}];
    }),
  );
}

/** A waiting file that no longer changes. */
export interface QuietFile {
  path: string;
  stamp: string;
}

/** Files that did not change for the time that a copy in progress would. */
export function quietFiles(sightings: Sightings, now: number, settleSeconds: number): QuietFile[] {
  return [...sightings]
    .filter(([, {since}]) => now - since >= settleSeconds * 1000)
    .map(([path, {stamp}]) => ({path, stamp}));
}
