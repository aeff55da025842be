import {
  accessSync,
  constants,
  existsSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import {basename, join} from "node:path";
import {folderTime} from "../../../schemas/japanese-day.ts";
import {contracts} from "../../../schemas/sources.ts";
import type {Warehouse} from "../../engine/open.ts";
import type {Home} from "../../installation/home.ts";
import type {Log} from "../../installation/log.ts";
import {setMode} from "../../installation/set-mode.ts";
import {holdToKey} from "../../ledger/hold-to-key.ts";
import {stampOf} from "../read/file-stamp.ts";
import {type FileOutcome, type IngestOptions, ingestOrPutOff, type PutOff} from "./ingest-file.ts";

/** Files waiting in the inbox, by name; half-copied and lock files of office programs are left alone. */
export function inboxFiles(home: Home): string[] {
  return readdirSync(home.inbox, {withFileTypes: true})
    .filter((entry) => entry.isFile() && !/^(\.|~\$)|\.(tmp|part|crdownload)$/.test(entry.name))
    .map((entry) => join(home.inbox, entry.name))
    .sort();
}

/** Loads every waiting file, or those that are named, one transaction each. What was loaded leaves the inbox for the archive, what was refused is put aside. */
export async function ingestInbox(
  ledger: Warehouse,
  {log, files, ...options}: IngestOptions & {log: Log; files?: string[]},
): Promise<FileOutcome[]> {
  for (const folder of inboxFolders(options.home))
    log.warn(
      `注意  受け箱（${options.home.inbox}）のフォルダー「${folder}」は読みません。中のファイルを受け箱のすぐ下に移してください。`,
    );
  return ingestFiles(ledger, files ?? inboxFiles(options.home), {log, ...options});
}

function inboxFolders(home: Home): string[] {
  return readdirSync(home.inbox, {withFileTypes: true})
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({name}) => name)
    .sort();
}

/**
 * Loads the named files; those that lie in the inbox leave it. In which order they are named makes no difference: a file
 * that refers to bureaus or people nobody knows yet waits until all the others are loaded. Outcomes are in the order of the names.
 */
export async function ingestFiles(
  ledger: Warehouse,
  paths: string[],
  {log, home, now}: IngestOptions & {log: Log},
): Promise<FileOutcome[]> {
  const outcomes = new Map<number, FileOutcome>();
  const later: {path: string; index: number; source: string}[] = [];
  if (paths.length > 0) await holdToKey(ledger, home);
  const take = async (index: number, path: string, isLast: boolean) => {
    const outcome = await loadAndTakeOut(ledger, path, {home, now, isLast});
    if (outcome.kind === "put_off") return later.push({path, index, source: outcome.source});
    outcomes.set(index, outcome);
    return log.progress("取込み", outcomes.size, paths.length);
  };
  for (const [index, path] of paths.entries())
    await take(index, path, index === paths.length - 1 && later.length === 0);
  const rank = ({source}: {source: string}) => contracts.findIndex((contract) => contract.source === source);
  for (const {path, index} of later.toSorted((one, other) => rank(one) - rank(other)))
    await take(index, path, true);
  return paths.flatMap((_, index) => outcomes.get(index) ?? []);
}

async function loadAndTakeOut(
  ledger: Warehouse,
  path: string,
  {isLast, ...options}: IngestOptions & {isLast: boolean},
): Promise<FileOutcome | PutOff> {
  const why = whyUnreadable(path);
  const seen = stampOf(path);
  const outcome: FileOutcome | PutOff = why
    ? {kind: "refused", fileName: basename(path), why}
    : await ingestOrPutOff(ledger, path, {...options, isLast});
  // What changed while it was read is not what was loaded: it stays and is read the next time.
  if (outcome.kind !== "put_off" && stampOf(path) === seen) takeOut(path, {outcome, ...options});
  return outcome;
}

function takeOut(path: string, {outcome, ...options}: IngestOptions & {outcome: FileOutcome}): void {
  if (!isInInbox(path, options.home)) return;
  if (outcome.kind === "refused") putAside(path, {outcome, ...options});
  else rmSync(path);
}

/** Why a path cannot be opened as a file; undefined when it can. */
function whyUnreadable(path: string): string | undefined {
  if (!existsSync(path)) return `ファイルがありません（${path}）。名前と場所を確かめてください。`;
  if (statSync(path).isDirectory()) return "フォルダーです。中のファイルを指定してください。";
  try {
    accessSync(path, constants.R_OK);
    return undefined;
  } catch {
    return "読む権限がありません。ファイルの権限を直して、もう一度入れてください。";
  }
}

function isInInbox(path: string, home: Home): boolean {
  return path === join(home.inbox, basename(path));
}

interface Refusal extends IngestOptions {
  outcome: Extract<FileOutcome, {kind: "refused"}>;
}

/** Keeps a file that could not be read, with the reason beside it. The ledger does not change. */
function putAside(path: string, {outcome, home, now}: Refusal): void {
  const target = join(home.refused, `${folderTime(now)}_${outcome.fileName}`);
  renameSync(path, target);
  setMode(target, 0o600);
  writeFileSync(`${target}.理由.txt`, `${outcome.why}\n`);
}
