import {existsSync, readdirSync, renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {type Anchor, examineLog} from "../access/examine.ts";
import {beginningOf, notedHead} from "../access/head.ts";
import {chainKey, hasKey} from "../access/key-folder.ts";
import type {Home} from "../installation/home.ts";
import {wholeLines} from "../installation/read-lines.ts";
import {anchorsOf} from "./access-anchors.ts";
import {isOfLog} from "./log-names.ts";

const LOG = "access-log.jsonl";
/** A log that a backup brings beside the one that is here; its name is that of logs which were left. */
const BESIDE = "access-log.before-backup.jsonl";
const CHANGES = "city-changes.jsonl";
const CHANGES_BESIDE = "city-changes.before-backup.jsonl";

/**
 * The name under which a file of a backup arrives; undefined for what does not. What was read here since stays known: where there is
 * a log, that of the backup comes beside it, and of its keys and notes nothing.
 */
export function arrivalName(home: Home, path: string): string | undefined {
  if (!isOfLog(path)) return path;
  if (/^(access-log|city-changes)\.before-/.test(path))
    return existsSync(join(home.root, path)) ? undefined : path;
  if (!existsSync(home.accessLog)) return path;
  if (path === CHANGES) return existsSync(home.cityChanges) ? CHANGES_BESIDE : path;
  return path === LOG ? BESIDE : undefined;
}

/** What is the beginning of what is here, or was left for it, says nothing new. */
export function dropKnown(home: Home, arriving: string): void {
  dropKnownLog(home, arriving);
  const changes = join(arriving, CHANGES_BESIDE);
  if (!existsSync(changes)) return;
  if (beginsWith(home.cityChanges, changes)) rmSync(changes);
  else renameSync(changes, join(arriving, `city-changes.before-${takenBy(home, "city-changes") + 1}.jsonl`));
}

/** Whether the first lines of a file are all lines of another. */
function beginsWith(file: string, beginning: string): boolean {
  const lines = wholeLines(file)[Symbol.iterator]();
  for (const line of wholeLines(beginning)) if (lines.next().value !== line) return false;
  return true;
}

function takenBy({root}: Home, name: string): number {
  return readdirSync(root).filter((taken) => taken.startsWith(`${name}.before-`)).length;
}

function dropKnownLog(home: Home, arriving: string): void {
  const file = join(arriving, BESIDE);
  if (!existsSync(file)) return;
  const here = beginningOf(home.accessLog);
  const log = beginningOf(file)?.log;
  const isKnown = log === undefined || log === here?.log || here?.left.includes(log);
  if (isKnown) {
    rmSync(file);
    return;
  }
  renameSync(file, join(arriving, `access-log.before-${takenBy(home, "access-log") + 1}-${log}.jsonl`));
}

/**
 * Why the log that will be here cannot be gone on with: it comes without its key, another one arrives beside it, or there was one that is
 * gone. Null where it can, and where it is for a person to say why it is not as it was left.
 */
export function renewal(home: Home, arriving: string): {reason: string; stood: Anchor[]} | null {
  const arrives = existsSync(join(arriving, LOG));
  const keys = keysOf(home);
  const isKeyless = arrives && !keys.hasChain && !existsSync(join(arriving, "access-keys"));
  if (isKeyless) return {reason: "記録の鍵のない控えから戻した", stood: stoodAt(home)};
  const hasBeside = readdirSync(arriving).some(
    (name) => name.startsWith("access-log.before-") || name === CHANGES,
  );
  if (!arrives && hasBeside && existsSync(home.accessLog))
    return keys.areKnown && examineLog(home, []).faults.length === 0
      ? {reason: "控えから戻した（控えには別の記録があり、一緒に残した）", stood: stoodAt(home)}
      : null;
  const isGone = !existsSync(home.accessLog) && (keys.wereUsed || notedHead(home) !== undefined);
  return isGone ? {reason: "記録が消されていたところへ、控えから戻した", stood: stoodAt(home)} : null;
}

/** Settings that cannot be read may be why somebody restores; where the keys lie is then not known. */
function keysOf(home: Home): {areKnown: boolean; hasChain: boolean; wereUsed: boolean} {
  try {
    return {areKnown: true, hasChain: chainKey(home) !== undefined, wereUsed: hasKey(home)};
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return {areKnown: false, hasChain: false, wereUsed: false};
  }
}

/** Releases that cannot be read may be why somebody restores. */
function stoodAt(home: Home): Anchor[] {
  const noted = notedHead(home);
  const stood = new Map(noted ? [[noted.log, {...noted, place: "最後の行の控え"}]] : []);
  try {
    // An anchor has a line for every line of a log: of each log, the one that saw it furthest on is enough.
    for (const anchor of anchorsOf(home))
      if (anchor.number > (stood.get(anchor.log)?.number ?? 0)) stood.set(anchor.log, anchor);
  } catch {
    return [...stood.values()];
  }
  return [...stood.values()];
}
