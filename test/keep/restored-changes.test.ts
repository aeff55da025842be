import {cpSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {cityChanges} from "../../pipelines/access/city-changes.ts";
import {examineLog} from "../../pipelines/access/examine.ts";
import {examineChanges} from "../../pipelines/access/examine-changes.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {kaikaku as run} from "../run-cli.ts";
import {lastingFolder} from "../temporary-folder.ts";
import {backedUpCity} from "./backed-up-city.ts";

const {folder, remove} = lastingFolder();
const at = (name: string) => join(folder, name);
let city: Home;

beforeAll(async () => {
  ({city} = await backedUpCity(folder));
});
afterAll(remove);

function kaikaku(root: string, args: string[]): {status: number | null; output: string} {
  const {status, stdout, stderr} = run(root, args);
  return {status, output: stdout + stderr};
}

function named(root: string, name: string): void {
  const {status, output} = kaikaku(root, ["city", "--name", name, "--reason", "合併"]);
  expect([status, output]).toEqual([0, expect.stringContaining("city.yaml")]);
}

function backedUp(root: string, medium: string): string {
  expect(kaikaku(root, ["backup", "--to", at(medium), "--with-key"]).status).toBe(0);
  return join(at(medium), readdirSync(at(medium))[0] ?? "");
}

function restored(root: string, from: string): Home {
  const {status, output} = kaikaku(root, ["restore", "--from", from, "--replace"]);
  expect([status, output]).toEqual([0, expect.any(String)]);
  return openHome(root);
}

const whole = (home: Home) => [...examineLog(home, []).faults, ...examineChanges(home)];
const reasons = (home: Home) => cityChanges(home).map(({command, reason}) => `${command} ${reason}`);

test("an older backup takes nothing away of who changed what since; doctor finds all of it whole", () => {
  const root = at("older");
  cpSync(city.root, root, {recursive: true});
  named(root, "湊市");
  const from = backedUp(root, "before the second");
  named(root, "港市");
  const home = restored(root, from);
  expect(reasons(home)).toHaveLength(2);
  expect(whole(home)).toEqual([]);
  named(root, "海市");
  expect(whole(home)).toEqual([]);
});

test("on a new machine the record comes with the log that vouches for it", () => {
  const root = at("moved");
  cpSync(city.root, root, {recursive: true});
  named(root, "湊市");
  const home = restored(at("new machine"), backedUp(root, "to be moved"));
  expect(reasons(home)).toHaveLength(1);
  expect(whole(home)).toEqual([]);
});

test("beside a log that was begun here since, the record is counted by a new one", () => {
  const root = at("looked at");
  cpSync(city.root, root, {recursive: true});
  named(root, "湊市");
  const from = backedUp(root, "of another machine");
  kaikaku(at("second machine"), ["status"]);
  const home = restored(at("second machine"), from);
  expect(reasons(home)).toHaveLength(1);
  expect(whole(home)).toEqual([]);
  named(home.root, "港市");
  expect(whole(home)).toEqual([]);
});

test("another record stays beside the one that is here", () => {
  const root = at("other");
  cpSync(city.root, root, {recursive: true});
  named(root, "湊市");
  const from = backedUp(root, "of the other");
  cpSync(city.root, at("here"), {recursive: true});
  named(at("here"), "港市");
  const home = restored(at("here"), from);
  expect(reasons(home)).toHaveLength(1);
  expect(readdirSync(home.root)).toContain("city-changes.before-1.jsonl");
  expect(whole(home)).toEqual([]);
});

test("doctor says what was done to the record, nothing is approved or changed, and a new log goes on telling it", () => {
  const root = at("tampered");
  cpSync(city.root, root, {recursive: true});
  named(root, "湊市");
  named(root, "港市");
  const file = openHome(root).cityChanges;
  writeFileSync(file, readFileSync(file, "utf8").replace(/.*\n$/, ""));
  const told = "市の決めごとの変更（city-changes.jsonl）の切取り";
  expect(kaikaku(root, ["doctor"])).toMatchObject({status: 1, output: expect.stringContaining(told)});
  expect(kaikaku(root, ["city", "--name", "海市", "--reason", "合併"])).toMatchObject({
    status: 1,
    output: expect.stringContaining("access --renew"),
  });
  expect(kaikaku(root, ["access", "--renew", "--reason", "調べた"]).output).toContain(told);
  expect(kaikaku(root, ["doctor"]).output).toContain(`始め直した記録です（${told}`);
});
