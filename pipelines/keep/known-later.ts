import {existsSync, readdirSync} from "node:fs";
import {basename, join} from "node:path";
import type {BackupNote} from "../../schemas/backup.ts";
import {type Departure, ORIGINAL_KINDS} from "../../schemas/departure.ts";
import {statement} from "../catalog/sql-files.ts";
import {contentOf} from "../installation/archive.ts";
import type {Home} from "../installation/home.ts";
import {departuresIn} from "../ledger/departures.ts";
import {readingAnyLedger, readingLedger} from "../ledger/read.ts";
import {restoredPath} from "./backup-copy.ts";

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
}

export async function knownLater(home: Home, note: BackupNote): Promise<Later> {
  return {files: await laterFiles(home, note), orders: await laterOrders(home, note)};
}

/** What somebody has to do again, a line each; `place` is where the installation of before lies. */
export function againLines({files, orders}: Later, place: string): string[] {
  return [
    ...files.map(({fileName, kept}) => `${fileName}\t${join(place, kept)}`),
    ...orders.map((order) => `もう一度消すもの\t${order}`),
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

/** The ledger keeps whole seconds. */
const SECOND_MS = 1000;

function orderLine({kind, name, batch_id, ordered_by, reason, order_basis}: Departure): string {
  const batch = batch_id === null ? "" : `受付番号${batch_id}、`;
  const basis = order_basis === null ? "" : `、根拠 ${order_basis}`;
  return `${ORIGINAL_KINDS[kind]} ${name}（${batch}${ordered_by}、${reason}${basis}）`;
}

/**
 * Files of an installation that came after a backup: those that its ledger knows and the backup's archive does not hold, and
 * those that wait. A ledger that cannot be read any more tells none; then the names of kept contents stand for them.
 */
async function laterFiles(home: Home, note: BackupNote): Promise<LaterFile[]> {
  const paths = note.files.map(({path}) => restoredPath(note, path));
  const inBackup = new Set([
    ...paths.filter((path) => path.startsWith("archive/")).map(contentOf),
    ...note.contents,
  ]);
  const waiting = new Set(paths.filter((path) => path.startsWith("inbox/")).map((path) => basename(path)));
  // Where the backup holds no originals, the inbox stays as it is.
  const isInboxLeft = note.originals === "left_out";
  const known = await loadedFiles(home);
  return [
    ...known
      .filter(({sha256}) => !inBackup.has(sha256))
      .map(({fileName}): LaterFile => ({fileName, kept: "archive"})),
    ...readdirSync(home.inbox)
      .filter((fileName) => !isInboxLeft && !fileName.startsWith(".") && !waiting.has(fileName))
      .map((fileName): LaterFile => ({fileName, kept: "inbox"})),
  ];
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
