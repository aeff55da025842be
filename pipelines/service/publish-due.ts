import {createHash} from "node:crypto";
import {basename} from "node:path";
import {describeRelease} from "../build/describe-run.ts";
import type {RunReport, run} from "../build/run.ts";
import {hourThatCame} from "../build/said-of.ts";
import type {WorkState} from "../due/attempts.ts";
import type {WorkKey} from "../due/journal.ts";
import type {Home} from "../installation/home.ts";
import {describeFiles} from "../intake/clerk/describe-files.ts";
import {currentRelease} from "../releases/history.ts";
import {inputHash} from "../releases/open.ts";
import type {QuietFile} from "./inbox-watch.ts";
import type {LedgerFacts} from "./ledger-facts.ts";
import type {ServiceLog} from "./service-log.ts";
import type {AttemptNote, WorkBook} from "./work.ts";

export interface Publishing {
  home: Home;
  run: typeof run;
  book: WorkBook;
  log: ServiceLog;
  /** Tells what is being done, for the health file. */
  step(name: string): void;
}

/**
 * Loads the quiet files and publishes what is not yet published. Files that failed once go alone, so that one bad file
 * does not keep the others waiting. Undefined when there was nothing to do.
 */
export async function loadFiles(
  publishing: Publishing,
  files: QuietFile[],
  now: Date,
): Promise<RunReport | undefined> {
  const {book} = publishing;
  const states = files.map((file) => ({file, state: loadingState(publishing, file, now)}));
  const open = states.filter(({state}) => state.kind === "open").map(({file}) => file);
  const untried = open.filter((file) => !book.wasTried(keyOf(file)));
  const together = untried.length > 0 ? untried : open.slice(0, 1);
  if (together.length === 0) return undefined;
  const names = together.map(({path}) => basename(path)).join("、");
  return attempt(publishing, {keys: together.map(keyOf), title: `取込み（${names}）`, files: together}, now);
}

/**
 * Publishes what accepted files, models or catalog ask for and no release has: after a failure, an update, an acceptance.
 * What a run of this moment has just tried is not tried again.
 */
export async function publishPending(
  publishing: Publishing,
  {input, justRun}: {input: string; justRun: RunReport | undefined},
  now: Date,
): Promise<RunReport | undefined> {
  if (justRun) publishing.book.note(publishKey(input), now, justRun.outcome.kind);
  // A candidate whose hour has come is another piece of work than making it was.
  const hour = hourThatCame(publishing.home, now);
  const work = hour === undefined ? input : `${input} ${hour}`;
  if (publishingState(publishing, work, now).kind !== "open") return undefined;
  return attempt(publishing, {keys: [publishKey(work)], title: "計算と公開", files: []}, now);
}

/** Name of the inputs that the current release does not have; undefined when it has them all. */
export function pendingInput(home: Home, {content}: LedgerFacts): string | undefined {
  if (content === undefined) return undefined;
  const wanted = inputHash(content, home.city);
  return currentRelease(home)?.inputHash === wanted ? undefined : wanted;
}

export function loadingState({book}: Publishing, file: QuietFile, now: Date): WorkState {
  return book.stateOf(keyOf(file), now);
}

export function publishingState({book}: Publishing, input: string, now: Date): WorkState {
  return book.stateOf(publishKey(input), now);
}

function publishKey(input: string): WorkKey {
  return {job: "publish", period: "-", input};
}

function keyOf({path, stamp}: QuietFile): WorkKey {
  const input = createHash("sha256")
    .update(`${basename(path)} ${stamp}`)
    .digest("hex")
    .slice(0, 16);
  return {job: "load", period: basename(path), input};
}

interface RunAttempt {
  keys: WorkKey[];
  title: string;
  files: QuietFile[];
}

async function attempt(
  {home, run, book, log, step}: Publishing,
  {keys, title, files}: RunAttempt,
  now: Date,
): Promise<RunReport | undefined> {
  step(title);
  const progress = (name: string) => step(name);
  const engineLog = {
    info: (line: string) => log.info(line),
    warn: (line: string) => log.warn(line),
    progress,
  };
  const report = await book.attempt(keys, now, {
    title,
    run: () => run({home, now, log: engineLog, files: files.map(({path}) => path)}),
    noteOf,
  });
  if (report)
    for (const line of describe(report)) log.info(line, {event: "run", outcome: report.outcome.kind});
  return report;
}

/** A file that the disk did not give waits for another attempt, whatever became of the others. */
function noteOf({files, outcome}: RunReport, {period}: WorkKey): AttemptNote {
  const unread = files.find((file) => file.kind === "unread" && basename(file.path) === period);
  return unread?.kind === "unread" ? {kind: "failed", why: unread.why} : {kind: "done", result: outcome.kind};
}

function describe({files, outcome}: RunReport): string[] {
  return [...describeFiles(files), ...describeRelease(outcome)];
}
