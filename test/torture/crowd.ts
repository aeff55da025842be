import {spawn, spawnSync} from "node:child_process";
import {once} from "node:events";
import {chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {waitingCandidate} from "../../pipelines/build/candidate.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {publishedReleases} from "../../pipelines/releases/history.ts";
import {createRandom, type Random} from "../../sample/random.ts";
import {smallCity, wholeProgram} from "../figures/small-city.ts";
import {brokenPromises, type Sent, sentTo, unfinishedWork} from "./expect-whole.ts";
import {leaveHalf} from "./leave-half.ts";
import {sendMonth} from "./send-month.ts";
import {sendTrouble} from "./send-trouble.ts";

export interface Crowd {
  /** An empty folder. */
  root: string;
  kills: number;
  seed: string;
  tell: (line: string) => void;
}

export interface CrowdReport {
  killed: number;
  /** Commands that came to their end, by their exit code. */
  ended: Record<string, number>;
  /** What did not hold, with the commands after which it was seen. */
  broken: string[];
}

interface State extends Crowd {
  home: Home;
  random: Random;
  sent: Sent;
  programs: {old: string; young: string};
  meetings: number;
  report: CrowdReport;
}

interface Account {
  uid?: number;
  gid?: number;
}

/** Two accounts of one group, where the account that tests may become another. */
const ACCOUNTS: Account[] =
  process.getuid?.() === 0 ? [65_533, 65_534].map((uid) => ({uid, gid: 65_534})) : [{}];

const ZONES = ["Asia/Tokyo", "UTC", "America/Los_Angeles", "Pacific/Kiritimati"];

/** After so many meetings a run that nobody disturbs must come to its end. */
const REST_EVERY = 10;

/** Longest time that a command is left alone before it is killed. */
const LONGEST_MS = 6000;

/**
 * Several people at once on one installation, with two programs of which the later knows a column more, from two accounts
 * and four time zones, with things in the inbox that are no files of theirs; each may be killed at any moment. Nothing is
 * lost, nobody sees a stack, and left alone it comes to its end.
 */
export async function crowd(options: Crowd): Promise<CrowdReport> {
  const home = smallCity(join(options.root, "home"));
  const programs = {
    old: wholeProgram(join(options.root, "old")),
    young: youngProgram(join(options.root, "young")),
  };
  const report = {killed: 0, ended: {}, broken: []};
  const random = createRandom(`crowd ${options.seed}`);
  const state: State = {...options, home, programs, random, sent: sentTo(home), meetings: 0, report};
  share(options.root, home);
  spawnSync("chmod", ["-R", "a+rX", programs.old, programs.young]);
  await rest(state);
  while (report.killed < options.kills) await meet(state);
  await rest(state);
  return report;
}

/** The installation belongs to the group of both accounts; each has a place of its own for what it keeps. */
function share(root: string, home: Home): void {
  chmodSync(root, 0o755);
  for (const account of ACCOUNTS) {
    mkdirSync(ownPlace(root, account));
    own(ownPlace(root, account), account, 0o700);
  }
  for (const folder of [home.root, home.inbox]) own(folder, ACCOUNTS[0] as Account, 0o2770);
  for (const name of readdirSync(home.inbox)) own(join(home.inbox, name), ACCOUNTS[0] as Account, 0o640);
  for (const name of ["archive", "refused", "releases", "candidates", "output", "scratch", "built", "locks"])
    rmSync(join(home.root, name), {recursive: true, force: true});
}

function ownPlace(root: string, {uid}: Account): string {
  return join(root, `account-${uid ?? "only"}`);
}

function own(path: string, {uid, gid}: Account, mode: number): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
  chmodSync(path, mode);
}

/** The same program a version later, as far as the ledger is concerned: one source has a column more. */
function youngProgram(folder: string): string {
  wholeProgram(folder);
  const file = join(folder, "schemas/sources/mental-health.ts");
  const grown = readFileSync(file, "utf8")
    .replace('from "../fields.ts"', 'from "../fields.ts";\nimport {text} from "../fields.ts"')
    .replace(
      "z.strictObject({",
      'z.strictObject({\n    remark: text(["備考"], {example: "応援", optional: true}),',
    );
  writeFileSync(file, grown);
  return folder;
}

