import {spawnSync} from "node:child_process";
import {cpSync, mkdirSync, symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {approve} from "../../pipelines/build/approve.ts";
import {run} from "../../pipelines/build/run.ts";
import {openReadOnly, type Row} from "../../pipelines/engine/open.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {builtOnce} from "../built-once.ts";
import {BUREAUS, HEADINGS, rosterLine} from "../models/tiny-city.ts";
import {sampleHome} from "../sample-city.ts";

const PROJECT = join(import.meta.dirname, "../..");

/**
 * A home in a folder whose inbox holds a city of two clerks and some section chiefs, in fiscal year 2024. One file is
 * a sample, so that its figures need not equal the published ones.
 */
export function smallCity(root: string): Home {
  const home = sampleHome(root);
  send(home, {
    "見本_局区.csv": BUREAUS,
    "名簿_2024.csv": roster("2024-04-01", FEW_CHIEFS),
    "名簿_2025.csv": roster("2025-04-01", FEW_CHIEFS),
    "時間外_2024.csv": [HEADINGS.overtime, ...MONTHS.flatMap((month) => overtime(month, "30:00"))].join("\n"),
  });
  return home;
}

/** When the first release of a {@link publishedCity} was published. */
const FIRST_PUBLISHED = "2025-06-02T00:00:00Z";

/** The same city after its first release; built once for all tests and copied into the folder. */
export async function publishedCity(root: string): Promise<Home> {
  const built = await builtOnce({
    name: "kaikaku-small-city",
    inputs: [
      "pipelines",
      "schemas",
      "sql",
      "data/cities",
      "data/defaults",
      "package-lock.json",
      "test/figures",
      "test/models",
    ],
    build: async (folder) => {
      const outcome = await runRelease(smallCity(folder), FIRST_PUBLISHED);
      if (outcome !== "published") throw new Error(`the small city's first release is ${outcome}`);
    },
  });
  cpSync(built, root, {recursive: true, preserveTimestamps: true});
  return openHome(root);
}

/** Puts files (name → text) into the inbox. */
export function send(home: Home, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(home.inbox, name), `${text}\n`);
}

export const MONTHS = Array.from({length: 12}, (_, index) =>
  new Date(Date.UTC(2024, 3 + index, 1)).toISOString().slice(0, 7),
);

/** Person 1 works 45 hours over every month (540 a year), person 2 as told: 30:00 a month stays below 480. */
export function overtime(month: string, hoursOfSecond: string): string[] {
  return [`000001,${month},平日時間外,通常,45:00`, `000002,${month},平日時間外,通常,${hoursOfSecond}`];
}

/** Women and men among the section chiefs of each bureau. */
export type Chiefs = Record<string, {women: number; men: number}>;

/** Cells under 5 are withheld: 1020, and 2040 so that 1020 cannot be found by subtraction. */
export const FEW_CHIEFS: Chiefs = {
  1010: {women: 6, men: 6},
  1020: {women: 1, men: 1},
  2040: {women: 5, men: 3},
};

/** A roster of the two clerks of bureau 1010 and the section chiefs. */
export function roster(day: string, chiefs: Chiefs): string {
  const clerks = ["000001", "000002"].map((person) => rosterLine({day, person}));
  const lines = Object.entries(chiefs).flatMap(([bureau, {women, men}]) =>
    Array.from({length: women + men}, (_, index) => {
      const person = `${bureau}${String(index).padStart(2, "0")}`;
      const line = rosterLine({day, person, bureau, isManager: true});
      return index < women ? line : line.replace(",女,", ",男,");
    }),
  );
  return [HEADINGS.staff, ...clerks, ...lines].join("\n");
}

/** The whole job in this process, approved where a person is asked; says what became of the release. */
export async function runRelease(home: Home, now: string): Promise<string> {
  const log = {info: () => {}, warn: () => {}, progress: () => {}};
  // The story has a time of its own; commands in between have the machine's.
  const options = {home, now: new Date(now), log, clock: "is_right" as const};
  const {outcome} = await run(options);
  if (outcome.kind !== "waiting") return outcome.kind;
  await approve(outcome.plan.release_id, {by: "試験", reason: "試験のため"}, options);
  return "published";
}

export interface Elsewhere {
  /** A changed copy of the project. */
  project?: string;
  /** The process is killed when this step begins. */
  fatalStep?: string;
}

/** The whole job in a process of its own; "" when it was killed. */
export function runElsewhere(
  home: Home,
  now: string,
  {project = PROJECT, fatalStep = "none"}: Elsewhere,
): string {
  const script = fileURLToPath(new URL("./run-release.ts", import.meta.url));
  const args = [script, project, join(home.inbox, ".."), now, fatalStep];
  return spawnSync(process.execPath, args, {encoding: "utf8"}).stdout;
}

/** A copy of the project that a test may change. */
export function projectCopy(folder: string): string {
  mkdirSync(join(folder, "data"), {recursive: true});
  for (const part of ["package.json", "pipelines", "schemas", "sql", "data/cities", "data/defaults"])
    cpSync(join(PROJECT, part), join(folder, part), {recursive: true});
  symlinkSync(join(PROJECT, "node_modules"), join(folder, "node_modules"));
  return folder;
}

/** A copy of the project with its commands and documents. */
export function wholeProgram(folder: string): string {
  projectCopy(folder);
  for (const part of ["cli.ts", "kaikaku.mjs", "commands", "reports", "sample"])
    cpSync(join(PROJECT, part), join(folder, part), {recursive: true});
  return folder;
}

/** Rows of the ledger. */
export async function ledgerRows(home: Home, sql: string): Promise<Row[]> {
  const ledger = await openReadOnly(home.ledger);
  try {
    return await ledger.rows(sql);
  } finally {
    ledger.close();
  }
}
