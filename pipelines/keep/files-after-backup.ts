import {existsSync, readdirSync} from "node:fs";
import {basename} from "node:path";
import type {BackupNote} from "../../schemas/backup.ts";
import {statement} from "../catalog/sql-files.ts";
import {contentOf} from "../installation/archive.ts";
import type {Home} from "../installation/home.ts";
import {readingLedger} from "../ledger/read.ts";
import {restoredPath} from "./backup-copy.ts";

/** A file that an installation knows and a backup of it does not. */
export interface LaterFile {
  fileName: string;
  /** Where its content lies, below the installation that was put aside. */
  kept: "archive" | "inbox";
}

/**
 * Files of an installation that came after a backup: those that its ledger knows and the backup's archive does not hold, and
 * those that wait. A ledger that cannot be read any more tells none; then the names of kept contents stand for them.
 */
export async function laterFiles(home: Home, note: BackupNote): Promise<LaterFile[]> {
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