/** Two or three begin at about the same moment. */
async function meet(state: State): Promise<void> {
  const {random, home, sent, report, tell} = state;
  if (random.chance(0.6)) sendMonth(state);
  if (random.chance(0.3)) sendTrouble(state);
  if (random.chance(0.2)) leaveHalf(state);
  const asked = Array.from({length: random.between(2, 3)}, () => commandFor(state));
  const ends = await Promise.all(asked.map((command) => act(command, state)));
  const names = asked.map(([name]) => name).join(" + ");
  note(state, names, [...ends.flat(), ...(await brokenPromises(home, sent))]);
  state.meetings += 1;
  if (state.meetings % REST_EVERY === 0) await rest(state);
  tell(`${report.killed}/${state.kills} ${names}`);
}

function note({report, tell}: State, what: string, broken: string[]): void {
  for (const line of broken) {
    tell(`${report.killed} ${what}: ${line}`);
    report.broken.push(`${report.killed} ${what}: ${line}`);
  }
}

const SAYING = ["--reason", "試験のため"];
const NAMED = ["--by", "試験", ...SAYING];

/** What somebody would type now. */
function commandFor(state: State): string[] {
  const {random, home} = state;
  const batch = String(random.between(1, Math.max(1, state.sent.size)));
  const choices: [weight: number, command: string[]][] = [
    [6, ["run"]],
    [2, ["plan"]],
    [4, ["approve", waitingId(home), ...NAMED]],
    [2, ["reject", batch, ...SAYING]],
    [2, ["accept", batch, ...SAYING]],
    [1, ["rollback", publishedReleases(home).at(-2)?.releaseId ?? "none", ...NAMED]],
    [2, ["upgrade"]],
    [1, ["upgrade", "--back"]],
    [2, ["backup", "--to", mediumOf(state)]],
    [1, ["person", "000001"]],
    [3, [random.pick(["status", "doctor", "due", "releases", "scoreboard"])]],
  ];
  const weighted = choices.flatMap(([weight, command]) => Array.from({length: weight}, () => command));
  return random.pick(weighted);
}

function waitingId(home: Home): string {
  return waitingCandidate(home)?.manifest.releaseId ?? "none";
}

function mediumOf({root}: State): string {
  const medium = join(root, "medium");
  rmSync(medium, {recursive: true, force: true});
  mkdirSync(medium);
  chmodSync(medium, 0o777);
  return medium;
}

/** Exit codes that a command may have by itself: done, refused in words, a person is asked. */
const DECENT: unknown[] = [0, 1, 2, 3];

/** One command, killed or not; a line when it ended as no command may. */
async function act(command: string[], state: State): Promise<string[]> {
  const {random, programs, report} = state;
  const program = random.chance(0.3) ? programs.young : programs.old;
  const {child, said} = typed(command, program, state);
  const wait = random.between(0, LONGEST_MS);
  const timer = random.chance(0.7) ? setTimeout(() => child.kill("SIGKILL"), wait) : undefined;
  const [code, signal] = await once(child, "close");
  clearTimeout(timer);
  if (signal === "SIGKILL") {
    report.killed += 1;
    return [];
  }
  const how = `${command[0]} ${code}`;
  report.ended[how] = (report.ended[how] ?? 0) + 1;
  return decently(command.join(" "), code ?? signal, said.text);
}

function decently(what: string, code: unknown, said: string): string[] {
  const isDecent = DECENT.includes(code) && !HAS_STACK.test(said);
  return isDecent ? [] : [`${what} ended with ${code}: ${said.slice(-1500)}`];
}

const HAS_STACK = /\n {4}at /;

function typed(command: string[], program: string, {random, home, root}: State) {
  const account = random.pick(ACCOUNTS);
  const child = spawn(process.execPath, [join(program, "cli.ts"), ...command], {
    ...account,
    env: {
      ...process.env,
      HOME: ownPlace(root, account),
      NODE_COMPILE_CACHE: join(ownPlace(root, account), "compiled"),
      KAIKAKU_HOME: home.root,
      TZ: random.pick(ZONES),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = {text: ""};
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text) => {
      said.text += text;
    });
  return {child, said};
}

/** A run of the later program that nobody disturbs comes to its end and leaves nothing undone. */
async function rest(state: State): Promise<void> {
  const {home, sent, programs} = state;
  const {child, said} = typed(["run"], programs.young, state);
  const [code] = await once(child, "close");
  note(state, "a run alone", [
    ...decently("run", code, said.text),
    ...(await brokenPromises(home, sent)),
    ...(await unfinishedWork(home)),
  ]);
}
