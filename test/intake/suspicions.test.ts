import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {checkedRows} from "../../pipelines/catalog/catalog-file.ts";
import {describeFiles} from "../../pipelines/intake/clerk/describe-files.ts";
import {nameStem} from "../../pipelines/intake/judge/name-stem.ts";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import type {FileOutcome} from "../../pipelines/intake/load/outcome.ts";
import {namedSpans} from "../../pipelines/intake/read/named-spans.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {catalogTables} from "../../schemas/catalog.ts";
import {shippedContracts as contracts} from "../../schemas/sources.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {SAMPLE_CITY, sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

/** Loads files one after the other into a new ledger; says what became of each. */
async function load(files: [name: string, text: string][]): Promise<FileOutcome[]> {
  const folder = temporaryFolder();
  const home = sampleHome(join(folder, "home"));
  const ledger = await openLedger(home);
  const outcomes: FileOutcome[] = [];
  try {
    for (const [name, text] of files) {
      writeFileSync(join(folder, name), text);
      outcomes.push(
        await ingestFile(ledger, join(folder, name), {home, now: new Date("2024-10-08T00:00:00Z")}),
      );
    }
  } finally {
    ledger.close();
  }
  return outcomes;
}

/** Overtime of people numbered from `first`, one row each. */
function overtime(month: string, count: number, {first = 1, hours = "10:00"} = {}): string {
  const rows = Array.from(
    {length: count},
    (_, index) => `${String(first + index).padStart(6, "0")},${month},平日時間外,通常,${hours}`,
  );
  return `${[HEADINGS.overtime, ...rows].join("\n")}\n`;
}

async function last(...files: [name: string, text: string][]) {
  const outcome = (await load(files)).at(-1);
  return {
    kind: outcome?.kind,
    kinds: outcome?.kind === "held" ? outcome.holds.map(({kind}) => kind) : [],
    said: outcome ? describeFiles([outcome]).join("\n") : "",
  };
}

describe("a file under another period's name", () => {
  test.each([
    ["時間外_2022-04.csv", "2022-04", "accepted"],
    ["時間外_2022-04.csv", "2022-05", "held"],
    ["時間外_令和4年4月分.csv", "令和4年5月", "held"],
    ["時間外_R4.4.csv", "2022-04", "accepted"],
    ["時間外_202204.csv", "2022-05", "held"],
    ["時間外_R4.csv", "2023-03", "accepted"],
    ["時間外_R4.csv", "2023-04", "held"],
    ["時間外_２０２２年度.csv", "2022-04", "accepted"],
    ["時間外_20220510提出.csv", "2022-04", "accepted"],
    ["時間外_2022-05-10.csv", "2022-04", "accepted"],
    ["時間外_2022-04_20220510.csv", "2022-05", "held"],
    ["時間外_2022-04～2022-06.csv", "2022-05", "accepted"],
    ["時間外.csv", "2022-05", "accepted"],
  ])("%s with rows of %s is %s", async (name, month, kind) => {
    const outcome = await last([name, overtime(month, 2)]);
    expect(outcome).toMatchObject({kind, kinds: kind === "held" ? ["wrong_period"] : []});
  });

  test.each([
    ["時間外_R4_6月分まで.csv", "2022-04", false],
    ["時間外_令和5年2月累計.csv", "2022-04", false],
    ["時間外_2022-06まで.csv", "2022-07", true],
    ["時間外_令和5年5月まで.csv", "2023-03", true],
  ])("%s may have rows of %s: the year until then is what it names", async (name, month, isOfAnother) => {
    const {kinds} = await last([name, overtime(month, 2)]);
    expect(kinds.includes("wrong_period")).toBe(isOfAnother);
  });

  test("says both months", async () => {
    const {said} = await last(["時間外_2022-04.csv", overtime("2022-05", 2)]);
    expect(said).toContain("ファイル名には「2022-04」とありますが、令和4年5月の行があります");
  });

  test.each([
    ["年次休暇_R6Q2.csv", [["2024-07-01", "2024-10-01"]]],
    ["年次休暇_令和6年度第4四半期.csv", [["2025-01-01", "2025-04-01"]]],
    ["アンケート_令和元年度.xlsx", [["2019-04-01", "2020-04-01"]]],
    ["用紙_H28.xlsx", [["2016-04-01", "2017-04-01"]]],
    ["R4.12月.csv", [["2022-12-01", "2023-01-01"]]],
    ["名簿_2016-04-01.csv", []],
    ["名簿_R4.4.1.csv", []],
    ["PR4_表1.csv", []],
  ])("%s speaks of %j", (name, spans) => {
    expect(namedSpans(name).map(({from, to}) => [from, to])).toEqual(spans);
  });
});

