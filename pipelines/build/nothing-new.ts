import {createHash} from "node:crypto";
import {lstatSync, readdirSync, type Stats, statSync} from "node:fs";
import {dirname, join} from "node:path";
import {z} from "zod";
import {japaneseDay} from "../../schemas/japanese-day.ts";
import {cityFiles} from "../catalog/city-folder.ts";
import {PROJECT, SQL_FOLDER} from "../catalog/sql-files.ts";
import type {Home} from "../installation/home.ts";
import {readDerivedFile} from "../installation/read-json-file.ts";
import {writeWhole} from "../installation/write-whole.ts";
import {currentFile} from "../releases/files.ts";
import {releaseNote} from "../releases/history.ts";

/** Left behind by a run that has nothing more to do. */
const lastRun = z.object({
  release: releaseNote,
  /** The print that belongs to the release; "" where it has nothing to print. */
  printed: z.string(),
  /** Name of everything a run looks at, as it was then. */
  state: z.string(),
  /** Month in Japan of that run: in another one originals may have to leave by their terms, which run by days. */
  month: z.string(),
});

type LastRun = z.infer<typeof lastRun>;

/**
 * The release with which the last run ended, if since then nothing has changed that a run looks at: inbox, ledger,
 * release, models, catalog, program, print, the month. So a run without news ends before the engine is even loaded.
 */
export function nothingNewSince(home: Home, now: Date): LastRun | undefined {
  const note = readDerivedFile(home.nothingNew, lastRun);
  if (note?.month !== monthOf(now) || isElsewhere(note.printed, home)) return undefined;
  return note.state === stateOf(home, note.printed) ? note : undefined;
}

/** An installation that was copied to another place has no say in the files of that one, which may not even be looked at. */
function isElsewhere(printed: string, {output}: Home): boolean {
  return printed !== "" && dirname(printed) !== output;
}

interface Ended extends Pick<LastRun, "release" | "printed"> {
  now: Date;
}

export function noteNothingNew(home: Home, {release, printed, now}: Ended): void {
  const note: LastRun = {release, printed, state: stateOf(home, printed), month: monthOf(now)};
  writeWhole(home.nothingNew, JSON.stringify(note));
}

function monthOf(now: Date): string {
  return japaneseDay(now).slice(0, "yyyy-mm".length);
}

/** Size and time of change of every file, in one name; a file that is not there counts too. */
function stateOf(home: Home, printed: string): string {
  const files = [
    home.ledger,
    `${home.ledger}.wal`,
    currentFile(home),
    printed,
    join(PROJECT, "package.json"),
    ...cityFiles(home.city).map(({path}) => path),
    ...[SQL_FOLDER, ...PROGRAM_FOLDERS].flatMap(filesBelow),
  ];
  // A folder of Parquet files that somebody removed is made anew.
  const hash = createHash("sha256").update(readdirSync(home.releases).sort().join("\n"));
  for (const file of files) hash.update(`${file}\n${stateText(statSync(file, {throwIfNoEntry: false}))}\n`);
  // Senders may put a link there that leads in a circle, or a folder that nobody may look into.
  for (const name of readdirSync(home.inbox).sort())
    hash.update(`${name}\n${stateText(lstatSync(join(home.inbox, name), {throwIfNoEntry: false}))}\n`);
  return hash.digest("hex");
}

function stateText(stats: Stats | undefined): string {
  return stats ? `${stats.size}\n${stats.mtimeMs}` : "-1\n-1";
}

/** What loads, computes and prints. */
const PROGRAM_FOLDERS = ["pipelines", "schemas", "reports"].map((folder) => join(PROJECT, folder));

function filesBelow(folder: string): string[] {
  return readdirSync(folder, {recursive: true, encoding: "utf8"})
    .sort()
    .map((name) => join(folder, name));
}
