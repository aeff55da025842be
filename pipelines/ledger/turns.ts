import {copyFileSync, existsSync, renameSync, rmSync, statSync} from "node:fs";
import {dirname, join} from "node:path";
import {setTimeout as pause} from "node:timers/promises";
import {openReadOnly, type Warehouse} from "../engine/open.ts";
import {faultIn, inWords} from "../installation/faults.ts";
import {freeBytes} from "../installation/free-space.ts";
import type {Home} from "../installation/home.ts";
import {type Lock, takeLock, takeSharedLock, waitForLock} from "../installation/lock.ts";
import {mustHaveOwnLocks} from "../installation/own-folders.ts";
import {isPlainFile} from "../installation/plain-file.ts";

/*
 * The engine lets one process write a file or many read it, and tells whoever comes at the wrong moment of an error. So they
 * take turns: a writer waits until those who read are done, and keeps new ones out meanwhile; readers do not wait for it but
 * read the ledger as it was before that writing, of which the writer leaves a copy.
 */

const WRITER_PATIENCE_MS = 60_000;
const READER_PATIENCE_MS = 10_000;
const AT_ONCE_MS = 100;

function lockFile(home: Home): string {
  mustHaveOwnLocks(home);
  return join(home.locks, "ledger.lock");
}

/** The ledger as it was before the writing that is under way. */
function copyFor(home: Home): string {
  return join(home.scratch, "reading-ledger.duckdb");
}

/** The installation's own ledger has readers; one that is made beside it has none. */
function hasReaders({root, ledger}: Home): boolean {
  return dirname(ledger) === root;
}

/** For whoever is about to open the ledger for writing. UserError when somebody reads it for too long. */
export async function turnToWrite(home: Home): Promise<Pick<Lock, "release">> {
  if (!hasReaders(home)) return {release: () => {}};
  const lock = await waitForLock(() => takeLock(lockFile(home)), WRITER_PATIENCE_MS);
  if (!lock)
    throw inWords(
      new Error(`IO Error: Could not set lock on file "${home.ledger}": it is being read`),
      `台帳（${home.ledger}）`,
    );
  leaveCopy(home);
  return {
    release: () => {
      lock.release();
      dropCopy(home);
    },
  };
}

/** Where there is no room for a copy beside what is about to be written, readers wait. */
function leaveCopy(home: Home): void {
  const copy = copyFor(home);
  try {
    dropCopy(home);
    if (!isPlainFile(home.ledger) || statSync(home.ledger).size > freeBytes(home.scratch) / 2) return;
    if (isPlainFile(`${home.ledger}.wal`)) copyFileSync(`${home.ledger}.wal`, `${copy}.wal`);
    copyFileSync(home.ledger, `${copy}.partial`);
    renameSync(`${copy}.partial`, copy);
  } catch {
    dropCopy(home);
  }
}

function dropCopy(home: Home): void {
  const copy = copyFor(home);
  try {
    for (const file of [copy, `${copy}.wal`, `${copy}.partial`]) rmSync(file, {force: true});
  } catch {
    // Windows keeps what somebody still reads; the next process that works alone sweeps it.
  }
}

/** A ledger that is open for reading, and what lets go of it. */
interface Opened {
  ledger: Warehouse;
  close: () => void;
}

/** Opens what may be read now: the ledger, or the copy of before the writing that is under way. */
export async function openInTurn(home: Home): Promise<Opened> {
  const end = performance.now() + READER_PATIENCE_MS;
  for (;;) {
    const turn = turnToRead(home);
    if (turn.kind === "now") return opened(home.ledger, turn.release);
    const copy = await openedCopy(home);
    if (copy) return copy;
    // The engine then tells of the writer, in its own words.
    if (performance.now() > end) return opened(home.ledger, () => {});
    await pause(AT_ONCE_MS);
  }
}

async function opened(file: string, release: () => void): Promise<Opened> {
  const ledger = await openReadOnly(file).catch((cause: unknown) => {
    release();
    throw cause;
  });
  const close = () => {
    ledger.close();
    release();
  };
  return {ledger, close};
}

/** Undefined where there is none, or the writer has just ended and taken it away. */
async function openedCopy(home: Home): Promise<Opened | undefined> {
  if (!existsSync(copyFor(home))) return undefined;
  return opened(copyFor(home), () => {}).catch((cause: unknown) => {
    if (faultIn(cause)?.kind === "missing") return undefined;
    throw cause;
  });
}

type Turn = {kind: "now"; release: () => void} | {kind: "written"};

/** Whoever may not put a lock there (an account that only reads) can keep no writer waiting, and reads as it comes. */
function turnToRead(home: Home): Turn {
  try {
    const lock = takeSharedLock(lockFile(home), AT_ONCE_MS);
    return lock ? {kind: "now", release: lock.release} : {kind: "written"};
  } catch {
    return {kind: "now", release: () => {}};
  }
}
