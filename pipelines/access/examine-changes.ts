import {createHash} from "node:crypto";
import type {Home} from "../installation/home.ts";
import {wholeLines} from "../installation/read-lines.ts";
import {readWritten} from "./chain.ts";
import {readEntry} from "./entry.ts";
import type {LogFault} from "./examine.ts";
import {logFaultText} from "./fault-text.ts";
import {beginningOf} from "./head.ts";
import {chainKey} from "./key-folder.ts";
import {brokenAt} from "./scan.ts";

/** Where it is written down how far the record went. */
const LOG = "だれが何を読んだかの記録";

/** SHA-256 of the whole lines of a file; of nothing where there is none. */
export function sumOfLines(file: string): string {
  const sum = createHash("sha256");
  for (const line of wholeLines(file)) sum.update(`${line}\n`);
  return sum.digest("hex");
}

/**
 * What is wrong with the record of who changed the city's folder. Its lines of this log hang on each other, and the first one on all that stood
 * before it; the log says how far they went, and is held against itself elsewhere (examineLog). Without a log nothing is known.
 */
export function examineChanges(home: Home): LogFault[] {
  const [key, beginning] = [chainKey(home), beginningOf(home.accessLog)];
  if (!key || !beginning) return [];
  const told = toldOf(home);
  const {before, lineCount, macs, broken, sum} = scanChanges(home.cityChanges, {log: beginning.log, key});
  const stood = beginning.changes ?? sum;
  const isGone = told.length > 0 && macs.length === 0;
  if (lineCount === 0 && (isGone || sum !== stood)) return [{kind: "deleted", place: LOG}];
  if (isGone) return [{kind: "restarted", place: LOG}];
  if (sum !== stood) return [{kind: "before_changed", lines: before}];
  if (broken) return [broken];
  const furthest = told.at(-1)?.number ?? 0;
  if (furthest > macs.length) return [{kind: "cut", line: lineCount, once: before + furthest, place: LOG}];
  const other = told.find(({number, mac}) => macs[number - 1] !== mac);
  return other ? [{kind: "rewritten", line: before + other.number, place: LOG}] : [];
}

/** The same in words. */
export function changesFaultTexts(home: Home): string[] {
  return examineChanges(home).map(
    (fault) => `市の決めごとの変更（city-changes.jsonl）の${logFaultText(fault)}`,
  );
}

interface Told {
  number: number;
  mac: string;
}

/** What the log says of where the record stood, the last time last. */
function toldOf({accessLog}: Home): Told[] {
  const told: Told[] = [];
  for (const line of wholeLines(accessLog)) {
    // Most lines of a log that may be of any size say something else.
    const entry = line.includes('"event":"changed"') ? readEntry(line) : undefined;
    if (entry?.event === "changed") told.push(entry.changes);
  }
  return told;
}

interface ScannedChanges {
  /** Number of lines before those of this log. */
  before: number;
  /** SHA-256 of them. */
  sum: string;
  lineCount: number;
  /** Codes of the lines of this log. */
  macs: string[];
  broken: LogFault | undefined;
}

function scanChanges(file: string, {log, key}: {log: string; key: Buffer}): ScannedChanges {
  const sum = createHash("sha256");
  const found: ScannedChanges = {before: 0, sum: "", lineCount: 0, macs: [], broken: undefined};
  let previous = "";
  for (const text of wholeLines(file)) {
    found.lineCount += 1;
    const written = readWritten(text);
    if (found.macs.length === 0 && written?.log !== log) {
      sum.update(`${text}\n`);
      found.before += 1;
      continue;
    }
    if (found.macs.length === 0) previous = sum.copy().digest("hex");
    const kind = brokenAt(text, {line: found.macs.length + 1, previous, key});
    if (kind)
      found.broken ??= kindOfFirst(kind, found, written?.number === 1) ?? {kind, line: found.lineCount};
    found.macs.push(written?.mac ?? "");
    previous = written?.mac ?? previous;
  }
  return {...found, sum: sum.digest("hex")};
}

/** What hangs on another beginning than the one that is there, where the line itself is the first: what stood before it is not as it was. */
function kindOfFirst(kind: string, {macs, before}: ScannedChanges, isFirst: boolean): LogFault | undefined {
  return kind === "removed" && macs.length === 0 && isFirst
    ? {kind: "before_changed", lines: before}
    : undefined;
}
