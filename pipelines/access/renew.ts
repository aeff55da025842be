import {existsSync, readdirSync, renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import {accountText} from "../../schemas/account.ts";
import {accountHere} from "../installation/account.ts";
import {fingerprintOf} from "../installation/fingerprint-of.ts";
import type {Home} from "../installation/home.ts";
import {isPlainFile} from "../installation/plain-file.ts";
import type {Carried} from "./entry.ts";
import {type Anchor, examineLocked} from "./examine.ts";
import {logFaultText} from "./fault-text.ts";
import {beginningOf, headFile, notedHead} from "./head.ts";
import {chainKey, makeNewKey} from "./key-folder.ts";
import {whileLocked} from "./locked.ts";
import {closeFor} from "./people.ts";
import {appendTo, beginning} from "./record.ts";
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
    const found = examined.faults.map(logFaultText);
    const left = new Set([
      ...(examined.beginning?.left ?? []),
      ...[examined.beginning, notedHead(home)].flatMap((known) => known?.log ?? []),
    ]);
    for (const {log} of anchors) left.add(log);
    keepOldLog(home, examined.beginning?.log ?? "unknown");
    const carried = [...unkeyedLog(home), ...keptLogs(home)];
    const key = chainKey(home) ?? makeNewKey(home);
    const account = accountText(accountHere());
    const renewed = {...closeFor(home, `account ${account}`, {account, by, reason}), found};
    const begun = beginning({key, carried, renewed, left: [...left]});
    appendTo(home, now, {key, contents: () => [begun]});
    return found;
  });
}

const KEPT = /^access-log\.before-.+\.jsonl$/;

function keepOldLog(home: Home, log: string): void {
  const taken = readdirSync(home.root).filter((name) => KEPT.test(name)).length;
  if (existsSync(home.accessLog))
    renameSync(home.accessLog, join(home.root, `access-log.before-${taken + 1}-${log}.jsonl`));
  rmSync(headFile(home), {force: true, recursive: true});
}

function keptLogs({root}: Home): Carried[] {
  return readdirSync(root)
    .filter((name) => KEPT.test(name) && isPlainFile(join(root, name)))
    .sort()
    .map((file) => ({
      file,
      sha256: fingerprintOf(join(root, file)).sha256,
      log: beginningOf(join(root, file))?.log ?? null,
      found: "",
    }));
}
