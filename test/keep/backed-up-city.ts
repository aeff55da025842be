import {cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Home} from "../../pipelines/installation/home.ts";
import {sumOf} from "../../pipelines/keep/backup-content.ts";
import type {BackupNote} from "../../schemas/backup.ts";
import {publishedCity} from "../figures/small-city.ts";
import {kaikaku} from "../run-cli.ts";
import {sha256} from "../torture/expect-whole.ts";

/** When tests restore. */
export const NOW = new Date("2025-06-10T00:00:00Z");

/** A city with a release, and its backup with key. */
export async function backedUpCity(folder: string): Promise<{city: Home; backup: string}> {
  const [city, medium] = [await publishedCity(join(folder, "city")), join(folder, "medium")];
  mkdirSync(medium);
  kaikaku(city.root, ["backup", "--to", medium, "--with-key"]);
  return {city, backup: join(medium, readdirSync(medium)[0] ?? "")};
}

/** A copy of a backup that somebody changed, its note's checksum with it. */
export function forgedBackup(
  {backup, copy}: {backup: string; copy: string},
  change: (note: BackupNote, files: string) => void,
): string {
  cpSync(backup, copy, {recursive: true});
  const note: BackupNote = JSON.parse(readFileSync(join(copy, "backup.json"), "utf8"));
  change(note, join(copy, "files"));
  const {sum: _, ...content} = note;
  writeFileSync(join(copy, "backup.json"), JSON.stringify({...content, sum: sumOf(content)}));
  return copy;
}

/** Name and content of every file of an installation but locks, scratch and what was built last, as text. */
export function filesOf(root: string): string[] {
  return readdirSync(root, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => `${file.slice(root.length + 1)} ${sha256(readFileSync(file))}`)
    .filter((line) => !/^(locks|scratch|built|service\/locks)\//.test(line))
    .sort();
}
