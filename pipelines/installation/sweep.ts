import {existsSync, readdirSync, rmSync} from "node:fs";
import {basename, join} from "node:path";
import {finishExchanges, leftHalfWritten, leftInScratch} from "./half-written.ts";
import type {Home} from "./home.ts";
import {isRunning} from "./is-running.ts";

/** A copy of the ledger that was begun beside it. */
const HALF_COPIED = /^ledger\..+\.partial$/;
/** A copy of a refused file that was begun; the file itself is still in the inbox. */
const HALF_MOVED = /^\.moving-\d+$/;
/** The program's own names and no others: a folder may be a link to a disk on which other people's things lie, too. */
const NUMBERED = String.raw`\d{4}-\d{2}-\d{2}-[0-9a-f]{6}[^.]*`;
const CONTENT = "[0-9a-f]{64}";
const HALF_DONE = new RegExp(
  `^(${[
    String.raw`building-(ledger-|spark-|united-|${NUMBERED}-)?\d+(\.(duckdb|csv)(\..+)?)?`,
    String.raw`reading-ledger\.duckdb(\..+)?`,
    String.raw`(current|told-[a-z]+|${NUMBERED}|${CONTENT})(\..+)?\.(next|partial)`,
  ].join("|")})$`,
);
/** What a process of an earlier program opened for itself while it read. */
const OPENED = /^(?:reading|searching)-(\d+)[-.]/;

/** What dying processes left half done; only one process at a time changes an installation, so none of it is in use. */
export function leftovers(home: Home): string[] {
  const halfDone = [home.releases, home.candidates, home.archive, home.scratch].flatMap((folder) =>
    filesLike(folder, HALF_DONE),
  );
  const opened = filesLike(home.scratch, OPENED).filter(
    (file) => !isRunning(Number(OPENED.exec(basename(file))?.[1])),
  );
  const halfMoved = filesLike(home.refused, HALF_MOVED);
  return [
    ...halfDone,
    ...opened,
    ...halfMoved,
    ...filesLike(home.root, HALF_COPIED),
    ...[home.output, home.inbox].flatMap(leftHalfWritten),
    ...leftInScratch(home.scratch),
    ...undecidedRestore(home),
  ];
}

function filesLike(folder: string, pattern: RegExp): string[] {
  return readdirSync(folder)
    .filter((name) => pattern.test(name))
    .map((name) => join(folder, name));
}

const PUT_ASIDE = /^before-restore-(\d{4}-\d{2}-\d{2})T/;

/** Removes what restores put aside before that day (ISO), and returns the folders' names. */
export function dropPutAside({root}: Home, before: string): string[] {
  const old = readdirSync(root).filter((name) => (PUT_ASIDE.exec(name)?.[1] ?? before) < before);
  for (const name of old) rmSync(join(root, name), {recursive: true, force: true});
  return old;
}

/** Lies in the root while a restore is decided and not everything has moved (see keep/finish-restore.ts). */
export const RESTORE_DECISION = "restore.json";

/** Arrivals of a restore that died before it was decided. */
function undecidedRestore({root}: Home): string[] {
  const arriving = join(root, "restoring");
  return existsSync(arriving) && !existsSync(join(root, RESTORE_DECISION)) ? [arriving] : [];
}

export function sweep(home: Home): void {
  finishExchanges(home.output);
  for (const file of leftovers(home)) rmSync(file, {force: true, recursive: true});
}
