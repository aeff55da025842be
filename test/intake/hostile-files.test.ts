import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {ingestFiles} from "../../pipelines/intake/load/ingest.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {type Part, sheetOf, workbookOf, zipOf} from "./workbook-parts.ts";

const silent = {info: () => {}, warn: () => {}, progress: () => {}};
const MEGABYTE = 1024 * 1024;

const HEADINGS = "職員番号,年月,勤務区分,事由,時間数";
/** A sheet with a sheet's own faults, and other parts beside it. */
function workbook(sheet: string | Buffer, more: Part[] = [], statedBytes?: number): Buffer {
  const stated = statedBytes === undefined ? {} : {statedBytes};
  return zipOf([
    ...workbookOf({name: "xl/worksheets/sheet1.xml", content: Buffer.from(sheet), ...stated}),
    ...more,
  ]);
}

const GOOD = [HEADINGS.split(","), ["012345", "R4.4", "平日時間外", "通常", "1:00"]];

/** Loads one file and says what became of it, and by how many megabytes the process grew. */
async function load(name: string, bytes: Buffer | string) {
  const folder = temporaryFolder();
  const home = sampleHome(join(folder, "home"));
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const ledger = await openLedger(home);
  const before = process.memoryUsage.rss();
  const [outcome] = await ingestFiles(ledger, [path], {
    home,
    now: new Date("2024-10-08"),
    log: silent,
    loaded: [],
  });
  const megabytes = (process.memoryUsage.rss() - before) / MEGABYTE;
  const [batches] = await ledger.rows("select count(*)::integer as count from intake.batches");
  ledger.close();
  if (!outcome) throw new Error("no outcome");
  const why = outcome.kind === "refused" ? outcome.why : "";
  // The cell itself is kept whole, for whoever mends it.
  const told =
    outcome.kind === "held" ? JSON.stringify(outcome, (key, value) => (key === "cell" ? null : value)) : why;
  return {kind: outcome.kind, why, told, megabytes, batches: batches?.count};
}

test("a cell without end is quoted by its beginning, whichever rule refuses it", async () => {
  const row = (cells: Record<string, string>) =>
    Object.values({
      number: "012345",
      month: "R4.4",
      kind: "平日時間外",
      why: "通常",
      hours: "1:00",
      ...cells,
    }).join();
  const long = "9".repeat(1_000_000);
  for (const cells of [{number: long}, {month: long}, {kind: `種${long}`}, {why: long}, {hours: long}]) {
    const {kind, told} = await load("長い.csv", [HEADINGS, row(cells)].join("\n"));
    expect(kind).toBe("held");
    expect(told).toContain("…（全1,000,00");
    expect(told.length).toBeLessThan(2_000);
  }
});

test("the workbook made by hand is a right one when nothing is wrong with it", async () => {
  expect(await load("a.xlsx", workbook(sheetOf(GOOD)))).toMatchObject({kind: "accepted", batches: 1});
});

test("a zip bomb is refused before it is unpacked", async () => {
  const bomb = workbook(sheetOf(GOOD), [{name: "xl/media/a.bin", content: Buffer.alloc(320 * MEGABYTE)}]);
  const {kind, why, megabytes, batches} = await load("a.xlsx", bomb);
  expect([kind, batches]).toEqual(["refused", 0]);
  expect(why).toContain("大きすぎます");
  expect(megabytes).toBeLessThan(100);
});

test("a bomb that lies about its size is stopped at the size it states", async () => {
  const sheet = Buffer.concat([Buffer.from(sheetOf(GOOD)), Buffer.alloc(200 * MEGABYTE, 0x20)]);
  const {kind, why, megabytes} = await load("a.xlsx", workbook(sheet, [], 5_000));
  expect([kind, why]).toEqual(["refused", expect.stringContaining("開けません")]);
  expect(megabytes).toBeLessThan(100);
});

test("a workbook of very many small sheets is refused for their number, not for its size", async () => {
  const sheets = Array.from({length: 5_000}, (_, index) => ({
    name: `xl/worksheets/sheet${index + 2}.xml`,
    content: Buffer.from(sheetOf(GOOD)),
  }));
  const {kind, why} = await load("a.xlsx", workbook(sheetOf(GOOD), sheets));
  expect([kind, why]).toEqual([
    "refused",
    expect.stringContaining("多すぎます（5,005個、うちシート5,001枚。5,000個まで）"),
  ]);
});

test("entities are not expanded: a document type refuses the file", async () => {
  const sheet = `<!DOCTYPE x [<!ENTITY a "${"b".repeat(50)}">]>${sheetOf(GOOD)}`;
  expect(await load("a.xlsx", workbook(sheet))).toMatchObject({kind: "refused", batches: 0});
});

test("a million columns are refused", async () => {
  const wide = sheetOf([...GOOD, Array.from({length: 16_000}, () => "x")]);
  expect((await load("a.xlsx", workbook(wide))).why).toContain("列が多すぎます");
  const {kind, why, megabytes} = await load(
    "a.csv",
    `${HEADINGS}${",x".repeat(1_000_000)}\n012345,R4.4,平日時間外,通常,1:00\n`,
  );
  expect(kind).toBe("refused");
  expect(why).toMatch(/[ぁ-ん]/);
  expect(megabytes).toBeLessThan(400);
});

test("merged ranges over the whole sheet fill the table only, and those that cover each other are refused", async () => {
  const merges = (count: number) =>
    sheetOf(GOOD).replace(
      "</worksheet>",
      `<mergeCells>${'<mergeCell ref="A3:XFD1048576"/>'.repeat(count)}</mergeCells></worksheet>`,
    );
  expect(await load("a.xlsx", workbook(merges(1)))).toMatchObject({kind: "accepted"});
  const many = merges(300_000).replaceAll("A3:XFD1048576", "A1:E2");
  expect(await load("a.xlsx", workbook(many))).toMatchObject({kind: "refused"});
});

test("one line without end does not fill the memory", async () => {
  const line = `${HEADINGS}\n"${"9".repeat(60 * MEGABYTE)}`;
  const {kind, why, megabytes} = await load("a.csv", line);
  expect([kind, why]).toEqual(["refused", expect.stringMatching(/2行目.*元のシステムから/)]);
  expect(megabytes).toBeLessThan(300);
});