describe("a file that would supersede another", () => {
  const april: [string, string] = ["時間外_総務_2022-04.csv", overtime("2022-04", 100)];

  test("and is the same but for corrections supersedes it", async () => {
    const corrected = overtime("2022-04", 100, {hours: "11:00"});
    expect(await last(april, ["時間外_総務_2022-04_修正.csv", corrected])).toMatchObject({kind: "accepted"});
    expect(await last(april, ["【再提出】時間外_総務_R4.4(2).csv", corrected])).toMatchObject({
      kind: "accepted",
    });
  });

  test("and says something else under another name contradicts it", async () => {
    const other = await last(april, ["時間外_財政_2022-04.csv", overtime("2022-04", 100, {hours: "11:00"})]);
    expect(other).toMatchObject({kind: "held", kinds: ["contradiction"]});
    expect(other.said).toContain(
      "「時間外_総務_2022-04.csv」（受付番号1）と同じ期間で、同じ行100件の値が違います",
    );
  });

  test("and is another section's is held with what to do", async () => {
    const other = await last(april, ["時間外_財政_2022-04.csv", overtime("2022-04", 100, {first: 500})]);
    expect(other).toMatchObject({kind: "held", kinds: ["question"]});
    expect(other.said).toContain(
      "同じ行が一つもありません。前のファイルも使う（ほかの課の分か、直した行だけの）なら --as 追加",
    );
  });

  test("shrinks by more than the stated share is held, by the share itself is not", async () => {
    const eighty: [string, string] = ["時間外_総務_2022-04.csv", overtime("2022-04", 80)];
    expect(await last(april, eighty)).toMatchObject({kind: "accepted"});
    const fewer = await last(april, ["時間外_総務_2022-04.csv", overtime("2022-04", 79)]);
    expect(fewer).toMatchObject({kind: "held", kinds: ["question"]});
    expect(fewer.said).toContain("100行のうち、21行（21.0%）がこのファイルにありません");
  });

  test("the mended rows of a held file alone are not taken for the whole file", async () => {
    const held: [string, string] = [
      "時間外_総務_2022-04.csv",
      `${overtime("2022-04", 99)}000100,2022-04,平日時間外,通常,一時間\n`,
    ];
    const mended: [string, string] = ["直し用_時間外_総務_2022-04.csv", overtime("2022-04", 1, {first: 100})];
    const rest = await last(held, mended);
    expect(rest).toMatchObject({kind: "held", kinds: ["question"]});
    expect(rest.said).toContain("保留中の「時間外_総務_2022-04.csv」");
    expect(await last(held, ["直し用_時間外_総務_2022-04.csv", overtime("2022-04", 100)])).toMatchObject({
      kind: "accepted",
    });
  });
});

test("every source has its limit in the catalog", () => {
  const limits = checkedRows(SAMPLE_CITY, "intake-limits.csv", catalogTables.intake_limits);
  expect(limits.map(({source}) => source).sort()).toEqual(contracts.map(({source}) => source).sort());
});

test.each([
  ["時間外_総務_2022-04.csv", "直し用_時間外_総務_令和4年4月（2回目）修正版.xlsx", false],
  ["時間外_総務_2022-04.csv", "【再提出】時間外_総務_R4.5(2).csv", true],
  ["時間外_総務_2022-04.csv", "時間外_財政_2022-04.csv", false],
])("%s and %s", (one, other, same) => {
  expect(nameStem(one) === nameStem(other)).toBe(same);
});
