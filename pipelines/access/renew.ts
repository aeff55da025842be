import {existsSync, readdirSync, renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import {accountText} from "../../schemas/account.ts";
import {accountHere} from "../installation/account.ts";
import {fingerprintOf} from "../installation/fingerprint-of.ts";
import type {Home} from "../installation/home.ts";
import {isPlainFile} from "../installation/plain-file.ts";
import type {Written} from "./chain.ts";
import type {Carried} from "./entry.ts";
import {type Anchor, examineLocked} from "./examine.ts";
import {changesFaultTexts} from "./examine-changes.ts";
import {logFaultText} from "./fault-text.ts";
import {beginningOf, headFile, notedHead} from "./head.ts";
import {chainKey, makeNewKey} from "./key-folder.ts";
import {appendLines} from "./line-log.ts";
import {whileLocked} from "./locked.ts";
import {closeFor} from "./people.ts";
import {beginning, lineAfter, NOWHERE, noteEnd} from "./record.ts";
import {unkeyedLog} from "./unkeyed-log.ts";

export interface Renewal {
  anchors: Iterable<Anchor>;
  /** Name of the person; null where none is given beside the account. */
  by: string | null;
  reason: string;
  now: Date;
}

/**
 * Leaves the log as it is, under another name, and begins a new one that says so: what was found of the old one, who left it,
 * why. Returns what was found.
 */
export function renewLog(home: Home, {anchors, by, reason, now}: Renewal): string[] {
  return whileLocked(home, () => {
    const examined = examineLocked(home, anchors);
    const found = [...examined.faults.map(logFaultText), ...changesFaultTexts(home)];
    const left = new Set([
      ...(examined.beginning?.left ?? []),
      ...[examined.beginning, notedHead(home)].flatMap((known) => known?.log ?? []),
    ]);
    for (const {log} of anchors) left.add(log);
    const kept = keptName(home, examined.beginning?.log ?? "unknown");
    const carried = [...unkeyedLog(home), ...keptLogs(home), ...carriedAs(kept, home.accessLog)];
    // Also one that a restore brought, of which no log here says anything.
    for (const {log} of carried) if (log !== null) left.add(log);
    const key = chainKey(home) ?? makeNewKey(home);
    const account = accountText(accountHere());
    const renewed = {...closeFor(home, `account ${account}`, {account, by, reason}), found};
    const begun = beginning(home, {key, carried, renewed, left: [...left]});
    exchange(home, {kept, line: lineAfter(NOWHERE, begun, {key, now})});
    return found;
  });
}

/** The new log is whole on the disk before the old one loses its name: where there is no room for it, nothing has changed. */
function exchange(home: Home, {kept, line}: {kept: string; line: Written}): void {
  const next = `${home.accessLog}.next`;
  rmSync(next, {force: true, recursive: true});
  try {
    appendLines(next, () => [JSON.stringify(line)]);
    replaceLog(home, {next, kept: join(home.root, kept)});
  } finally {
    rmSync(next, {force: true});
  }
  if (!isPlainFile(headFile(home))) rmSync(headFile(home), {force: true, recursive: true});
  noteEnd(home, {log: beginningOf(home.accessLog)?.log ?? "", number: line.number, mac: line.mac});
}

const KEPT = /^access-log\.before-.+\.jsonl$/;

function replaceLog({accessLog}: Home, {next, kept}: {next: string; kept: string}): void {
  const isLeft = existsSync(accessLog);
  if (isLeft) renameSync(accessLog, kept);
  try {
    renameSync(next, accessLog);
  } catch (error) {
    if (isLeft) renameSync(kept, accessLog);
    throw error;
  }
}

function keptName(home: Home, log: string): string {
  const taken = readdirSync(home.root).filter((name) => KEPT.test(name)).length;
  return `access-log.before-${taken + 1}-${log}.jsonl`;
}

function keptLogs({root}: Home): Carried[] {
  return readdirSync(root)
    .filter((name) => KEPT.test(name))
    .sort()
    .flatMap((name) => carriedAs(name, join(root, name)));
}

/** What the new log says of one that was left; nothing of what is no file. */
function carriedAs(file: string, path: string): Carried[] {
  if (!isPlainFile(path)) return [];
  return [{file, sha256: fingerprintOf(path).sha256, log: beginningOf(path)?.log ?? null, found: ""}];
}
