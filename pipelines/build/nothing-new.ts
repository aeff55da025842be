import {createHash} from "node:crypto";
import {readdirSync, statSync} from "node:fs";
import {join} from "node:path";
import {z} from "zod";
import {CATALOG_FOLDER, PROJECT, SQL_FOLDER} from "../catalog/sql-files.ts";
import type {Home} from "../installation/home.ts";
import {readDerivedFile} from "../installation/read-json-file.ts";
import {writeWhole} from "../installation/write-whole.ts";
import {currentFile} from "../releases/files.ts";
import {releaseNote} from "../releases/history.ts";

/** Left behind by a run that has nothing more to do. */
const lastRun = z.object({
  release: releaseNote,
  /** The print that belongs to the release. */
  printed: z.string(),
  /** Name of everything a run looks at, as it was then. */
  state: z.string(),
});

type LastRun = z.infer<typeof lastRun>;

/**
 * The release with which the last run ended, if since then nothing has changed that a run looks at: inbox, ledger,
 * release, models, catalog, program, print. So a run without news ends before the engine is even loaded.
 */
export function nothingNewSince(home: Home): LastRun | undefined {
  const note = readDerivedFile(home.nothingNew, lastRun);
  return note && note.state === stateOf(home, note.printed) ? note : undefined;
}

export function noteNothingNew(home: Home, {release, printed}: Omit<LastRun, "state">): void {
  const note: LastRun = {release, printed, state: stateOf(home, printed)};
  writeWhole(home.nothingNew, JSON.stringify(note));
}

/** Size and time of change of every file, in one name; a file that is not there counts too. */
function stateOf(home: Home, printed: string): string {
  const files = [
    home.ledger,
    `${home.ledger}.wal`,
    currentFile(home),
    printed,
    join(PROJECT, "package.json"),
    ...[home.inbox, SQL_FOLDER, CATALOG_FOLDER, ...PROGRAM_FOLDERS].flatMap(filesBelow),
  ];
  // A folder of Parquet files that somebody removed is made anew.
  const hash = createHash("sha256").update(readdirSync(home.releases).sort().join("\n"));
  for (const file of files) {
    const {size, mtimeMs} = statSync(file, {throwIfNoEntry: false}) ?? {size: -1, mtimeMs: -1};
    hash.update(`${file}\n${size}\n${mtimeMs}\n`);
  }
  return hash.digest("hex");
}

/** What loads, computes and prints. */
const PROGRAM_FOLDERS = ["pipelines", "schemas", "reports"].map((folder) => join(PROJECT, folder));

function filesBelow(folder: string): string[] {
  return readdirSync(folder, {recursive: true, encoding: "utf8"})
    .sort()
    .map((name) => join(folder, name));
}
