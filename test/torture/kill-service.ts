import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {setTimeout as pause} from "node:timers/promises";
import {type JournalEntry, nameOf, readJournal} from "../../pipelines/due/journal.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {serviceFiles} from "../../pipelines/installation/service-files.ts";
import {createRandom, type Random} from "../../sample/random.ts";
import {smallCity} from "../figures/small-city.ts";
import {hurry, type RealService, startService} from "../service/real-service.ts";
import {brokenService, unprinted} from "./expect-served.ts";
import {brokenPromises, type Sent, sha256, unfinishedWork} from "./expect-whole.ts";
import {sendMonth} from "./send-month.ts";

interface ServiceTorture {
  /** An empty folder. */
  root: string;
  kills: number;
  seed: string;
  tell: (line: string) => void;
}

export interface ServiceTortureReport {
  killed: number;
  /** Kills that left work begun and not ended. */
  amidWork: number;
  /** What did not hold, with the kill after which it was seen. */
  broken: string[];
}

/** Longest time between the beginning of work and the kill; most work ends within it. */
const LONGEST_MS = 4000;

interface State extends ServiceTorture {
  home: Home;
  random: Random;
  sent: Sent;
  report: ServiceTortureReport;
}

/**
 * Kills the command `kaikaku schedule` itself, again and again, soon after it began to work on files of the inbox. Each
 * start must take the lease over and beat; a service left alone at the end must finish everything and end when told to.
 */
export async function killService(options: ServiceTorture): Promise<ServiceTortureReport> {
  const {root, kills, seed} = options;
  const home = smallCity(join(root, "home"));
  writeFileSync(join(root, "home", "settings.yaml"), "due_from: 2025-04-01\n");
  hurry(home);
  const report = {killed: 0, amidWork: 0, broken: []};
  const random = createRandom(`service ${seed}`);
  const state: State = {...options, home, random, sent: waitingFiles(home), report};
  while (report.killed < kills) await strike(state);
  await leaveAlone(state);
  return report;
}

async function strike(state: State): Promise<void> {
  const {home, random, report, sent} = state;
  const begun = new Date().toISOString();
  const service = await startService(home);
  sendMonth(state);
  await service.until(() => journalOf(home).some((entry) => isStart(entry) && entry.at >= begun));
  await pause(random.between(0, LONGEST_MS));
  await service.end("SIGKILL");
  report.killed += 1;
  if (openWork(home).length > 0) report.amidWork += 1;
  note(state, [...(await brokenPromises(home, sent)), ...brokenService(home)]);
}

/** A service that nobody kills does all that is left, and ends in order. */
async function leaveAlone(state: State): Promise<void> {
  const {home, sent} = state;
  const service = await startService(home);
  await idle(service, home);
  const {code} = await service.end("SIGTERM");
  note(state, code === 0 ? [] : [`told to end, it ended with ${code}: ${service.said()}`]);
  note(state, [...(await brokenPromises(home, sent)), ...brokenService(home)]);
  note(state, [...(await unfinishedWork(home)), ...unprinted(home, new Date())]);
}

function note({report, tell}: State, lines: string[]): void {
  for (const line of lines.map((text) => `service, kill ${report.killed}: ${text}`)) {
    tell(line);
    report.broken.push(line);
  }
}

function waitingFiles({inbox}: Home): Sent {
  return new Map(readdirSync(inbox).map((name) => [sha256(readFileSync(join(inbox, name))), name]));
}

function journalOf(home: Home): JournalEntry[] {
  return readJournal(serviceFiles(home).journal);
}

function isStart({kind}: JournalEntry): boolean {
  return kind === "started";
}

/** Work that was begun and of which the journal says neither that it is done nor that it failed. */
export function openWork(home: Home): string[] {
  const last = new Map(
    journalOf(home).flatMap((entry) => (entry.kind === "began" ? [] : [[nameOf(entry), entry] as const])),
  );
  return [...last].filter(([, entry]) => isStart(entry)).map(([name]) => name);
}

/** Until the inbox is empty and two whole wakings found nothing more to do. */
async function idle(service: RealService, home: Home): Promise<void> {
  const waiting = () => readdirSync(home.inbox).length;
  // Those with which it was killed go one by one, a release each: patience is for one.
  for (let left = waiting(); left > 0; left = waiting()) await service.until(() => waiting() < left);
  for (let waking = 0; waking < 2; waking += 1) {
    const now = new Date().toISOString();
    await service.health(({state, last_wake_at}) => state === "idle" && (last_wake_at ?? "") > now);
  }
}
