import {createHash} from "node:crypto";
import {existsSync, readdirSync, readFileSync, statSync} from "node:fs";
import {join} from "node:path";
import {CATALOG_FOLDER, PROJECT, SQL_FOLDER} from "../catalog/sql-files.ts";
import type {Home} from "../installation/home.ts";
import {writeWhole} from "../installation/write-whole.ts";
import {currentFile} from "../releases/current-file.ts";
import type {Release} from "../releases/history.ts";

/** Left behind by a run that has nothing more to do. */
interface Settled {
  release: Release;
  /** The print that belongs to the release. */
  printed: string;
  /** Name of everything a run looks at, as it was then. */
  state: string;
}

/**
 * The release with which the last run ended, if since then nothing has changed that a run looks at: inbox, ledger,
 * release, models, catalog, program, print. So a run without news ends before the engine is even loaded.
 */
export function settledOn(home: Home): Settled | undefined {
  if (!existsSync(home.settled)) return undefined;
  try {
    const settled = JSON.parse(readFileSync(home.settled, "utf8")) as Settled;
    return settled.state === stateOf(home, settled.printed) ? settled : undefined;
  } catch {
    return undefined; // an unreadable note is no note
  }
}

export function noteSettled(home: Home, {release, printed}: Omit<Settled, "state">): void {
  const settled: Settled = {release, printed, state: stateOf(home, printed)};
  writeWhole(home.settled, JSON.stringify(settled));
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
  const hash = createHash("sha256");
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
