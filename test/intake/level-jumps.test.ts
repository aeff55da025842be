import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import type {Warehouse} from "../../pipelines/engine/open.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {sampleHome} from "../sample-city.ts";
import {lastingFolder} from "../temporary-folder.ts";

const {folder, remove} = lastingFolder();
let home: Home;
let ledger: Warehouse;
beforeAll(async () => {
  home = sampleHome(join(folder, "home"));
  ledger = await openLedger(home);
  await load("用紙_2023-04.csv", paper("2023-04", [1, 1, 1]));
  await load("時間外_2023-04.csv", overtime("2023-04", [1, 1, 1, 1]));
});
afterAll(() => {
  ledger.close();
  remove();
});

async function load(name: string, text: string): Promise<string[]> {
  writeFileSync(join(folder, name), text);
  const now = new Date("2024-10-08T00:00:00Z");
  const outcome = await ingestFile(ledger, join(folder, name), {home, now});
  if (outcome.kind !== "held") return [outcome.kind];
  return outcome.holds.map(({kind, text: why}) => `${kind}: ${why}`);
}

const BUREAUS = ["総務企画局", "市民文化局", "環境局"];

/** As many times the sheets of before as each bureau is told. */
function paper(month: string, times: number[]): string {
  const rows = BUREAUS.map(
    (bureau, index) => `${bureau},学校等以外,A4,${month},${Math.round(12_000 * (times[index] ?? 1))}`,
  );
  return ["局区名,区分,用紙,年月,枚数", ...rows].join("\n");
}

function overtime(month: string, times: number[]): string {
  const rows = times.map((factor, index) => `00000${index + 1},${month},平日時間外,通常,${10 * factor}`);
  return [HEADINGS.overtime, ...rows].join("\n");
}

test.each([
  [[0.001, 0.0011, 0.0009], "1,000分の1"],
  [[0.012, 0.008, 0.01], "100分の1"],
  [[10, 11, 9], "10倍"],
  [[1_000, 1_200, 900], "1,000倍"],
])("sheets that are all %j times those of before are held", async (times, told) => {
  const [reason] = await load("用紙_2023-05.csv", paper("2023-05", times));
  expect(reason).toMatch(
    `level_jump: 「枚数」が、いちばん近い期間の「用紙_2023-04.csv」（受付番号1）のおよそ${told}です`,
  );
});

test("minutes that were sent as hours are sixty times those of before", async () => {
  const [reason] = await load("時間外_2023-05.csv", overtime("2023-05", [60, 50, 66, 58]));
  expect(reason).toMatch(
    "「時間数」が、いちばん近い期間の「時間外_2023-04.csv」（受付番号2）のおよそ60倍です",
  );
});

test.each([
  ["twice of all", [2, 2.2, 1.8]],
  ["ten times of one", [10, 1, 1.1]],
  ["much more of all, but not alike", [3, 12, 60]],
])("what moves by itself is accepted: %s", async (_, times) => {
  expect(await load("用紙_2023-03.csv", paper("2023-03", times))).toEqual(["accepted"]);
});
