import {
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {decideRestore, finishRestore} from "../../pipelines/keep/finish-restore.ts";
import {currentRelease} from "../../pipelines/releases/history.ts";
import {kaikaku} from "../run-cli.ts";
import {lastingFolder} from "../temporary-folder.ts";
import {backedUpCity, filesOf, NOW} from "./backed-up-city.ts";

const {folder, remove} = lastingFolder();
const at = (name: string) => join(folder, name);
let backup = "";
let city: Home;

beforeAll(async () => {
  ({city, backup} = await backedUpCity(folder));
});
afterAll(remove);

test("a restore that died is finished by the next command, wherever it stopped; one that was not decided is undone", () => {
  const before = currentRelease(city);
  const wanted = at("wanted");
  kaikaku(wanted, ["restore", "--from", backup]);
  const whole = filesOf(wanted);
  const undecided = at("undecided");
  cpSync(city.root, undecided, {recursive: true});
  mkdirSync(join(undecided, "restoring"));
  writeFileSync(join(undecided, "restoring", "ledger.duckdb"), "half");
  expect(kaikaku(undecided, ["plan", "--clock-is-right"]).status).toBe(0);
  expect(readdirSync(undecided)).not.toContain("restoring");
  expect(currentRelease(openHome(undecided))).toEqual(before);
  const steps = readdirSync(wanted).length + readdirSync(city.root).length;
  for (let stop = 0; stop <= steps; stop += 1) {
    const home = openHome(at(`stopped ${stop}`));
    cpSync(city.root, home.root, {recursive: true});
    cpSync(join(backup, "files"), join(home.root, "restoring"), {recursive: true});
    decideRestore(home, {aside: "before-restore-2025-06-10T090000", there: namesThere(home)});
    moveSome(home, stop);
    const {stderr} = kaikaku(home.root, ["releases"]);
    expect([stop, stderr]).toEqual([stop, "途中で止まっていた控えからの戻しを、終わらせました。\n"]);
    expect([stop, filesOf(home.root).filter((file) => !file.startsWith("before-restore-"))]).toEqual([
      stop,
      whole,
    ]);
    rmSync(home.root, {recursive: true});
  }
});

function namesThere(home: Home): string[] {
  return readdirSync(home.root).filter((name) => !/^(scratch|built|locks|restor.*)$/.test(name));
}

/** The first steps of finishing, as a process that is killed leaves them. */
function moveSome(home: Home, steps: number): void {
  const aside = join(home.root, "before-restore-2025-06-10T090000");
  mkdirSync(aside);
  const moves = [
    ...namesThere(home)
      .filter((name) => !name.startsWith("before"))
      .map((name) => [join(home.root, name), join(aside, name)]),
    ...readdirSync(join(home.root, "restoring")).map((name) => [
      join(home.root, "restoring", name),
      join(home.root, name),
    ]),
  ] as [string, string][];
  for (const [from, to] of moves.slice(0, steps)) renameSync(from, to);
}

test("a restore is the same when it is finished twice", () => {
  const home = openHome(at("twice"));
  cpSync(join(backup, "files"), join(home.root, "restoring"), {recursive: true});
  decideRestore(home, {aside: "before-restore-2025-06-10T090000", there: ["archive"]});
  expect(finishRestore(home, NOW)).toEqual({putAside: null, list: null});
  expect(currentRelease(home)).toBeDefined();
});

test("a restore is finished where a folder of before was a link to a disk that is gone", () => {
  const home = openHome(at("gone disk"));
  mkdirSync(join(home.root, "restoring", "city"), {recursive: true});
  symlinkSync("/nowhere/disk", home.city);
  const aside = "before-restore-2025-06-10T090000";
  decideRestore(home, {aside, there: ["city"]});
  finishRestore(home, NOW);
  expect(lstatSync(home.city).isDirectory()).toBe(true);
});

test("a restore that died twice, between the same two steps, loses nothing and is finished", () => {
  const home = openHome(at("died twice"));
  mkdirSync(join(home.root, "restoring", "inbox"), {recursive: true});
  const aside = "before-restore-2025-06-10T090000";
  decideRestore(home, {aside, there: []});
  // What was put into the inbox before the first time, and what came before the second.
  mkdirSync(join(home.root, aside, "after-inbox"), {recursive: true});
  writeFileSync(join(home.root, aside, "after-inbox", "first.csv"), "1");
  writeFileSync(join(home.inbox, "second.csv"), "2");
  finishRestore(home, NOW);
  const kept = readdirSync(join(home.root, aside), {recursive: true, encoding: "utf8"}).sort();
  expect(kept).toEqual(expect.arrayContaining(["after-inbox/first.csv", "after-inbox-2/second.csv"]));
});
