import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {describeFiles} from "../../pipelines/intake/clerk/describe-files.ts";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import type {FileOutcome} from "../../pipelines/intake/load/outcome.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {BUREAUS, HEADINGS, rosterLine} from "../models/tiny-city.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

/** Loads files one after the other into a new ledger; says what became of the last. */
async function last(...files: [name: string, text: string][]): Promise<{kind: string; said: string}> {
  const home = sampleHome(join(temporaryFolder(), "home"));
  const ledger = await openLedger(home);
  mkdirSync(join(home.root, "sent"));
  let outcome: FileOutcome | undefined;
  for (const [name, text] of files) {
    writeFileSync(join(home.root, "sent", name), `${text}\n`);
    outcome = await ingestFile(ledger, join(home.root, "sent", name), {home, now: new Date("2024-12-08")});
  }
  ledger.close();
  return {kind: outcome?.kind ?? "", said: outcome ? describeFiles([outcome]).join("\n") : ""};
}

/** Overtime of so many people, each with other hours. */
function overtime(
  month: string,
  {people = 40, hours = (person: number) => `${person % 30}:30`} = {},
): string {
  const rows = Array.from(
    {length: people},
    (_, index) => `${String(index + 1).padStart(6, "0")},${month},平日時間外,通常,${hours(index + 1)}`,
  );
  return [HEADINGS.overtime, ...rows].join("\n");
}

const AUGUST: [string, string] = ["時間外_2024-08.csv", overtime("2024-08")];

describe("hours that cannot be", () => {
  test.each([
    ["minutes sent as hours", (person: number) => `${(person % 12) * 60}:00`, "真ん中の人で"],
    [
      "hours sent as minutes",
      (person: number) => `0:${String(1 + (person % 30)).padStart(2, "0")}`,
      "真ん中の人で",
    ],
    [
      "one value for nearly everybody",
      (person: number) => (person < 3 ? "9:00" : "14:00"),
      "仮の値ではありませんか",
    ],
  ])("%s are held with the months before", async (_, hours, why) => {
    const {kind, said} = await last(AUGUST, ["時間外_2024-09.csv", overtime("2024-09", {hours})]);
    expect([kind, said]).toEqual(["held", expect.stringContaining(why)]);
  });

  test("of people alone whose hours are minutes are seen beside all others", async () => {
    const [people, hours] = [
      200,
      (person: number) => (person < 7 ? `${person * 60}:00` : `${person % 30}:30`),
    ];
    const {kind, said} = await last(
      ["時間外_2024-08.csv", overtime("2024-08", {people})],
      ["時間外_2024-09.csv", overtime("2024-09", {people, hours})],
    );
    expect([kind, said]).toEqual(["held", expect.stringContaining("一部の人だけ単位")]);
  });

  test("of the month before under another month are held", async () => {
    const {kind, said} = await last(AUGUST, ["時間外_2024-09.csv", overtime("2024-09")]);
    expect([kind, said]).toEqual(["held", expect.stringContaining("令和6年8月と行数も値の合計も同じです")]);
  });

  test.each([
    ["a busy month", (person: number) => `${(person % 30) * 3}:00`],
    ["a quiet month", (person: number) => `${Math.ceil((person % 30) / 2)}:00`],
  ])("%s is not", async (_, hours) => {
    const {kind} = await last(AUGUST, ["時間外_2024-09.csv", overtime("2024-09", {hours})]);
    expect(kind).toBe("accepted");
  });
});

test.each([
  [19, "held"],
  [20, "accepted"],
  [120, "accepted"],
  [121, "held"],
])("%i rows where there were 40 are %s", async (people, kind) => {
  const outcome = await last(AUGUST, ["時間外_2024-09.csv", overtime("2024-09", {people})]);
  expect(outcome.kind).toBe(kind);
  if (kind === "held") expect(outcome.said).toContain(`令和6年9月は${people}行ですが、前の1期間は40行です`);
});

test("70 rows of a hundred and more are half a month", async () => {
  const usual: [string, string] = ["時間外_2024-08.csv", overtime("2024-08", {people: 113})];
  const {kind, said} = await last(usual, ["時間外_2024-09.csv", overtime("2024-09", {people: 70})]);
  expect([kind, said]).toEqual(["held", expect.stringContaining("令和6年9月は70行ですが")]);
});

test("nothing is usual after a quarter of which nothing was reported", async () => {
  const headings = "期間,職員番号,性別,届出区分,発生日";
  const {kind} = await last(
    ["育休_令和6年度第1四半期.csv", `${headings}\n令和6年度第1四半期,該当なし,,,`],
    ["育休.csv", `${headings}\n令和6年度第2四半期,000001,男,配偶者の出産,2024-08-01`],
  );
  expect(kind).toBe("accepted");
});

