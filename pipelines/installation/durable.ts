import {closeSync, fstatSync, fsyncSync, linkSync, openSync, readSync, renameSync, rmSync} from "node:fs";
import {dirname} from "node:path";
import {openPlainFile} from "./plain-file.ts";
import {setMode} from "./set-mode.ts";
import {writeFully} from "./write-fully.ts";

interface Copying {
  /** Gets the copy before it has its name, and may throw. */
  check?: (partial: string) => void;
  /** Bytes that are copied of a file that is longer. */
  atMost?: number;
}

/**
 * Copies a file so that its new name always stands for whole content. The copy is ours: it has the rights of a file that we make, and no more than the original.
 */
export function copyDurably(from: string, to: string, {check, atMost}: Copying = {}): void {
  const partial = `${to}.partial`;
  copyPlainFile(from, partial, atMost);
  check?.(partial);
  renameSync(partial, to);
  flushFolder(dirname(to));
}

/**
 * Copies what is a plain file when it is open, and no other: whoever may replace it could put a pipe in its place. Of one that grows
 * meanwhile what it was, as whoever writes into it may never end. On the disk when it returns.
 */
export function copyPlainFile(from: string | Buffer, to: string, atMost?: number): void {
  const source = openPlainFile(from);
  try {
    // What lies there is of a process that died, or a link that somebody laid.
    rmSync(to, {force: true});
    const target = openSync(to, "wx", OWNERS);
    try {
      for (const part of partsOf(
        source,
        Math.min(atMost ?? Number.POSITIVE_INFINITY, fstatSync(source).size),
      ))
        writeFully(target, part);
      fsyncSync(target);
    } finally {
      closeSync(target);
    }
    setMode(to, OWNERS | (fstatSync(source).mode & 0o666 & ~process.umask()));
  } finally {
    closeSync(source);
  }
}

const CHUNK_BYTES = 128 * 1024;

/** The first bytes of an open file, or all where it has fewer, in small parts that are one buffer: each is gone with the next. */
export function* partsOf(descriptor: number, bytes: number): Generator<Buffer> {
  const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, bytes));
  for (let left = bytes; left > 0; ) {
    const read = readSync(descriptor, buffer, 0, Math.min(left, buffer.length), null);
    if (read === 0) return;
    left -= read;
    yield buffer.subarray(0, read);
  }
}

/** Whoever makes a file may read and write it. */
const OWNERS = 0o600;

/** Gives the same content a second name: a link, or a copy where the file system knows no links. */
export function placeDurably(from: string, to: string): void {
  rmSync(to, {force: true});
  try {
    linkSync(from, to);
    flushFolder(dirname(to));
  } catch {
    copyDurably(from, to);
  }
}

/** Returns when the content of a file is on the disk. */
export function flush(file: string): void {
  const descriptor = openSync(file, "r+");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Names, too, are content of a folder; Windows keeps them by itself and opens no folders. */
export function flushFolder(folder: string): void {
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
