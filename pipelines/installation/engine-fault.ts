import {accessSync, closeSync, constants, existsSync, openSync} from "node:fs";
import {dirname} from "node:path";
import {type FaultKind, kindOfCode} from "./fault-kind.ts";
import {systemCode} from "./system-code.ts";

/**
 * What the engine says in words of its own, which are English everywhere. They stand at the beginning of its message, so
 * that no text or path within one can be taken for them.
 */
const OWN_WORDS: [RegExp, FaultKind][] = [
  [/^Could not set lock on file /, "locked"],
  // Windows: who has the file is added to a reason that may be in any language.
  [/^Cannot open file [\s\S]*File is already open in/, "locked"],
  [/^Corrupt database file/, "damaged"],
  [/^The file "[\s\S]*" exists, but it is not a valid DuckDB database file/, "damaged"],
  [/^Could not read (enough|all) bytes from file /, "damaged"],
  [/^Failed to deserialize/, "damaged"],
  [/^Failure while replaying WAL file /, "damaged"],
  [/^Cannot open database "[\s\S]*" in read-only mode: database does not exist/, "missing"],
  [/^No files found that match the pattern /, "missing"],
  [/^Could not write all bytes to file /, "full"],
  [/^failed to offload data block /, "full"],
];

/** The operating system's reason behind the file's name, where it is English. */
const REASONS: [RegExp, FaultKind][] = [
  [/^(No space left on device|Disk quota exceeded|Quota exceeded|File too large)/, "full"],
  [/^There is not enough space on the disk/, "full"],
  [/^(Permission denied|Operation not permitted|Read-only file system|Access is denied)/, "forbidden"],
  [/^(No such file or directory|The system cannot find the (path|file))/, "missing"],
  [/^(Input\/output error|I\/O error)/, "damaged"],
  [/^The process cannot access the file because it is being used/, "locked"],
];

/** Kinds of errors in which the engine tells of files; all others are about statements and data. */
const ABOUT_FILES =
  /^(?:IO|TransactionContext|FATAL|INTERNAL|Serialization|Out of Memory) Error: (?:Failed to commit: )?([\s\S]*)$/;

/** The kind of fault in an engine's message; undefined when it tells of none. */
export function engineFault(message: string): FaultKind | undefined {
  const said = ABOUT_FILES.exec(message)?.[1];
  if (said === undefined) return undefined;
  const original = ORIGINAL.exec(said)?.[1];
  if (original !== undefined) return kindOfSaid(ABOUT_FILES.exec(original)?.[1] ?? original);
  return kindOfSaid(said);
}

/** What made a database unusable, or a checkpoint impossible, stands at the end of what is said of it. */
const ORIGINAL = /Original error: "?([\s\S]*?)"?$/;

function kindOfSaid(said: string): FaultKind | undefined {
  const own = OWN_WORDS.find(([words]) => words.test(said))?.[1];
  return own ?? (isNewer(said) ? "newer" : reasonBehindFile(said));
}

function isNewer(said: string): boolean {
  const versions =
    /^Trying to read a database file with version number (\d+), but we can only read versions? (?:between \d+ and )?(\d+)/;
  const [, found, known] = versions.exec(said) ?? [];
  return found !== undefined && Number(found) > Number(known);
}

const WITH_FILE = /^((?:Cannot|Could not|Failed to)[^"]*)"([^"]*)"(?:: )?([\s\S]*)$/;

function reasonBehindFile(said: string): FaultKind | undefined {
  const [, doing = "", file, reason = ""] = WITH_FILE.exec(said) ?? [];
  if (file === undefined) return undefined;
  const known = REASONS.find(([words]) => words.test(reason))?.[1];
  const isEnglish = /^[ -~]+$/.test(reason);
  return known ?? (isEnglish ? undefined : askedOfSystem(file, doing.includes("write")));
}

/** A reason in another language is not read: the operating system is asked once more, by a way that gives a code. */
function askedOfSystem(file: string, isWriting: boolean): FaultKind | undefined {
  if (!existsSync(file)) return isOpenTo(dirname(file)) ?? "missing";
  return isOpenTo(file) ?? (isWriting ? "full" : undefined);
}

function isOpenTo(path: string): FaultKind | undefined {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    // Elsewhere, closing the file would let go of this process's lock on it.
    if (process.platform === "win32") closeSync(openSync(path, "r+"));
    return undefined;
  } catch (error) {
    return error instanceof Error ? kindOfCode(systemCode(error)) : undefined;
  }
}
