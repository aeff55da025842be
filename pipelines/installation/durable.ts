import {closeSync, fstatSync, fsyncSync, linkSync, openSync, readSync, renameSync, rmSync} from "node:fs";
import {dirname} from "node:path";
import {openPlainFile} from "./plain-file.ts";
import {setMode} from "./set-mode.ts";
import {writeFully} from "./write-fully.ts";

/**
 * Copies a file so that its new name always stands for whole content; `check` gets the copy and may throw before it has that
 * name. The copy is ours: it has the rights of a file that we make, and no more than the original.
 */
export function copyDurably(from: string, to: string, check: (partial: string) => void = () => {}): void {
  const partial = `${to}.partial`;
  copyPlainFile(from, partial);
  check(partial);
  renameSync(partial, to);
  flushFolder(dirname(to));
}

/** Copies what is a plain file when it is open, and no other: whoever may replace it could put a pipe in its place. On the disk when it returns. */
export function copyPlainFile(from: string | Buffer, to: string): void {
  const source = openPlainFile(from);
  try {
    // What lies there is of a process that died, or a link that somebody laid.
    rmSync(to, {force: true});
    const target = openSync(to, "wx", OWNERS);
    try {
      const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
      for (let read = readSync(source, buffer); read > 0; read = readSync(source, buffer))
        writeFully(target, buffer.subarray(0, read));
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
