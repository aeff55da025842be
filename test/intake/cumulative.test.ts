import {expect, test} from "vitest";
import {questionsOf, readLines} from "./read-lines.ts";

const MONTHS = [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3];
const HEADING = `局区名,区分,用紙,${MONTHS.map((month) => `${month}月`).join(",")}`;
const row = (bureau: string, values: (number | string)[]) => `${bureau},学校等以外,A4,${values.join(",")}`;
const sheet = (title: string, ...rows: string[]) => [title, HEADING, ...rows];
const TITLE = "令和4年度 用紙使用量";
const ASKED = [["累計", "月別"]];
const RUNNING = [120, 250, 390, 540, 700, 870, 1050, 1240, 1440, 1650, 1870, 2100];
const OWN = [120, 130, 140, 150, 160, 170, 180, 190, 200, 210, 220, 230];
const amounts = (rows: string[]) => rows.map((each) => each.split("|").at(-1)?.replaceAll(",", ""));

test("a sheet that says 累計 is asked, and read as differences", async () => {
  const lines = sheet(`${TITLE}（累計）`, row("総務企画局", RUNNING));
  expect(questionsOf(await readLines(lines))).toEqual(ASKED);
  expect(amounts((await readLines(lines, ["累計"])).rows)).toEqual(OWN.map(String));
  expect(amounts((await readLines(lines, ["月別"])).rows)).toEqual(RUNNING.map(String));
});

test("a heading over the months says it, too", async () => {
  const lines = [
    `局区名,区分,用紙,令和4年度累計,,`,
    `局区名,区分,用紙,令和4年4月,令和4年5月`,
    `総務企画局,学校等以外,A4,10,25`,
  ];
  expect(questionsOf(await readLines(lines))).toEqual(ASKED);
});

test("a text in brackets at the end of the headings heads no column", async () => {
  const lines = ["年度,対策,対象者数,実施者数,（累計）", "令和4年度,ストレスチェック,100,90,"];
  expect(questionsOf(await readLines(lines))).toEqual([["期間別"]]);
});

test("a sheet that only runs up is asked, too", async () => {
  const double = RUNNING.map((value) => value * 2);
  expect(
    questionsOf(await readLines(sheet(TITLE, row("総務企画局", RUNNING), row("財政局", double)))),
  ).toEqual(ASKED);
});

test("what only grows, what falls in one row, and a few months are no sums", async () => {
  const growing = MONTHS.map((_, index) => 1200 + index * 100);
  const falling = [...RUNNING.slice(0, -1), 1];
  for (const rows of [[growing], [RUNNING, falling], [[10, 20, 30]]])
    expect(
      (await readLines(sheet(TITLE, ...rows.map((values, index) => row(`局${index}`, values))))).holds,
    ).toEqual([]);
});

test("a column 累計 beside the months is a total of its row", async () => {
  const lines = [TITLE, "局区名,区分,用紙,4月,5月,累計", "総務企画局,学校等以外,A4,10,20,30"];
  expect((await readLines(lines)).holds).toEqual([]);
});

test("what follows a month that is missing is not guessed", async () => {
  const lines = sheet(`${TITLE}（累計）`, row("総務企画局", [120, "", ...RUNNING.slice(2)]));
  expect(amounts((await readLines(lines, ["累計"])).rows).slice(0, 3)).toEqual([
    "120",
    "390（前の月までの累計がありません）",
    "150",
  ]);
});

test("a list of months that only runs up is asked", async () => {
  const line = (index: number, value: number) =>
    `総務企画局,学校等以外,A4,${index < 9 ? 2022 : 2023}-${String(MONTHS[index]).padStart(2, "0")},${value}`;
  const list = (values: number[]) => [
    "局区名,区分,用紙,年月,枚数",
    ...values.map((value, index) => line(index, value)),
  ];
  expect(questionsOf(await readLines(list(RUNNING)))).toEqual([["期間別"]]);
  expect((await readLines(list(OWN))).holds).toEqual([]);
});

test("a list of the months of a calendar year that only runs up is asked", async () => {
  const list = RUNNING.map(
    (value, index) => `総務企画局,学校等以外,A4,2022-${String(index + 1).padStart(2, "0")},${value}`,
  );
  expect(questionsOf(await readLines(["局区名,区分,用紙,年月,枚数", ...list]))).toEqual([["期間別"]]);
});

test("a long list of people that says it above is asked", async () => {
  const lines = [
    "時間外勤務実績（4月からの累計）",
    "職員番号,年月,勤務区分,事由,時間数",
    "000001,2024-10,平日時間外,通常,1:00",
  ];
  expect(questionsOf(await readLines(lines))).toEqual([["期間別"]]);
});

test("a list that says 累計 is asked", async () => {
  const lines = [
    "活動実績（累計）",
    "期間,項目,件名,実施日,数量",
    "令和6年度第1四半期,紙文書コーチング,川崎区,,1",
  ];
  expect(questionsOf(await readLines(lines))).toEqual([["期間別"]]);
});

const CALENDAR = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const sheetOf = (months: string[], ...rows: string[]) => [`局区名,区分,用紙,${months.join(",")}`, ...rows];
const ofYear = (year: number, months: number[]) => months.map((month) => `${year}年${month}月`);

test.each([
  ["of a year of the calendar", ofYear(2022, CALENDAR), RUNNING, OWN],
  [
    "that run through two years",
    [...ofYear(2022, [10, 11, 12]), ...ofYear(2023, CALENDAR.slice(0, 9))],
    RUNNING,
  ],
  [
    "that begin anew in January",
    [...ofYear(2022, CALENDAR.slice(3)), ...ofYear(2023, CALENDAR.slice(0, 9))],
    [...[50, 60, 80, 95, 130, 150, 170, 190, 210], ...[20, 40, 60, 80, 99, 120, 140, 150, 190]],
    [
      "50（前の月までの累計がありません）",
      10,
      20,
      15,
      35,
      20,
      20,
      20,
      20,
      ...[20, 20, 20, 20, 19, 21, 20, 10, 40],
    ],
  ],
  [
    "that begin anew in April",
    ofYear(2022, CALENDAR),
    [...[1000, 1100, 1200], ...[120, 250, 390, 540, 700, 870, 1050, 1240, 1440]],
    ["1000（前の月までの累計がありません）", 100, 100, 120, 130, 140, 150, 160, 170, 180, 190, 200],
  ],
] as [string, string[], number[], (number | string)[]?][])(
  "sums %s are asked about, and read as differences",
  async (_, months, values, own) => {
    const lines = sheetOf(months, row("総務企画局", values));
    expect(questionsOf(await readLines(lines))).toEqual(ASKED);
    if (own) expect(amounts((await readLines(lines, ["累計"])).rows)).toEqual(own.map(String));
  },
);

test("sums that are said to run up begin anew where they fall, though one row does not", async () => {
  const lines = [
    "用紙使用量（累計）",
    ...sheetOf(
      ofYear(2022, [1, 2, 3, 4, 5]),
      row("総務企画局", [70, 80, 90, 10, 25]),
      row("財政局", [700, 800, 900, 100, 250]),
      row("市民局", [1, 1, 1, 2, 4]),
    ),
  ];
  expect(amounts((await readLines(lines, ["累計"])).rows).slice(0, 5)).toEqual([
    "70（前の月までの累計がありません）",
    ...["10", "10", "10", "15"],
  ]);
});
