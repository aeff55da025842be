import {cpSync, readFileSync, rmSync} from "node:fs";
import {join} from "node:path";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {finishUnfinishedRestore} from "../../pipelines/keep/finish-restore.ts";
import {actIn, FAILING, NOW} from "./act-in.ts";
import {brokenBackups} from "./expect-served.ts";
import {brokenPromises, type Sent, sentTo, unfinishedWork} from "./expect-whole.ts";
import {type FileCall, kindsOf} from "./file-calls.ts";
import {contentsAside, layScene, type Said, type Scene, saidInTheEnd} from "./scenes.ts";
import {stateOf} from "./state-of.ts";
import {type Striker, striker} from "./strikers.ts";

export interface Injection {
  /** An empty folder. */
  root: string;
  scenes: readonly Scene[];
  /**
   * Every call, the first of each place in the program, each kind (see file-calls.ts), so many, spread over the whole, or those
   * whose line matches.
   */
  calls: "every" | "places" | "kinds" | number | RegExp;
  /** What becomes of the call: it fails, or the process dies before it. */
  strike: "fails" | "dies";
  tell: (line: string) => void;
}

export interface InjectionReport {
  injected: number;
  /** Processes that went on to their end, and that ended with a message. */
  wentOn: number;
  refused: number;
  died: number;
  /** Ended neither by itself nor in words, or not at all. */
  crashed: number;
  /** What did not hold, with the call that had failed. */
  broken: string[];
}

interface State extends Omit<Injection, "strike"> {
  report: InjectionReport;
  strike: Striking;
}

/**
 * Lets each call of small pieces of work to the file system fail, one at a time, each on a copy of
 * the same city. Whatever fails, the process ends by itself and in words, every promise holds, and the next work says what
 * a city says that never saw a fault. The same where the process dies between two calls.
 */
export async function injectFaults(options: Injection): Promise<InjectionReport> {
  const report = {injected: 0, wentOn: 0, refused: 0, died: 0, crashed: 0, broken: []};
  const inOne = striker();
  const strike = options.strike === "dies" ? killing : failing(inOne);
  try {
    for (const scene of options.scenes) await strikeScene(scene, {...options, report, strike});
  } finally {
    inOne.end();
  }
  return report;
}

async function strikeScene(scene: Scene, state: State): Promise<void> {
  const folder = join(state.root, scene.name);
  const city = await layScene(scene, join(folder, "city"));
  const counted = copyOf(city, join(folder, "counted"));
  const calls = callsOf(scene, counted);
  // What was struck has happened, or it has not; there is no third.
  const twins = [await saidInTheEnd(counted), await saidInTheEnd(copyOf(city, join(folder, "twin")))];
  const sent = goodFiles(openHome(city), openHome(counted));
  const chosen = chosenOf(calls, state.calls);
  const judged = new Map<string, string[]>();
  state.tell(`${scene.name}: ${chosen.length} of ${calls.length} calls`);
  for (const call of chosen) {
    if (state.report.injected % 50 === 49)
      state.tell(`${scene.name}: before call ${call.at}, ${judged.size} states`);
    const struck = copyOf(city, join(folder, `struck-${call.at}`));
    const broken = await brokenBy(call, {scene, struck, sent, twins, judged}, state);
    for (const line of broken) note(`${scene.name} ${call.at} ${call.what}: ${line}`, state);
    if (broken.length === 0) rmSync(struck, {recursive: true});
  }
}

/** What was sent, without what is refused when nothing fails. */
function goodFiles(city: Home, after: Home): Sent {
  const refused = contentsAside(after);
  return new Map([...sentTo(city)].filter(([content]) => !refused.has(content)));
}

function note(line: string, {tell, report}: State): void {
  tell(line);
  report.broken.push(line);
}

function copyOf(city: string, to: string): string {
  cpSync(city, to, {recursive: true, preserveTimestamps: true});
  return to;
}

