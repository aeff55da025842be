import {type Dirent, lstatSync, readdirSync} from "node:fs";
import {basename, join, resolve} from "node:path";
import {visibleLine} from "../../../schemas/visible-text.ts";
import type {Home} from "../../installation/home.ts";
import {whyNeverReadable} from "../../installation/plain-file.ts";

/** Half-copied and lock files of office programs are left alone. */
const NOT_WAITING = /^(\.|~\$)|\.(tmp|part|crdownload)$/;

type InboxEntry =
  | {kind: "file"; path: string}
  | {kind: "folder"; name: string}
  /** What is no file to be read; `storedName` is what the file system knows it by, `path` its place as text, which may not be there. */
  | {kind: "odd"; name: string; path: string; storedName: Buffer; why: string};

export type OddEntry = Extract<InboxEntry, {kind: "odd"}>;

/** Files waiting in the inbox, by name. */
export function inboxFiles(home: Home): string[] {
  return inboxEntries(home)
    .flatMap((entry) => (entry.kind === "file" ? [entry.path] : []))
    .sort();
}

/** What waits in the inbox and cannot be loaded: links, pipes, devices, names that are no text. */
export function oddEntries(home: Home): OddEntry[] {
  return inboxEntries(home).filter((entry) => entry.kind === "odd");
}

/** Names of folders, in which nothing is read. */
export function inboxFolders(home: Home): string[] {
  return inboxEntries(home)
    .flatMap((entry) => (entry.kind === "folder" ? [entry.name] : []))
    .sort();
}

export function isInInbox(path: string, home: Home): boolean {
  return resolve(path) === resolve(home.inbox, basename(path));
}

/** Why a named path cannot be loaded; undefined when it can. Outside the inbox a person may name a link. */
export function whyNotLoadable(path: string, home: Home): string | undefined {
  return isInInbox(path, home) && isLink(path) ? LINK_REFUSED : whyNeverReadable(path);
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

const LINK_REFUSED =
  "リンク（別のファイルを指す印）です。リンクの先は読みません。ファイルそのものを受け箱に入れてください。";

function inboxEntries(home: Home): InboxEntry[] {
  return readdirSync(home.inbox, {withFileTypes: true, encoding: "buffer"})
    .filter(({name}) => !NOT_WAITING.test(name.toString()))
    .map((entry) => inboxEntry(home, entry));
}

function inboxEntry({inbox}: Home, entry: Dirent<Buffer>): InboxEntry {
  const text = entry.name.toString();
  const isText = Buffer.from(text).equals(entry.name);
  const name = isText ? visibleLine(text) : nameInOtherLetters(entry.name);
  if (entry.isDirectory()) return {kind: "folder", name};
  const path = join(inbox, text);
  const why = whyOdd(entry, {isText, name});
  if (why === undefined) return {kind: "file", path};
  return {kind: "odd", name, path, storedName: entry.name, why};
}

function whyOdd(entry: Dirent<Buffer>, {isText, name}: {isText: boolean; name: string}): string | undefined {
  if (entry.isSymbolicLink()) return LINK_REFUSED;
  if (!entry.isFile())
    return "ふつうのファイルではありません（名前付きパイプ、ソケットか装置です）。ファイルそのものを受け箱に入れてください。";
  if (isText) return undefined;
  return `ファイルの名前がUTF-8の文字ではありません（「${name}」のようです）。名前を付け直して、もう一度受け箱に入れてください。`;
}

/** Most often the name is of an archive that was packed on Windows. */
function nameInOtherLetters(name: Buffer): string {
  try {
    return visibleLine(new TextDecoder("shift_jis", {fatal: true}).decode(name));
  } catch {
    return visibleLine(name.toString("latin1"));
  }
}
