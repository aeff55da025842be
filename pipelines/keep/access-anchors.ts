import {statSync} from "node:fs";
import type {AccessHead} from "../../schemas/access-head.ts";
import {UserError} from "../../schemas/errors.ts";
import {anchorFile} from "../access/anchor.ts";
import type {Anchor} from "../access/examine.ts";
import {beginningOf, notedHead, readHead} from "../access/head.ts";
import type {Home} from "../installation/home.ts";
import {readPlainFile, whyNotReadable} from "../installation/plain-file.ts";
import {allLines} from "../installation/read-lines.ts";
import {publishedReleases} from "../releases/history.ts";

/** What is known here of where the log of who read what once stood: in releases, and in the anchor that the settings name. */
export function anchorsOf(home: Home): Iterable<Anchor> {
  const released = publishedReleases(home).flatMap(({releaseId, accessLog}) =>
    accessLog ? [{...accessLog, place: `公開版 ${releaseId}`}] : [],
  );
  return joined(released, anchorsIn(anchorHere(home)));
}

/** The anchor of the log that is there; undefined where the settings name none. */
export function anchorHere(home: Home): string | undefined {
  const log = beginningOf(home.accessLog)?.log ?? notedHead(home)?.log;
  return anchorFile(home, log ?? "");
}

/** Heads in a file, a line each; of one that this account cannot read, none. */
function anchorsIn(file: string | undefined): Iterable<Anchor> {
  if (file === undefined || whyNotReadable(file) !== undefined) return [];
  return headLines(file, `錨 ${file} `);
}

/** A line for every command of a hundred thousand years. */
const LARGEST_ANCHOR_BYTES = 10_000_000_000;

/** Heads that somebody keeps: a line each, or the one that a backup or a release holds. UserError for a file that is no such thing by its size. */
export function headsIn(file: string, place: string): Iterable<Anchor> {
  if (statSync(file).size > LARGEST_ANCHOR_BYTES)
    throw new UserError(`「${file}」を読めません。大きすぎます（10GBまで）。`);
  return joined(anchored(heldBy(file), place), headLines(file, place));
}

function headLines(file: string, place: string): Iterable<Anchor> {
  const lines = allLines(file);
  return {
    *[Symbol.iterator]() {
      for (const line of lines) yield* anchored(readHead(line), place);
    },
  };
}

function anchored(head: AccessHead | undefined, place: string): Anchor[] {
  return head ? [{...head, place}] : [];
}

/** Some anchors, then others. */
export function joined(...parts: Iterable<Anchor>[]): Iterable<Anchor> {
  return {
    *[Symbol.iterator]() {
      for (const part of parts) yield* part;
    },
  };
}

/** The largest note of a backup or release. */
const LARGEST_NOTE_BYTES = 200_000_000;

function heldBy(file: string): AccessHead | undefined {
  try {
    const text = readPlainFile(file, LARGEST_NOTE_BYTES).toString("utf8");
    const {accessLog} = JSON.parse(text) as {accessLog?: unknown};
    return readHead(JSON.stringify(accessLog ?? null));
  } catch {
    return undefined;
  }
}
