import {cpSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {beforeEach, expect, test} from "vitest";
import type {Warehouse} from "../../pipelines/engine/open.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {acceptBatch, rejectBatch} from "../../pipelines/intake/load/decide.ts";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import type {FileOutcome} from "../../pipelines/intake/load/outcome.ts";
import {readAgain} from "../../pipelines/intake/load/read-again.ts";
import {rebuild} from "../../pipelines/keep/rebuild.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {withLedger} from "../../pipelines/ledger/with-ledger.ts";
import {kaikaku} from "../run-cli.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const NOW = new Date("2024-10-08T00:00:00Z");
const SILENT = {info: () => {}, warn: () => {}, progress: () => {}};
/** In thousands, or not: nobody can tell. */
const PAPER = ["用紙使用量,,,,（千枚）", "局区名,区分,用紙,年月,枚数", "総務企画局,学校等以外,A4,2022-04,12"];

let home: Home;
let file: string;
beforeEach(() => {
  const root = temporaryFolder();
  home = sampleHome(join(root, "home"));
  file = join(root, "用紙.csv");
  writeFileSync(file, PAPER.join("\n"));
});

function inLedger<Result>(work: (ledger: Warehouse) => Promise<Result>): Promise<Result> {
  return withLedger(home, work, {log: SILENT});
}

function load(answers: string[]): Promise<FileOutcome> {
  return inLedger((ledger) => ingestFile(ledger, file, {home, now: NOW, answers}));
}

function decision(batchId: number) {
  return {batchId, by: null, reason: "電話で確かめた", now: NOW};
}

function answer(batchId: number, answers: string[]): Promise<FileOutcome> {
  return inLedger((ledger) => readAgain(ledger, decision(batchId), {home, answers}));
}

function sheetsInForce(): Promise<unknown[]> {
  return inLedger(async (ledger) => {
    const rows = await ledger.rows(
      "select sheet_count::integer as sheet_count from raw.paper where batch_id in (select batch_id from intake.current_periods)",
    );
    return rows.map(({sheet_count}) => sheet_count);
  });
}

test("a question holds the file, and one word answers it when it is loaded", async () => {
  expect(await load([])).toMatchObject({kind: "held", holds: [{kind: "question", answers: ["千枚", "枚"]}]});
  expect(await load(["千枚"])).toMatchObject({kind: "accepted", reading: "--as 千枚"});
  expect(await sheetsInForce()).toEqual([12_000]);
  // The held one has made place, and the same file without the word is the same file.
  const states = await inLedger((ledger) =>
    ledger.rows("select batch_id, state, decision_reason from intake.batch_states order by batch_id"),
  );
  expect(states).toMatchObject([
    {state: "rejected", decision_reason: "読み方を指定して読み直した（--as 千枚）"},
    {state: "accepted"},
  ]);
  expect(await load([])).toMatchObject({kind: "known", batchId: 2, state: "accepted"});
  expect(await load(["千枚"])).toMatchObject({kind: "known", batchId: 2});
});

test("a held file is answered by its number, and the answer can be mended", async () => {
  await load([]);
  await expect(inLedger((ledger) => acceptBatch(ledger, decision(1)))).rejects.toThrow("accept 1 --as 千枚");
  expect(await answer(1, ["千枚"])).toMatchObject({kind: "accepted", batch: {batchId: 2}});
  expect(await sheetsInForce()).toEqual([12_000]);
  expect(await answer(2, ["枚"])).toMatchObject({kind: "accepted", reading: "--as 枚", batch: {batchId: 3}});
  expect(await sheetsInForce()).toEqual([12]);
});

test("a word that nobody asked for is an error that lists the words, and nothing has changed", async () => {
  await load([]);
  await expect(answer(1, ["百枚"])).rejects.toThrow("使えることばは「千枚」、「枚」です");
  await expect(load(["百枚"])).rejects.toThrow("使えることばは「千枚」、「枚」です");
  writeFileSync(file, PAPER.slice(1).join("\n"));
  await expect(load(["千枚"])).rejects.toThrow("尋ねていることがありません");
  const batches = await inLedger((ledger) => ledger.rows("select batch_id, state from intake.batch_states"));
  expect(batches).toEqual([{batch_id: 1, state: "held"}]);
});

test("a ledger that is made anew reads each file as it was read then", async () => {
  await load(["千枚"]);
  const rebuilt = await rebuild({home, now: NOW, log: SILENT, isTrial: false});
  expect(rebuilt).toMatchObject({fileCount: 1, outcome: {kind: "in_place"}});
  expect(await sheetsInForce()).toEqual([12_000]);
  const notes = await inLedger((ledger) => ledger.rows("select * from intake.readings"));
  expect(notes).toEqual([{batch_id: 1, read_as: ["千枚"], reading: "--as 千枚"}]);
  expect(await load([])).toMatchObject({kind: "known", state: "accepted"});
});

test("rows that left come back as they were read", async () => {
  await load(["千枚"]);
  const {compactBatches} = await import("../../pipelines/intake/load/compact-batches.ts");
  const {reloadBatches} = await import("../../pipelines/intake/load/reload-batches.ts");
  writeFileSync(file, PAPER.slice(1).join("\n").replace(/12$/, "13000"));
  await load([]);
  expect(await sheetsInForce()).toEqual([13_000]);
  const rules = {keep_unused_days: 0};
  const later = new Date("2026-01-01T00:00:00Z");
  expect(await inLedger((ledger) => compactBatches(ledger, {home, now: later, rules}))).toBe(1);
  await inLedger((ledger) =>
    rejectBatch(ledger, {...decision(2), bringBack: () => reloadBatches(ledger, home)}),
  );
  expect(await sheetsInForce()).toEqual([12_000]);
});

test("the commands take the word, tell how a file was read, and a ledger of before takes it, too", async () => {
  const [root, sent] = [temporaryFolder(), join(temporaryFolder(), "用紙.csv")];
  cpSync(file, sent);
  const held = kaikaku(root, ["ingest", sent]);
  expect(held).toMatchObject({
    status: 2,
    stdout: expect.stringContaining("accept 1 --as ことば --reason 理由"),
  });
  const wrong = kaikaku(root, ["accept", "1", "--as", "箱", "--reason", "確認"]);
  expect(wrong).toMatchObject({status: 1, stderr: expect.stringContaining("「千枚」、「枚」")});
  const answered = kaikaku(root, ["accept", "1", "--as", "千枚", "--reason", "確認"]);
  expect(answered).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("読み方  用紙.csv: --as 千枚"),
  });
  const again = kaikaku(root, ["ingest", "--as", "枚", sent]);
  // The other word makes a thousandth of what counts: that is held, too.
  expect(again).toMatchObject({status: 2, stdout: expect.stringContaining("およそ1,000分の1です")});
});

test("a ledger of version 8 learns to ask", async () => {
  (await openLedger(home)).close();
  await inLedger(async (ledger) => {
    await ledger.run("drop table intake.readings; drop table intake.questions");
    await ledger.run("update intake.schema_version set version = 8");
  });
  expect(await load([])).toMatchObject({kind: "held"});
  expect(await answer(1, ["千枚"])).toMatchObject({kind: "accepted"});
});
