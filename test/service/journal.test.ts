import {spawn} from "node:child_process";
import {once} from "node:events";
import {appendFileSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {setTimeout as pause} from "node:timers/promises";
import {fileURLToPath} from "node:url";
import {expect, test} from "vitest";
import {stateOfWork} from "../../pipelines/due/attempts.ts";
import {type JournalEntry, readJournal, tidyJournal, writeDown} from "../../pipelines/due/journal.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const KEY = {job: "scorecard", period: "R6Q2", input: "abc"};
const RETRY = {attempts: 3, first_wait_minutes: 5, factor: 4};

function at(time: string): string {
  return `2024-10-22T${time}:00.000Z`;
}

test("half a line left by a power failure is passed over, and what follows is whole", () => {
  const file = join(temporaryFolder(), "journal.jsonl");
  const began: JournalEntry = {kind: "began", at: at("00:00")};
  const done: JournalEntry = {kind: "done", ...KEY, at: at("01:00"), result: "a.pdf"};
  writeDown(file, began);
  appendFileSync(file, JSON.stringify(done).slice(0, 20));
  expect(readJournal(file)).toEqual([began]);
  writeDown(file, done);
  expect(readJournal(file)).toEqual([began, done]);
});

test("a writer that is killed leaves every line it reported, in order", async () => {
  const file = join(temporaryFolder(), "journal.jsonl");
  const script = fileURLToPath(new URL("./write-journal.ts", import.meta.url));
  const writer = spawn(process.execPath, [script, file], {stdio: ["ignore", "pipe", "inherit"]});
  let reported = "";
  writer.stdout.on("data", (chunk) => {
    reported += chunk;
  });
  await once(writer.stdout, "data");
  await pause(150);
  writer.kill("SIGKILL");
  await once(writer, "close");
  const kept = readJournal(file).flatMap((entry) => (entry.kind === "done" ? [entry.period] : []));
  const told = reported.split("\n").slice(0, -1);
  expect(told.length).toBeGreaterThan(0);
  expect(kept.slice(0, told.length)).toEqual(told);
  expect(kept.length - told.length).toBeLessThanOrEqual(1);
});

test("an attempt that failed rests longer each time and ends; work that kills its process ends too", () => {
  const journal: JournalEntry[] = [];
  const stateAt = (time: string) => stateOfWork(journal, KEY, {retry: RETRY, now: new Date(at(time))}).kind;
  const failAt = (time: string) => {
    journal.push(
      {kind: "started", ...KEY, at: at(time)},
      {kind: "failed", ...KEY, at: at(time), why: "紙がない"},
    );
  };
  expect(stateAt("00:00")).toBe("open");
  failAt("00:00");
  expect([stateAt("00:04"), stateAt("00:05")]).toEqual(["resting", "open"]);
  failAt("00:05");
  expect([stateAt("00:24"), stateAt("00:25")]).toEqual(["resting", "open"]);
  journal.push({kind: "started", ...KEY, at: at("00:25")});
  expect(stateOfWork(journal, KEY, {retry: RETRY, now: new Date(at("23:00"))})).toEqual({
    kind: "given_up",
    why: "途中で止まりました（電源断など）",
  });
});

test("a clock that was set back does not make work rest for years", () => {
  const journal: JournalEntry[] = [{kind: "started", ...KEY, at: "2099-01-01T00:00:00.000Z"}];
  expect(stateOfWork(journal, KEY, {retry: RETRY, now: new Date(at("00:00"))}).kind).toBe("open");
});

test("tidying forgets the attempts of what is done and nothing else", () => {
  const file = join(temporaryFolder(), "journal.jsonl");
  const other = {...KEY, period: "R6Q3"};
  const entries: JournalEntry[] = [
    {kind: "began", at: at("00:00")},
    {kind: "started", ...KEY, at: at("00:00")},
    {kind: "failed", ...KEY, at: at("00:01"), why: "x"},
    {kind: "started", ...other, at: at("00:02")},
    {kind: "done", ...KEY, at: at("00:03"), result: "a.pdf"},
  ];
  for (const entry of entries) writeDown(file, entry);
  tidyJournal(file);
  expect(readJournal(file)).toEqual([entries[0], entries[3], entries[4]]);
  tidyJournal(file);
  expect(readFileSync(file, "utf8").split("\n")).toHaveLength(4);
});
