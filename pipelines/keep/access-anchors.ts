import {existsSync, readFileSync} from "node:fs";
import type {AccessHead} from "../../schemas/access-head.ts";
import type {Anchor} from "../access/examine.ts";
import {anchorFile, beginningOf, notedHead, readHead} from "../access/head.ts";
import type {Home} from "../installation/home.ts";
import {publishedReleases} from "../releases/history.ts";

/** What is known here of where the log of who read what once stood: in releases, and in the anchor that the settings name. */
export function anchorsOf(home: Home): Anchor[] {
  const released = publishedReleases(home).flatMap(({releaseId, accessLog}) =>
    accessLog ? [{...accessLog, place: `公開版 ${releaseId}`}] : [],
  );
  return [...anchorsIn(anchorHere(home)), ...released];
}

/** The anchor of the log that is there; undefined where the settings name none. */
export function anchorHere(home: Home): string | undefined {
  const log = beginningOf(home.accessLog)?.log ?? notedHead(home)?.log;
  return anchorFile(home, log ?? "");
}

/** Heads in a file, a line each, the latest first; of one that this account cannot read, none. */
function anchorsIn(file: string | undefined): Anchor[] {
  if (file === undefined || !existsSync(file)) return [];
  try {
    return headsIn(readFileSync(file, "utf8"), `錨 ${file} `);
  } catch {
    return [];
  }
}

/** Heads that somebody keeps: a line each, or the one that a backup or a release holds. */
export function headsIn(text: string, place: string): Anchor[] {
  const heads = [...text.split("\n").map(readHead), heldBy(text)];
  return heads.flatMap((head) => (head ? [{...head, place}] : [])).reverse();
}

function heldBy(text: string): AccessHead | undefined {
  try {
    const {accessLog} = JSON.parse(text) as {accessLog?: unknown};
    return readHead(JSON.stringify(accessLog ?? null));
  } catch {
    return undefined;
  }
}
