import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {ingestFiles} from "../../pipelines/intake/load/ingest.ts";
import type {FileOutcome} from "../../pipelines/intake/load/outcome.ts";
import {withLedger} from "../../pipelines/ledger/with-ledger.ts";
import {nearest} from "../../schemas/nearest.ts";
import {BUREAUS, HEADINGS} from "../models/tiny-city.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const NOW = new Date("2024-10-08T00:00:00Z");
const LOG = {info: () => {}, warn: () => {}, progress: () => {}};

async function load(files: Record<string, string[]>): Promise<FileOutcome[]> {
  const home = sampleHome(temporaryFolder());
  const paths = Object.entries(files).map(([name, lines]) => {
    writeFileSync(join(home.inbox, name), `${lines.join("\n")}\n`);
    return join(home.inbox, name);
  });
  return withLedger(home, (ledger) => ingestFiles(ledger, paths, {home, now: NOW, log: LOG, loaded: []}));
}

function problemsOf(outcome: FileOutcome | undefined) {
  if (outcome?.kind !== "held") throw new Error(`the file is ${outcome?.kind}`);
  return outcome.problems;
}

function times<Value>(count: number, value: (index: number) => Value): Value[] {
  return Array.from({length: count}, (_, index) => value(index));
}

// Each row beside each other would be 6,400 million pairs: minutes in which nobody else can load anything.
test("80,000 rows of one key are each refused with the first of the others, in the time of reading them", async () => {
  const [held] = await load({
    "時間外.csv": [HEADINGS.overtime, ...times(80_000, () => "000001,2022-04,平日時間外,通常,1:00")],
  });
  const problems = problemsOf(held);
  expect(held).toMatchObject({batch: {rowCount: 80_000, acceptedCount: 0, quarantinedCount: 80_000}});
  expect(problems.length).toBe(80_000);
  expect(problems[1]?.reason).toContain("（2行目、4行目、5行目 ほか79,996行）");
  expect(problems.at(-1)?.reason).toContain("（2行目、3行目、4行目 ほか79,996行）");
});

test("what is near is looked up for as many unknown names as show a pattern; all are refused", async () => {
  const [, held] = await load({
    "局区.csv": [BUREAUS],
    "用紙.csv": [
      "局区名,区分,用紙,令和4年4月",
      ...times(300, (index) => `財政局${index}号,学校等以外,A4,10`),
    ],
  });
  const reasons = problemsOf(held).map(({reason}) => reason);
  expect(reasons.length).toBe(300);
  expect(reasons.filter((reason) => reason.includes("近いもの: 財政局")).length).toBe(200);
  expect(reasons.filter((reason) => reason.includes("局区一覧にありません。名前が変わったとき")).length).toBe(
    100,
  );
});

test("a text of any length is compared with names by its first letters", () => {
  const names = ["総務企画局", "財政局", "教育委員会"];
  expect(nearest("財政部", names)[0]).toBe("財政局");
  expect(nearest(`財政局${"長".repeat(20_000_000)}`, names)).toHaveLength(3);
});

test("a file with more wrong cells than anybody mends is refused, although its rows are not too many", async () => {
  const columns = HEADINGS.staff.split(",").length;
  const rows = times(25_000, (row) => times(columns, (column) => `x${row * columns + column}`).join(","));
  const roster = [HEADINGS.staff, ...rows];
  expect(await load({"名簿.csv": roster})).toMatchObject([
    {kind: "refused", why: expect.stringMatching(/使えない値が200,000件を超えました.*最初は2行目「基準日」/)},
  ]);
});