/** What the scene asks of the file system when nothing fails. */
function callsOf(scene: Scene, counted: string): FileCall[] {
  const list = join(counted, "../calls.txt");
  const {status, stderr} = actIn(counted, scene.action, {preload: FAILING, env: {KAIKAKU_FAULT_CALLS: list}});
  if (status !== 0) throw new Error(`${scene.name} fails by itself: ${stderr}`);
  const lines = readFileSync(list, "utf8").trimEnd().split("\n");
  return lines.map((what, index) => ({at: index + 1, what}));
}

function chosenOf(calls: FileCall[], which: Injection["calls"]): FileCall[] {
  if (which === "every") return calls;
  if (which === "places") return firstOfEachPlace(calls);
  if (which === "kinds") return kindsOf(calls);
  if (which instanceof RegExp) return calls.filter(({what}) => which.test(what));
  const step = calls.length / which;
  return calls.filter(({at}) => Math.floor(at / step) > Math.floor((at - 1) / step));
}

function firstOfEachPlace(calls: FileCall[]): FileCall[] {
  const places = new Map<string, FileCall>();
  for (const call of calls) {
    const [asked, , place] = call.what.split("\t");
    const key = `${asked} ${place}`;
    if (!places.has(key)) places.set(key, call);
  }
  return [...places.values()];
}

interface Strike {
  scene: Scene;
  /** The copy of the city. */
  struck: string;
  sent: Sent;
  twins: Said[];
  /** What does not hold in a city, by all that lies in it: many strikes leave the same. */
  judged: Map<string, string[]>;
}

interface Ending {
  how: "wentOn" | "refused" | "died" | "crashed";
  said: string;
}

/** How the process of a struck city ended. */
type Striking = (at: number, of: Pick<Strike, "scene" | "struck">) => Promise<Ending>;

/** Each in a process of its own, which is dead after it. */
const killing: Striking = async (at, {scene, struck}) => {
  const env = {KAIKAKU_FAULT_AT: String(at), KAIKAKU_FAULT_KILLS: "yes"};
  const {status, signal, stderr} = actIn(struck, scene.action, {preload: FAILING, env});
  return {how: signal === "SIGKILL" ? "died" : howOf(status), said: stderr};
};

function howOf(status: number | null): Ending["how"] {
  if (status === 0) return "wentOn";
  return status === 3 ? "refused" : "crashed";
}

/** One after the other in a process that stays. */
function failing(striker: Striker): Striking {
  return async (at, {scene: {action}, struck}) => {
    const {status, said} = await striker.strike({root: struck, action, now: NOW, at});
    return {how: howOf(status), said};
  };
}

async function brokenBy({at}: FileCall, given: Strike, {report, strike}: State): Promise<string[]> {
  const {struck, judged} = given;
  const ending = await strike(at, given);
  report.injected += 1;
  report[ending.how] += 1;
  const ended = ending.how === "crashed" ? [`crashed: ${ending.said.slice(0, 2000)}`] : [];
  const backups = brokenBackups(openHome(struck)).map((line) => `at once: ${line}`);
  const state = await stateOf(struck);
  const left = judged.get(state) ?? (await brokenIn(given));
  judged.set(state, left);
  return [...ended, ...backups, ...left];
}

/** What does not hold in what was left, and after the next whole run. */
async function brokenIn({struck, sent, twins}: Strike): Promise<string[]> {
  const home = openHome(struck);
  // Every command begins with it.
  await finishUnfinishedRestore(home, new Date(NOW));
  const left = await brokenPromises(home, sent);
  const said = await saidInTheEnd(struck);
  const later = [...(await brokenPromises(home, sent)), ...(await unfinishedWork(home))];
  return [
    ...left.map((line) => `at once: ${line}`),
    ...later.map((line) => `later: ${line}`),
    ...differences(said, twins),
  ];
}

function differences(said: Said, twins: Said[]): string[] {
  if (twins.some((twin) => JSON.stringify(twin) === JSON.stringify(said))) return [];
  const [twin] = twins as [Said];
  const others = (["figures", "files", "refused", "outcome"] as const).filter(
    (part) => said[part] !== twin[part],
  );
  return others.map((part) => `${part}: ${said[part].slice(0, 500)} instead of ${twin[part].slice(0, 500)}`);
}