function roster(day: string, people: number, left: number[] = []): string {
  const lines = Array.from({length: people}, (_, index) =>
    rosterLine({
      day,
      person: String(index + 1).padStart(6, "0"),
      left: left.includes(index + 1) ? "2024-06-30" : "",
    }),
  );
  return [HEADINGS.staff, ...lines].join("\n");
}

test.each([
  ["half the people of the roster before", roster("2024-10-01", 20), "held"],
  ["nine in ten of them", roster("2024-10-01", 36), "accepted"],
  ["all of them, with those who left", roster("2024-10-01", 40, [1, 2, 3, 4, 5, 6]), "accepted"],
])("a roster of a new day with %s", async (_, text, kind) => {
  const outcome = await last(
    ["局区.csv", BUREAUS],
    ["名簿_2024-04-01.csv", roster("2024-04-01", 40)],
    ["名簿_2024-10-01.csv", text],
  );
  expect(outcome.kind).toBe(kind);
  if (kind === "held")
    expect(outcome.said).toContain(
      "名簿にいた40人のうち、20人（50.0%）が令和6年10月1日現在の名簿にありません",
    );
});

/** Sixty people, of whom every other one is a woman and every third a section chief. */
function mixed(day: string, change: (line: string) => string = (line) => line): string {
  const lines = Array.from({length: 60}, (_, index) =>
    change(
      rosterLine({
        ...{day, person: String(index + 1).padStart(6, "0")},
        ...{sex: index % 2 ? "女" : "男", grade: index % 3 ? "一般" : "課長級"},
      }),
    ),
  );
  return [HEADINGS.staff, ...lines].join("\n");
}

test.each([
  ["all left", (line: string) => `${line}2024-09-30`, "退職年月日は「日付」が100.0%"],
  ["all are women", (line: string) => line.replace(",男,", ",女,"), "性別は「女」が100.0%"],
  [
    "nobody is a chief",
    (line: string) => line.replace(",課長級,", ",一般,"),
    "職級にあった「課長級」（20人）が",
  ],
  ["nothing is odd", (line: string) => line.replace("000001,1010", "000001,1020"), ""],
])("a roster by which %s is looked at label by label", async (_, change, why) => {
  const {kind, said} = await last(
    ["局区.csv", BUREAUS],
    ["名簿_2024-04-01.csv", mixed("2024-04-01")],
    ["名簿_2024-10-01.csv", mixed("2024-10-01", change)],
  );
  expect([kind, said]).toEqual([why === "" ? "accepted" : "held", expect.stringContaining(why)]);
});

test("a quarter of a list without any labels is compared by its amounts alone", async () => {
  const quarter = (name: string, days: number) =>
    [
      "期間,職員番号,取得日数,取得時間",
      ...Array.from(
        {length: 30},
        (_, index) => `${name},${String(index + 1).padStart(6, "0")},${(index % 5) + days},0:${10 + index}`,
      ),
    ].join("\n");
  const first: [string, string] = ["休暇_R6Q1.csv", quarter("令和6年度第1四半期", 1)];
  expect((await last(first, ["休暇_R6Q2.csv", quarter("令和6年度第2四半期", 2)])).kind).toBe("accepted");
});

test("a tenth of the days on which devices were used is a part of the month", async () => {
  const used = (month: string, count: number) =>
    [
      "利用日,機器番号",
      ...Array.from({length: count}, (_, index) => `${month}-${10 + (index % 20)},TW${1000 + index}`),
    ].join("\n");
  const send = (count: number) =>
    last(["PC利用_2024-08.csv", used("2024-08", 100)], ["PC利用_2024-09.csv", used("2024-09", count)]);
  const tenth = await send(10);
  expect([tenth.kind, tenth.said]).toEqual(["held", expect.stringContaining("前の1期間は100行です")]);
  expect((await send(80)).kind).toBe("accepted");
});

test("a list of bureaus that lost one is held, one that closed it is not", async () => {
  const [, ...lines] = BUREAUS.split("\n");
  const without = [HEADINGS.bureaus, ...lines.slice(1)].join("\n");
  const lost = await last(["局区.csv", BUREAUS], ["局区.csv", without]);
  expect([lost.kind, lost.said]).toEqual([
    "held",
    expect.stringContaining("3行のうち、1行（33.3%）がこのファイルにありません"),
  ]);
  const closed = BUREAUS.replace(
    "1020,財政局,市長事務部局,1972-04-01,",
    "1020,財政局,市長事務部局,1972-04-01,2024-03-31",
  );
  expect((await last(["局区.csv", BUREAUS], ["局区.csv", closed])).kind).toBe("accepted");
});
