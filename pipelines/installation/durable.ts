import {closeSync, copyFileSync, fsyncSync, linkSync, openSync, renameSync, rmSync, statSync} from "node:fs";
import {dirname} from "node:path";
import {setMode} from "./set-mode.ts";

/**
 * Copies a file so that its new name always stands for whole content; `check` may throw before it gets that name. The copy
 * is ours: it has the rights of a file that we make, and no more than the original.
 */
export function copyDurably(from: string, to: string, check: () => void = () => {}): void {
  const partial = `${to}.partial`;
  copyFileSync(from, partial);
  setMode(partial, OWNERS | (statSync(partial).mode & 0o666 & ~process.umask()));
  check();
  flush(partial);
  renameSync(partial, to);
  flushFolder(dirname(to));
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
