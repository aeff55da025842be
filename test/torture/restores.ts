import {spawn} from "node:child_process";
import {once} from "node:events";
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import {join, relative} from "node:path";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {createRandom, type Random} from "../../sample/random.ts";
import {overtime, publishedCity, runRelease, send} from "../figures/small-city.ts";
import {filesBelow} from "../files-below.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {type CliResult, kaikaku, PROJECT} from "../run-cli.ts";
import {brokenPromises, sha256, unfinishedWork} from "./expect-whole.ts";

export interface Restores {
  /** An empty folder. */
  root: string;
  /** Backups that are damaged, and restores that are killed: so many of each. */
  times: number;
  seed: string;
  tell: (line: string) => void;
}

export interface RestoresReport {
  refused: number;
  killed: number;
  /** Killed restores that had happened all the same, finished by the next command. */
  finished: number;
  broken: string[];
}

interface State extends Restores {
  random: Random;
  /** A city with two releases, and a backup from between them. */
  city: string;
  backup: string;
  report: RestoresReport;
}

/** Longest time before a restore is killed; a whole one takes about two thirds of it. */
const LONGEST_MS = 1800;

/**
 * A backup that is damaged anywhere is refused and changes nothing; a restore that is killed at any moment has happened or
 * has not, and the next command says which by leaving the one or the other whole.
 */
export async function spoilRestores(options: Restores): Promise<RestoresReport> {
  const report = {refused: 0, killed: 0, finished: 0, broken: []};
  const state = {
    ...options,
    ...(await lay(options.root)),
    random: createRandom(`restores ${options.seed}`),
    report,
  };
  for (let time = 0; time < options.times; time += 1) {
    refuseDamaged(state);
    await killRestore(state);
    options.tell(`${time + 1}/${options.times}`);
  }
  return report;
}

async function lay(root: string): Promise<Pick<State, "city" | "backup">> {
  const city = join(root, "city");
  const home = await publishedCity(city);
  const medium = join(root, "medium");
  mkdirSync(medium);
  kaikaku(city, ["backup", "--to", medium]);
  send(home, {"時間外_5月訂正.csv": [HEADINGS.overtime, ...overtime("2024-05", "40:00")].join("\n")});
  await runRelease(home, "2025-06-03T00:00:00Z");
  return {city, backup: join(medium, readdirSync(medium)[0] ?? "")};
}

function refuseDamaged({root, city, backup, random, report, tell}: State): void {
  const spoilt = join(root, "spoilt");
  cpSync(backup, spoilt, {recursive: true});
  const what = damage(spoilt, random);
  const before = contentOf(city);
  const {status, stderr} = restoring(city, spoilt);
  const isRefused = status === 1 && /^エラー/.test(stderr) && !/\n {4}at /.test(stderr);
  if (isRefused) report.refused += 1;
  const broken = [
    ...(isRefused ? [] : [`${what}: ended with ${status} ${stderr}`]),
    ...(contentOf(city) === before ? [] : [`${what}: the installation was changed`]),
  ];
  for (const line of broken) tell(line);
  report.broken.push(...broken);
  rmSync(spoilt, {recursive: true});
}

function restoring(city: string, from: string): CliResult {
  return kaikaku(city, ["restore", "--from", from, "--replace"]);
}

/** A byte changed, an end cut off, a file gone or emptied: of any file, the backup's own note among them. */
function damage(backup: string, random: Random): string {
  const path = random.pick(filesBelow(backup).filter((file) => statSync(file).size > 0));
  const how = random.pick(["changed", "cut", "gone", "emptied"] as const);
  const {size} = statSync(path);
  if (how === "changed") changeByte(path, random.below(size));
  else if (how === "cut") truncateSync(path, random.below(size));
  else if (how === "gone") rmSync(path);
  else writeFileSync(path, "");
  return `${relative(backup, path)} ${how}`;
}

function changeByte(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] as number) ^ 1;
  writeFileSync(path, bytes);
}

async function killRestore({root, city, backup, random, report, tell}: State): Promise<void> {
  const copy = join(root, "killed");
  cpSync(city, copy, {recursive: true, preserveTimestamps: true});
  const args = [join(PROJECT, "cli.ts"), "restore", "--from", backup, "--replace"];
  const env = {...process.env, KAIKAKU_HOME: copy};
  const child = spawn(process.execPath, args, {env, stdio: "ignore"});
  setTimeout(() => child.kill("SIGKILL"), random.between(200, LONGEST_MS)).unref();
  const [, signal] = await once(child, "exit");
  if (signal === "SIGKILL") report.killed += 1;
  const broken = await leftBy(openHome(copy), {before: openHome(city), report});
  for (const line of broken) tell(line);
  report.broken.push(...broken);
  rmSync(copy, {recursive: true});
}

async function leftBy(
  home: Home,
  {before, report}: {before: Home; report: RestoresReport},
): Promise<string[]> {
  const {status, stderr} = kaikaku(home.root, ["status"]);
  const isAsBefore = readFileSync(home.ledger).equals(readFileSync(before.ledger));
  if (!isAsBefore) report.finished += 1;
  return [
    ...(status === 0 ? [] : [`status ended with ${status}: ${stderr}`]),
    ...(await brokenPromises(home, new Map())),
    ...(await unfinishedWork(home)),
  ];
}

/** Names and contents of all files but the locks. */
function contentOf(root: string): string {
  const files = filesBelow(root).filter((file) => !file.startsWith(join(root, "locks")));
  return sha256(files.map((file) => `${relative(root, file)} ${sha256(readFileSync(file))}`).join("\n"));
}
