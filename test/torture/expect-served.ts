import {existsSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {basename, dirname, join} from "node:path";
import {type JournalEntry, nameOf, readJournal} from "../../pipelines/due/journal.ts";
import {fingerprintOf} from "../../pipelines/installation/fingerprint-of.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {serviceFiles} from "../../pipelines/installation/service-files.ts";
import {readHealth} from "../../pipelines/service/health-file.ts";
import {backupNote} from "../../schemas/backup.ts";

type Done = Extract<JournalEntry, {kind: "done"}>;

function prints(home: Home): Done[] {
  return readJournal(serviceFiles(home).journal).filter(
    (entry): entry is Done => entry.kind === "done" && entry.job === "scorecard",
  );
}

/** Nothing is printed twice from the same data, and what counts as printed lies there whole. Throws when the health file is torn. */
export function brokenService(home: Home): string[] {
  readHealth(serviceFiles(home).health);
  const done = prints(home);
  const names = done.map(nameOf);
  return [
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name} printed twice`),
    ...done.filter(({result}) => !isWholePdf(result)).map(({result}) => `${result} is not a whole PDF`),
  ];
}

function isWholePdf(file: string): boolean {
  if (!existsSync(file)) return false;
  const content = readFileSync(file, "latin1");
  return content.startsWith("%PDF-") && content.trimEnd().endsWith("%%EOF");
}

const PRINTED_BEFORE = "2025-05-15";

/** The quarter that was due when the torture began must be printed once a service was left alone, unless its clock went back before that. */
export function unprinted(home: Home, now: Date): string[] {
  if (now.toISOString() < PRINTED_BEFORE) return [];
  return prints(home).some(({period}) => period === "R6Q4") ? [] : ["R6Q4 was never printed"];
}

/** A backup that says it is whole (it has its note) is; one without a note is refused by restore. They are removed after the look. */
export function brokenBackups(home: Home): string[] {
  const root = home.root;
  const beside = dirname(root);
  const media = readdirSync(beside).filter((name) => name.startsWith(`${basename(root)}-medium-`));
  const backups = media.flatMap((name) =>
    readdirSync(join(beside, name)).map((own) => join(beside, name, own)),
  );
  const broken = backups.flatMap((folder) =>
    existsSync(join(folder, "backup.json")) ? damagedIn(folder) : [],
  );
  for (const name of media) rmSync(join(beside, name), {recursive: true});
  return broken;
}

function damagedIn(folder: string): string[] {
  const {files} = backupNote.parse(JSON.parse(readFileSync(join(folder, "backup.json"), "utf8")));
  return files
    .filter(({path, sha256}) => fingerprintOf(join(folder, "files", path)).sha256 !== sha256)
    .map(({path}) => `the backup's ${path} is damaged`);
}
