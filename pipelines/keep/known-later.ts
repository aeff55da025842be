import {existsSync, readdirSync} from "node:fs";
import {basename, join} from "node:path";
import type {BackupNote} from "../../schemas/backup.ts";
import {type Departure, ORIGINAL_KINDS} from "../../schemas/departure.ts";
import {statement} from "../catalog/sql-files.ts";
import {contentOf} from "../installation/archive.ts";
import {fingerprintOf} from "../installation/fingerprint-of.ts";
import type {Home} from "../installation/home.ts";
import {isOwnFile} from "../installation/plain-file.ts";
import {departuresIn} from "../ledger/departures.ts";
import {readingAnyLedger, readingLedger} from "../ledger/read.ts";
import {hasManifest, publishedReleases} from "../releases/history.ts";
import {restoredPath} from "./backup-copy.ts";
import {decisionText, lastOf} from "./decisions-since.ts";
import {arrivingFolder} from "./finish-restore.ts";

/** A file that an installation knows and a backup of it does not. */
interface LaterFile {
  fileName: string;
  /** Where its content lies, below the installation that was put aside. */
  kept: "archive" | "inbox";
}

/** What an installation knows and a backup of it does not. */
export interface Later {
  files: LaterFile[];
  /** Orders of people to remove an original that were given after the backup was made, a line each: it comes back with it. */
  orders: string[];
  /** What people accepted or took back since, a line each. */
  decisions: string[];
  /** Names of releases that were published since: readers have them, and the installation that is restored does not know them. */
  releases: string[];
}

/** Asked when what arrives lies beside the installation, and nothing is decided. */
export async function knownLater(home: Home, note: BackupNote): Promise<Later> {
  return {
    files: await laterFiles(home, note),
    orders: await laterOrders(home, note),
    decisions: await laterDecisions(home),
    releases: laterReleases(home),
  };
}

/** What somebody has to do again, a line each; `place` is where the installation of before lies. */
export function againLines({files, orders, decisions, releases}: Later, place: string): string[] {
  return [
    ...files.map(({fileName, kept}) => `${fileName}\t${join(place, kept)}`),
    ...orders.map((order) => `もう一度消すもの\t${order}`),
    ...decisions.map((decision) => `もう一度決めるもの\t${decision}`),
    ...releases.map((release) => `控えのあとの公開版\t${release}`),
  ];
}

async function laterOrders(home: Home, {madeAt}: BackupNote): Promise<string[]> {
  if (!existsSync(home.ledger)) return [];
  try {
    const known = await readingAnyLedger(home, departuresIn);
    return known
      .filter((one) => one.ordered_by !== null && Date.parse(one.left_at) >= Date.parse(madeAt) - SECOND_MS)
      .map(orderLine);
  } catch {
    return [];
  }
}

/** None where one of the two ledgers cannot be read. */
async function laterDecisions(home: Home): Promise<string[]> {
  const arriving = join(arrivingFolder(home), basename(home.ledger));
  if (!existsSync(home.ledger) || !existsSync(arriving)) return [];
  try {
    const {decision} = await lastOf(arriving);
    const since = await readingLedger(home, (ledger) =>
      ledger.rows(statement("ledger.decisions_since"), {decision_number: decision}),
    );
    return since.map(decisionText);
  } catch {
    return [];
  }
}

/** None where the releases that are here cannot be read. */
function laterReleases(home: Home): string[] {
  const arriving = {...home, releases: join(arrivingFolder(home), basename(home.releases))};
  try {
    const published = publishedReleases(home).map(({releaseId}) => releaseId);
    return published.filter((releaseId) => !hasManifest(arriving, releaseId));
  } catch {
    return [];
  }
}

/** The ledger keeps whole seconds. */
const SECOND_MS = 1000;

function orderLine({kind, name, batch_id, ordered_by, reason, order_basis}: Departure): string {
  const batch = batch_id === null ? "" : `受付番号${batch_id}、`;
  const basis = order_basis === null ? "" : `、根拠 ${order_basis}`;
  return `${ORIGINAL_KINDS[kind]} ${name}（${batch}${ordered_by}、${reason}${basis}）`;
}

/**
 * Files of an installation that came after a backup: those that its ledger knows, or that wait, and whose content the backup neither has
 * nor knows. A ledger that cannot be read any more tells none; then the names of kept contents stand for them.
 */
async function laterFiles(home: Home, note: BackupNote): Promise<LaterFile[]> {
  const kept = note.files
    .map(({path}) => restoredPath(note, path))
    .filter((path) => path.startsWith("archive/"));
  const waiting = join(arrivingFolder(home), basename(home.inbox));
  const inBackup = new Set([...kept.map(contentOf), ...note.contents, ...contentsIn(waiting).values()]);
  // Where the backup holds no originals, the inbox stays as it is.
  const here = note.originals === "left_out" ? new Map<string, undefined>() : contentsIn(home.inbox);
  const known = await loadedFiles(home);
  return [
    ...known
      .filter(({sha256}) => !inBackup.has(sha256))
      .map(({fileName}): LaterFile => ({fileName, kept: "archive"})),
    ...[...here]
      .filter(([, sha256]) => sha256 === undefined || !inBackup.has(sha256))
      .map(([fileName]): LaterFile => ({fileName, kept: "inbox"})),
  ];
}

/** SHA-256 of all that waits in an inbox, by its name; undefined of what is no file or cannot be read. */
function contentsIn(inbox: string): Map<string, string | undefined> {
  const names = existsSync(inbox) ? readdirSync(inbox).filter((name) => !name.startsWith(".")) : [];
  return new Map(names.map((name) => [name, contentIn(join(inbox, name))]));
}

function contentIn(file: string): string | undefined {
  try {
    return isOwnFile(file) ? fingerprintOf(file).sha256 : undefined;
  } catch {
    return undefined;
  }
}

async function loadedFiles(home: Home): Promise<{fileName: string; sha256: string}[]> {
  if (!existsSync(home.ledger)) return [];
  try {
    const rows = await readingLedger(home, (ledger) => ledger.rows(statement("ledger.received_files")));
    return rows.map(({file_name, sha256}) => ({fileName: String(file_name), sha256: String(sha256)}));
  } catch {
    return readdirSync(home.archive).map((name) => ({fileName: name, sha256: contentOf(name)}));
  }
}
