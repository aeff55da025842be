import {spawn} from "node:child_process";
import {once} from "node:events";
import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {run} from "../../pipelines/build/run.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {createRandom, type Random} from "../../sample/random.ts";
import {smallCity} from "../figures/small-city.ts";
import {COMPILED} from "./act-in.ts";
import {brokenBackups, brokenService, unprinted} from "./expect-served.ts";
import {brokenPromises, type Sent, unfinishedWork} from "./expect-whole.ts";
import {leaveHalf} from "./leave-half.ts";
import {sendMonth} from "./send-month.ts";
import {ACTIONS, type Action, NAMED_STEPS} from "./steps.ts";

export interface Torture {
  /** An empty folder. */
  root: string;
  kills: number;
  /** The same seed kills at the same named steps and, as far as clocks allow, at the same moments. */
  seed: string;
  /** What the processes do that are killed; everything when left out. */
  actions?: readonly Action[];
  /** After so many kills a whole run must come to its end. */
  restEvery: number;
  tell: (line: string) => void;
}

export interface TortureReport {
  killed: number;
  survived: number;
  actions: Record<string, number>;
  /** What did not hold, with the kill after which it was seen. */
  broken: string[];
}

interface State extends Torture {
  home: Home;
  random: Random;
  sent: Sent;
  /** The clock that the processes see; it jumps back and forth. */
  now: Date;
  /** The latest time that the clock has shown. */
  latest: Date;
  report: TortureReport;
}

const SILENT = {info: () => {}, warn: () => {}, progress: () => {}};

const START = {now: new Date("2025-06-02"), latest: new Date("2025-06-02")};

/** Kills processes that work on a small city, at named steps and at random moments, and looks at what is left each time. */
export async function torture(options: Torture): Promise<TortureReport> {
  const home = smallCity(options.root);
  const report = {killed: 0, survived: 0, actions: {}, broken: []};
  const random = createRandom(`torture ${options.seed}`);
  const state: State = {...options, home, random, sent: new Map(), ...START, report};
  await run({home, now: state.now, log: SILENT});
  while (report.killed < options.kills) await strike(state);
  await rest(state);
  return report;
}

async function strike(state: State): Promise<void> {
  const {random, report, home, sent, tell, actions = ACTIONS} = state;
  const action = random.pick(actions);
  if (random.chance(0.5)) sendMonth(state);
  if (random.chance(0.3)) leaveHalf(state);
  moveClock(state);
  const how = await killAmid(action, state);
  report.actions[action] = (report.actions[action] ?? 0) + 1;
  if (how === "killed") report.killed += 1;
  else report.survived += 1;
  const broken = [
    ...(await brokenPromises(home, sent, state.latest)),
    ...brokenBackups(home),
    ...brokenService(home),
  ];
  note(state, action, broken);
  if (how === "killed" && report.killed % 20 === 0) tell(`${report.killed}/${state.kills}`);
  if (how === "killed" && report.killed % state.restEvery === 0) await rest(state);
}

function note({report, tell}: State, what: string, broken: string[]): void {
  for (const line of broken) {
    tell(`${report.killed} ${what}: ${line}`);
    report.broken.push(`${report.killed} ${what}: ${line}`);
  }
}

const HOUR_MS = 60 * 60 * 1000;

function moveClock(state: State): void {
  const {random} = state;
  const jump = random.chance(0.1) ? random.between(-2000, 2000) : random.between(0, 24);
  state.now = new Date(state.now.getTime() + jump * HOUR_MS);
  if (state.now > state.latest) state.latest = state.now;
  // Somebody says of every clock that it is right: how it is asked about is another test's. A service wakes once more after
  // half a minute, so that what it does is a little later than it was started.
  const despite = new Date(state.latest.getTime() + HOUR_MS);
  const note = {at: state.now.toISOString(), despite: despite.toISOString()};
  writeFileSync(state.home.clockNote, JSON.stringify(note));
}

/** Longest time that an action is left alone before it is killed; what ends earlier has survived. */
const LONGEST_MS: Record<Action, number> = {
  ingest: 900,
  run: 5000,
  plan: 5000,
  approve: 1500,
  rollback: 1500,
  print: 4000,
  backup: 1500,
  serve: 9000,
  unite: 1500,
  restore: 1800,
  seal: 900,
  forget: 900,
};

async function killAmid(action: Action, {home, random, now}: State): Promise<"killed" | "survived"> {
  const steps = NAMED_STEPS[action];
  const isNamed = steps.length > 0 && random.chance(0.5);
  const [step, count] = isNamed ? random.pick(steps) : ["", 1];
  const child = start(action, {home, now, fatal: [step, String(random.between(1, count))]});
  const ended = once(child, "exit");
  let complaint = "";
  child.stderr.on("data", (text) => {
    complaint += text;
  });
  const wait = random.between(0, LONGEST_MS[action]);
  const timer = isNamed ? undefined : setTimeout(() => child.kill("SIGKILL"), wait);
  const [code, signal] = await ended;
  clearTimeout(timer);
  // 3: refused with a message, as when nothing waits for approval.
  if (signal === null && code !== 0 && code !== 3) throw new Error(`${action} failed: ${complaint}`);
  return signal === "SIGKILL" ? "killed" : "survived";
}

function start(action: Action, {home, now, fatal}: Pick<State, "home" | "now"> & {fatal: string[]}) {
  const script = fileURLToPath(new URL("./acting-process.ts", import.meta.url));
  const args = [script, join(home.inbox, ".."), action, now.toISOString(), ...fatal];
  return spawn(process.execPath, args, {
    env: {...process.env, ...COMPILED},
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** A run that nobody kills comes to its end and leaves nothing undone; so does a service that is left alone. */
async function rest(state: State): Promise<void> {
  const {home, now, sent, latest} = state;
  await run({home, now, log: SILENT});
  note(state, "a whole run", [
    ...(await brokenPromises(home, sent, latest)),
    ...(await unfinishedWork(home)),
  ]);
  sendMonth(state);
  const [code] = await once(start("serve", {home, now, fatal: []}), "exit");
  const left = code === 0 ? [] : [`it ended with ${code}`];
  left.push(
    ...(await brokenPromises(home, sent, latest)),
    ...(await unfinishedWork(home)),
    ...unprinted(home, now),
  );
  note(state, "a service left alone", left);
}
