import {join} from "node:path";
import type {Marts} from "../pipelines/engine/kysely.ts";
import {type Home, openHome} from "../pipelines/installation/home.ts";
import {installLaunchers} from "../pipelines/installation/launchers.ts";
import type {Log} from "../pipelines/installation/log.ts";
import {asSpoken} from "./spoken-command.ts";

/** The installation this process works on: data/local, or where KAIKAKU_HOME points. */
export function homeHere(): Home {
  return openHome(rootHere());
}

/** The folder of that installation, which may not be there yet. */
export function rootHere(): string {
  return process.env.KAIKAKU_HOME ?? join(import.meta.dirname, "..", "data", "local");
}

/** Whoever works on these data finds a launcher beside them. */
export function placeLaunchers({root}: Home): void {
  installLaunchers(root, join(import.meta.dirname, ".."));
}

/** What a command tells while it works: steps on standard output, troubles and progress on standard error. */
export const terminal: Log = {
  info: (line) => writeLine(process.stdout, line),
  warn: (line) => writeLine(process.stderr, line),
  progress: showProgress,
};

function writeLine(stream: NodeJS.WriteStream, line: string): void {
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  stream.write(`${asSpoken(line)}\n`);
}

/** A whole text for people. */
export function printText(text: string): void {
  process.stdout.write(asSpoken(text));
}

/** A line that is written over on a terminal; elsewhere a plain line at every quarter of a long step. */
function showProgress(step: string, done: number, total: number): void {
  if (process.stderr.isTTY)
    process.stderr.write(done < total ? `\r\x1b[K${step} ${done}/${total}` : "\r\x1b[K");
  else if (total >= 20 && Math.floor((done * 4) / total) > Math.floor(((done - 1) * 4) / total))
    process.stderr.write(`${step} ${done}/${total}\n`);
}

export function printJson(result: object): void {
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}

/** Opens a release (the current one when none is named) for typed reading, and closes it after the work. */
export async function withRelease<Result>(
  home: Home,
  releaseId: string | undefined,
  work: (marts: Marts) => Promise<Result>,
): Promise<Result> {
  const {openRelease} = await import("../pipelines/releases/open.ts");
  const {typedMarts} = await import("../pipelines/engine/kysely.ts");
  const release = await openRelease(home, releaseId);
  try {
    return await work(typedMarts(release));
  } finally {
    release.close();
  }
}

/** As withRelease, for documents that leave the house: retention keeps that release from now on. */
export async function withPrintedRelease<Result>(
  home: Home,
  {releaseId, document}: {releaseId: string | undefined; document: string},
  work: (marts: Marts) => Promise<Result>,
): Promise<Result> {
  const {releaseNamed} = await import("../pipelines/releases/find-named.ts");
  const {notePrinted} = await import("../pipelines/releases/printed-note.ts");
  const pinned = await releaseNamed(home, releaseId);
  notePrinted(home, pinned, document);
  return withRelease(home, pinned, work);
}
