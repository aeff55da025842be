import {appendFileSync, copyFileSync, existsSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {describe, expect, test} from "vitest";
import {linked, readWritten} from "../../pipelines/access/chain.ts";
import {
  changedFilesSince,
  cityChanges,
  mustTellWhoChanged,
  noteCityChanges,
} from "../../pipelines/access/city-changes.ts";
import {examineChanges} from "../../pipelines/access/examine-changes.ts";
import {forget} from "../../pipelines/access/forget.ts";
import {chainKey, keyFile, peopleFile} from "../../pipelines/access/key-folder.ts";
import {recordAccess} from "../../pipelines/access/record.ts";
import {renewLog} from "../../pipelines/access/renew.ts";
import {settleCity} from "../../pipelines/dictionary/settle-city.ts";
import {accountHere} from "../../pipelines/installation/account.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {accountText} from "../../schemas/account.ts";
import {homeWith, kinds, NOW, read, wordsOf} from "./small-log.ts";

const WRITTEN = {file: "city.yaml", before: "name: 港市\n", after: "name: 湊市\n"};

function write(home: Home, ...files: string[]): void {
  const written = files.map((file) => ({...WRITTEN, file}));
  noteCityChanges(home, written, {command: "city", by: "係長", reason: "改めた", now: NOW});
}

/** Four lines of which the first was written before lines were chained. */
function cityWithChanges(): Home {
  const home = homeWith("kpi");
  rmSync(home.accessLog);
  rmSync(home.accessKeys, {recursive: true});
  rmSync(`${home.accessLog}.last`);
  writeFileSync(home.cityChanges, OPEN);
  write(home, "city.yaml", "jobs.yaml");
  write(home, "kpis.yaml");
  return home;
}

const OPEN = `\n${JSON.stringify({
  ...{at: NOW.toISOString(), account: {name: "tanaka", sudo_user: null}, by: null, reason: "はじめ"},
  ...{command: "init", ...WRITTEN},
})}\n`;

function lines(home: Home): string[] {
  if (!existsSync(home.cityChanges)) return [];
  return readFileSync(home.cityChanges, "utf8").split("\n").slice(0, -1);
}

function change(home: Home, edit: (lines: string[]) => string[]): void {
  writeFileSync(
    home.cityChanges,
    edit(lines(home))
      .map((line) => `${line}\n`)
      .join(""),
  );
}

const changesKinds = (home: Home) => examineChanges(home).map(({kind}) => kind);

/** Lines of this log made anew, each with another file, by whoever has that key. */
function forged(all: string[], key: Buffer): string[] {
  let previous = "";
  return all.map((line) => {
    const written = readWritten(line);
    if (!written) return line;
    const {mac: _, previous: was, ...content} = written;
    const made = linked({...content, file: "privacy.csv"}, {key, previous: previous || was});
    previous = made.mac;
    return JSON.stringify(made);
  });
}

test("who changed what is told as it was written, before lines were chained and since", () => {
  const home = cityWithChanges();
  expect(cityChanges(home).map(({account, by, file}) => [account?.name, by, file])).toEqual([
    ["tanaka", null, "city.yaml"],
    ...["city.yaml", "jobs.yaml", "kpis.yaml"].map((file) => [accountHere().name, "係長", file]),
  ]);
  expect(examineChanges(home)).toEqual([]);
  expect(kinds(home)).toEqual([]);
  expect(wordsOf(home).at(-1)?.what).toBe("市の決めごとを書いた（city） kpis.yaml");
});

describe("what somebody does to the record of changes behind the program's back has its own name", () => {
  const DONE: [string, (home: Home) => void, string][] = [
    [
      "a changed word",
      (home) => change(home, (all) => all.map((line) => line.replace("jobs", "rows"))),
      "edited",
    ],
    ["blanks in a line", (home) => change(home, (all) => all.with(3, `${all[3]} `)), "edited"],
    [
      "a chain made anew without the key",
      (home) => change(home, (all) => forged(all, Buffer.alloc(32))),
      "edited",
    ],
    [
      "a chain made anew by who has the key",
      (home) => change(home, (all) => forged(all, chainKey(home) ?? Buffer.alloc(0))),
      "rewritten",
    ],
    ["a line that is none", (home) => appendFileSync(home.cityChanges, "x\n"), "edited"],
    [
      "a line as they were before they were chained",
      (home) => appendFileSync(home.cityChanges, OPEN),
      "edited",
    ],
    ["a line taken out", (home) => change(home, (all) => all.toSpliced(3, 1)), "removed"],
    ["the first chained line taken out", (home) => change(home, (all) => all.toSpliced(2, 1)), "removed"],
    [
      "a changed line of before",
      (home) => change(home, (all) => all.with(1, String(all[1]).replace("tanaka", "suzuki"))),
      "before_changed",
    ],
    ["lines of before taken out", (home) => change(home, (all) => all.slice(2)), "before_changed"],
    ["the end cut off", (home) => change(home, (all) => all.slice(0, -1)), "cut"],
    ["nothing left in it", (home) => writeFileSync(home.cityChanges, ""), "deleted"],
    ["no file any more", (home) => rmSync(home.cityChanges), "deleted"],
    ["begun anew as of old", (home) => writeFileSync(home.cityChanges, OPEN), "restarted"],
    [
      "begun anew by another installation",
      (home) => copyFileSync(cityWithChanges().cityChanges, home.cityChanges),
      "restarted",
    ],
  ];

  test.each(DONE)("%s", (_, act, kind) => {
    const home = cityWithChanges();
    act(home);
    expect(changesKinds(home)).toEqual([kind]);
    const there = lines(home);
    expect(() => write(home, "city.yaml")).toThrow("access --renew");
    expect(() => mustTellWhoChanged(home)).toThrow("city-changes.jsonl");
    expect(lines(home)).toEqual(there);
    const found = renewLog(home, {anchors: [], by: "課長", reason: "調べた", now: NOW});
    expect(found.join()).toContain("市の決めごとの変更");
    expect(changesKinds(home)).toEqual([]);
    write(home, "city.yaml");
    expect(changesKinds(home)).toEqual([]);
    mustTellWhoChanged(home);
  });
});

test("lines and all that the log says of them cut off together: the log tells", () => {
  const home = cityWithChanges();
  change(home, (all) => all.slice(0, -1));
  writeFileSync(home.accessLog, readFileSync(home.accessLog, "utf8").replace(/.*\n$/, ""));
  expect(changesKinds(home)).toEqual([]);
  expect(kinds(home)).toEqual(["cut"]);
  expect(() => mustTellWhoChanged(home)).toThrow("切取り");
  expect(() => write(home, "city.yaml")).toThrow("access --renew");
});

test("log and record gone together: nothing is changed or approved", () => {
  const home = cityWithChanges();
  for (const file of [home.accessLog, home.cityChanges]) rmSync(file);
  expect(() => mustTellWhoChanged(home)).toThrow("消去");
  expect(() => write(home, "city.yaml")).toThrow("access --renew");
});

test("what stood there when a log was begun anew stays so, before anything else is changed", () => {
  const home = cityWithChanges();
  renewLog(home, {anchors: [], by: "課長", reason: "年度のはじめ", now: NOW});
  const there = lines(home);
  appendFileSync(home.cityChanges, OPEN);
  expect(changesKinds(home)).toEqual(["before_changed"]);
  writeFileSync(home.cityChanges, "");
  expect(changesKinds(home)).toEqual(["deleted"]);
  change(home, () => there);
  expect(changesKinds(home)).toEqual([]);
});

test("a process that died behind the lines and before the log, or amid a line, hid nothing and stops nobody", () => {
  const home = cityWithChanges();
  const [log, last] = [readFileSync(home.accessLog), readFileSync(`${home.accessLog}.last`)];
  write(home, "jobs.yaml");
  writeFileSync(home.accessLog, log);
  writeFileSync(`${home.accessLog}.last`, last);
  expect(changesKinds(home)).toEqual([]);
  appendFileSync(home.cityChanges, '{"number":');
  expect(changesKinds(home)).toEqual([]);
  write(home, "kpis.yaml");
  expect([changesKinds(home), kinds(home)]).toEqual([[], []]);
  expect(
    cityChanges(home)
      .map(({file}) => file)
      .slice(-2),
  ).toEqual(["jobs.yaml", "kpis.yaml"]);
});

test("a killed process left no log: the lines that stood there are counted by the one that begins", () => {
  const home = homeWith();
  writeFileSync(home.cityChanges, OPEN);
  recordAccess(home, read("kpi"), NOW);
  writeFileSync(home.cityChanges, OPEN.replace("tanaka", "suzuki"));
  expect(changesKinds(home)).toEqual(["before_changed"]);
});

test("whose key was ordered to be destroyed is told no more, and the chain holds; a key that went without an order is told", () => {
  const home = cityWithChanges();
  const others = JSON.parse(readFileSync(peopleFile(home), "utf8")) as {people: {who: string}[]};
  expect(readFileSync(home.cityChanges, "utf8")).not.toContain("係長");
  const own = accountText(accountHere());
  expect(changedFilesSince(home, {kept: new Map(), account: accountHere()}).own.size).toBe(3);
  expect(others.people.map(({who}) => who)).toEqual([`account ${own}`]);
  writeFileSync(peopleFile(home), JSON.stringify({people: []}));
  expect(() => mustTellWhoChanged(home)).toThrow("人の鍵なし");
  writeFileSync(peopleFile(home), JSON.stringify(others).replace(own, "suzuki"));
  forget(home, "suzuki", {by: "課長", reason: "消去の請求", now: NOW});
  expect(cityChanges(home).map(({account}) => account?.name)).toEqual([
    "tanaka",
    undefined,
    undefined,
    undefined,
  ]);
  expect([changesKinds(home), kinds(home)]).toEqual([[], []]);
  const {own: mine, others: theirs} = changedFilesSince(home, {kept: new Map(), account: accountHere()});
  expect([mine.size, theirs.size]).toEqual([0, 3]);
});

test("without its key the record is told of by the log", () => {
  const home = cityWithChanges();
  rmSync(keyFile(home));
  expect(kinds(home)).toEqual(["key_missing"]);
  expect(() => mustTellWhoChanged(home)).toThrow("鍵なし");
});

test("where there is no folder of the city yet, nothing is noted as written", async () => {
  const home = homeWith();
  rmSync(home.city, {recursive: true});
  const settings = {
    ...{name: "湊市", kind: undefined, unit: undefined, programme: undefined},
    ...{due: [], notDue: []},
  };
  const said = {command: "city", by: null, reason: "改めた", now: NOW};
  const settling = settleCity(home, {settings, was: undefined, said});
  await expect(settling).rejects.toThrow("kaikaku init");
  expect(existsSync(home.cityChanges)).toBe(false);
});
