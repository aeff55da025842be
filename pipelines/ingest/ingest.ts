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
import type {Home} from "../home.ts";
import type {Log} from "../log.ts";
import type {Warehouse} from "../warehouse/open.ts";
import {stampOf} from "./file-stamp.ts";
import {type FileOutcome, type IngestOptions, ingestFile} from "./ingest-file.ts";

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
      `注意  受け箱（inbox）のフォルダー「${folder}」は読みません。中のファイルを受け箱のすぐ下に移してください。`,
    );
  return ingestFiles(ledger, files ?? inboxFiles(options.home), {log, ...options});
}

function inboxFolders(home: Home): string[] {
  return readdirSync(home.inbox, {withFileTypes: true})
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({name}) => name)
    .sort();
}

/** Loads the named files; those that lie in the inbox leave it. */
export async function ingestFiles(
  ledger: Warehouse,
  paths: string[],
  {log, home, now}: IngestOptions & {log: Log},
): Promise<FileOutcome[]> {
  const outcomes: FileOutcome[] = [];
  for (const [index, path] of paths.entries()) {
    const why = whyUnreadable(path);
    const seen = stampOf(path);
    const outcome: FileOutcome = why
      ? {kind: "refused", fileName: basename(path), why}
      : await ingestFile(ledger, path, {home, now});
    // What changed while it was read is not what was loaded: it stays and is read the next time.
    if (stampOf(path) === seen) takeOut(path, {outcome, home, now});
    outcomes.push(outcome);
    log.progress("取込み", index + 1, paths.length);
  }
  return outcomes;
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
  const target = join(
    home.refused,
    `${now.toISOString().slice(0, 19).replaceAll(":", "")}_${outcome.fileName}`,
  );
  renameSync(path, target);
  writeFileSync(`${target}.理由.txt`, `${outcome.why}\n`);
}
