import {existsSync} from "node:fs";
import {basename, join} from "node:path";
import {z} from "zod";
import type {Home} from "../installation/home.ts";
import {readJsonFile} from "../installation/read-json-file.ts";
import {writeWhole} from "../installation/write-whole.ts";
import {publishedReleases} from "./history.ts";

const printedFiles = z.array(z.string());

/** What was printed cannot be found out otherwise: nothing is removed or compared on a guess. */
const FROM_BACKUP =
  "控えにある同じ名前のファイルで置き換えてください。控えがなければ、消してください（その公開版から何を印刷したかの記録が失われ、改定は前の公開版と比べたものになります）。";

/**
 * Remembers beside a release that a document is printed from it: retention never deletes that release. Called before
 * the document gets its name, so that no document can be without its release.
 */
export function notePrinted(home: Home, releaseId: string, file: string): void {
  const noted = printedFrom(home, releaseId);
  const name = basename(file);
  if (!noted.includes(name)) writeWhole(noteFile(home, releaseId), `${JSON.stringify([...noted, name])}\n`);
}

/** Names of the documents that were printed from a release. */
export function printedFrom(home: Home, releaseId: string): string[] {
  const file = noteFile(home, releaseId);
  return existsSync(file) ? readJsonFile(file, printedFiles, FROM_BACKUP) : [];
}

/** The last release that the city's scorecard, or the packet, was printed from for somebody: what readers hold in their hands. */
export function lastPrinted(home: Home, document: "scorecard" | "packet"): string | null {
  const release = publishedReleases(home).findLast(({releaseId}) =>
    printedFrom(home, releaseId).some((name) => name.startsWith(document)),
  );
  return release?.releaseId ?? null;
}

function noteFile(home: Home, releaseId: string): string {
  return join(home.releases, `${releaseId}.printed.json`);
}
