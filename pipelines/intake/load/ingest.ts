import {rmSync} from "node:fs";
import {basename} from "node:path";
import {UserError} from "../../../schemas/errors.ts";
import {shippedContracts} from "../../../schemas/sources.ts";
import {visibleLine} from "../../../schemas/visible-text.ts";
import {contractsOf} from "../../catalog/contracts-of.ts";
import {statement} from "../../catalog/sql-files.ts";
import type {Warehouse} from "../../engine/open.ts";
import {messageOf} from "../../installation/faults.ts";
import type {Home} from "../../installation/home.ts";
import type {Log} from "../../installation/log.ts";
import {holdToKey} from "../../ledger/hold-to-key.ts";
import {isMovedOnly, stampOf} from "../read/file-stamp.ts";
import {countingDeaths, deathsOf, whyGivenUp} from "./deaths.ts";
import {inboxFiles, inboxFolders, isInInbox, oddEntries, whyNotLoadable} from "./inbox.ts";
import {type IngestOptions, ingestOrPutOff} from "./ingest-file.ts";
import type {FileOutcome, PutOff} from "./outcome.ts";
import {mustBeOwnInbox} from "./own-inbox.ts";
import {putAside} from "./put-aside.ts";
import {isKept, putBack, takeOut} from "./take-out.ts";

interface Loading extends IngestOptions {
  log: Log;
  /** Gets every outcome as it comes: what a fault that ends the loading does not take away. */
  loaded: FileOutcome[];
}

/**
 * Loads every waiting file, or those that are named, one transaction each. What was loaded leaves the inbox for the archive,
 * what was refused is put aside, and so is what cannot be read as a file at all.
 */
export async function ingestInbox(
  ledger: Warehouse,
  {files, ...loading}: Loading & {files?: string[] | undefined},
): Promise<FileOutcome[]> {
  const {home, log} = loading;
  for (const folder of inboxFolders(home))
    log.warn(
      `注意  受け箱（${home.inbox}）のフォルダー「${folder}」は読みません。中のファイルを受け箱のすぐ下に移してください。`,
    );
  mustBeOwnInbox(home);
  for (const {folder, fault} of putBack(home))
    log.warn(
      `注意  受け箱の「${folder}」の中のものを、受け箱に戻せません。中を確かめて、手で移すか消してください。${messageOf(fault)}`,
    );
  const odd = oddEntries(home);
  const outcomes = odd.map(({name, storedName, why}) => {
    const outcome: FileOutcome = {kind: "refused", fileName: name, why};
    const aside = (from: string | Buffer) => putAside(home, {place: from, name, why, now: loading.now});
    leaving(name, loading, () => takeOut(home, {name: storedName, work: aside}, () => true));
    loading.loaded.push(outcome);
    return outcome;
  });
  const oddPaths = new Set(odd.map(({path}) => path));
  const waiting = (files ?? inboxFiles(home)).filter((path) => !oddPaths.has(path));
  return [...outcomes, ...(await ingestFiles(ledger, deadliestLast(waiting, loading), loading))];
}

/** A file with which processes ended keeps the others waiting no longer. */
function deadliestLast(paths: string[], {home, log}: Loading): string[] {
  const deaths = new Map(paths.map((path) => [path, deathsOf(home, path)]));
  for (const [path, count] of deaths)
    if (count > 0)
      log.warn(
        `注意  前に${visibleLine(basename(path))}を読んでいる途中で、プログラムが止まりました（${count}回）。ほかのファイルの後に読みます。`,
      );
  return paths.toSorted((one, other) => (deaths.get(one) ?? 0) - (deaths.get(other) ?? 0));
}

/**
 * Loads the named files; those that lie in the inbox leave it. In which order they are named makes no difference: a file
 * that refers to bureaus or people nobody knows yet waits until all the others are loaded. Outcomes are in the order of the names.
 */
export async function ingestFiles(
  ledger: Warehouse,
  paths: string[],
  {log, loaded, ...loading}: Loading,
): Promise<FileOutcome[]> {
  const options = {contracts: contractsOf(loading.home.city), ...loading};
  const outcomes = new Map<number, FileOutcome>();
  const later: {path: string; index: number; source: string}[] = [];
  mustBeOwnInbox(options.home);
  if (paths.length > 0) await holdToKey(ledger, options.home);
  const take = async (index: number, path: string, isLast: boolean) => {
    const outcome = await loadAndTakeOut(ledger, path, {...options, log, isLast});
    if (outcome.kind === "put_off") return later.push({path, index, source: outcome.source});
    outcomes.set(index, outcome);
    loaded.push(outcome);
    if (outcome.kind === "refused") await mustBeAlive(ledger);
    return log.progress("取込み", outcomes.size, paths.length);
  };
  for (const [index, path] of paths.entries())
    await take(index, path, index === paths.length - 1 && later.length === 0);
  const rank = ({source}: {source: string}) =>
    shippedContracts.findIndex((contract) => contract.source === source);
  for (const {path, index} of later.toSorted((one, other) => rank(one) - rank(other)))
    await take(index, path, true);
  return paths.flatMap((_, index) => outcomes.get(index) ?? []);
}

async function loadAndTakeOut(
  ledger: Warehouse,
  path: string,
  {isLast, log, ...options}: IngestOptions & {isLast: boolean; log: Log},
): Promise<FileOutcome | PutOff> {
  const {home} = options;
  const seen = stampOf(path);
  const why = whyNotLoadable(path, home) ?? whyGivenUp(home, path);
  const outcome: FileOutcome | PutOff = why
    ? {kind: "refused", fileName: visibleLine(basename(path)), why}
    : await countingDeaths(home, path, () => ingestOrPutOff(ledger, path, {...options, isLast}));
  // What changed while it was read is not what was loaded, and what is gone cannot be taken out: it is read the next time.
  const isSame = seen !== "" && stampOf(path) === seen;
  const mayLeave = outcome.kind !== "put_off" && outcome.kind !== "unread";
  if (mayLeave && isSame && isInInbox(path, home))
    leaving(outcome.fileName, {home, log}, () => takeOutJudged(path, {outcome, seen}, options));
  return outcome;
}

/** What cannot be moved out of the inbox is told and stays; the next file does not wait for it. */
function leaving(name: string, {home, log}: {home: Home; log: Log}, work: () => void): void {
  try {
    work();
  } catch (error) {
    log.warn(`注意  ${name} を受け箱（${home.inbox}）から移せません: ${messageOf(error)}`);
  }
}

function takeOutJudged(
  path: string,
  {outcome, seen}: {outcome: FileOutcome; seen: string},
  {home, now}: IngestOptions,
): void {
  const name = basename(path);
  if (outcome.kind === "refused") {
    const {fileName, why} = outcome;
    const aside = (place: string | Buffer) => putAside(home, {place, name: fileName, why, now});
    takeOut(home, {name, work: aside}, (place) => isMovedOnly(place, seen));
  } else takeOut(home, {name, work: (place) => rmSync(place)}, (place) => isKept(home, place, seen));
}

/** A fault that the engine calls fatal closes it for all statements: then no other file is to be blamed. */
async function mustBeAlive(ledger: Warehouse): Promise<void> {
  try {
    await ledger.rows(statement("ledger.next_batch_id"));
  } catch (cause) {
    throw new UserError(
      "台帳の計算エンジンが止まったので、残りのファイルは取り込んでいません。もう一度実行してください。",
      {cause},
    );
  }
}
