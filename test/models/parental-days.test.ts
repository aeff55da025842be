import {afterAll, beforeAll, expect, test} from "vitest";
import {type MeasuredCity, measuredCity} from "./measured-city.ts";
import {BUREAUS, HEADINGS, rosterLine} from "./tiny-city.ts";

/* Births and leave for them, of which files say how long it was and when the child was born. */

const ROSTER = [
  HEADINGS.staff,
  ...["1", "2", "3", "4"].map((person) =>
    rosterLine({day: "2023-04-01", person: `00000${person}`, sex: "男"}),
  ),
].join("\n");

const WIDE = "期間,職員番号,性別,届出区分,発生日,子の生年月日,休業開始日,休業終了日,休暇日数";

/** Births of four; leave of 2.5 and 2.5 days, of 4.5, of none; leave of a week, of six days, and one without an end. */
const FIRST = [
  WIDE,
  ...["1", "2", "3"].map((person) => `R5Q1,00000${person},男,配偶者の出産,2023-05-01,2023-05-01,,,`),
  // Born in the year before, told in this one.
  "R5Q1,000004,男,配偶者の出産,2023-04-02,2023-03-31,,,",
  "R5Q1,000001,男,配偶者出産・育児参加の休暇,2023-05-01,2023-05-01,,,2.5",
  "R5Q1,000002,男,配偶者出産・育児参加の休暇,2023-05-02,2023-05-01,,,4.5",
  "R5Q1,000001,男,育児休業（新規）,2023-06-01,2023-05-01,2023-06-01,2023-06-07,",
  "R5Q1,000002,男,育児休業（新規）,2023-06-01,2023-05-01,2023-06-01,2023-06-06,",
  "R5Q1,000004,男,育児休業（新規）,2023-06-01,2023-03-31,2023-06-01,,",
].join("\n");
const SECOND = [
  WIDE,
  "R5Q2,000001,男,配偶者出産・育児参加の休暇,2023-07-01,2023-05-01,,,2.5",
  "R5Q2,000002,男,育児休業（再度）,2023-09-01,2023-05-01,2023-09-01,2023-09-30,",
].join("\n");

const NARROW = "期間,職員番号,性別,届出区分,発生日\nR5Q1,000001,男,配偶者の出産,2023-05-01";

const men = (said: Record<string, unknown>) => ({source: "parental_leave", population: "men", ...said});
const births = men({field: "people", item: "spouse_gave_birth"});
const share = (said: Record<string, unknown>) => ({
  measure: {kind: "ratio", of: men(said), over: births},
  unit: "%",
  rest: {may_exceed_100: true},
});

const SAID = {
  five_days: share({field: "days", item: "paternity_leave", at_least: 5}),
  mean_days: {
    measure: {kind: "ratio", of: men({field: "days", item: "paternity_leave"}), over: births},
    unit: "日",
  },
  a_week: share({field: "days", item: "first_take_up", at_least: 7}),
  again: share({field: "people", item: "later_take_up"}),
  born: {
    measure: {kind: "total", ...men({field: "people_by_birth", item: "spouse_gave_birth"})},
    unit: "人",
  },
};

let city: MeasuredCity;
let other: MeasuredCity;
beforeAll(async () => {
  const rosters = {"局区一覧.csv": BUREAUS, "職員名簿.csv": ROSTER};
  city = await measuredCity(SAID, {
    files: {...rosters, "育休1.csv": FIRST, "育休2.csv": SECOND},
    populations: {},
  });
  other = await measuredCity(SAID, {files: {...rosters, "育休1.csv": NARROW}, populations: {}});
}, 120_000);
afterAll(() => {
  city.close();
  other.close();
});

test.each<[keyof typeof SAID, string[]]>([
  // 2.5 days, and 5 with those of the second quarter; 4.5 are too few.
  ["five_days", ["2023 1 0", "2023 2 25"]],
  ["mean_days", ["2023 1 1.75", "2023 2 2.38"]],
  // Both days count: the 1st to the 7th is a week. Of whom no end is known nothing is said.
  ["a_week", ["2023 1 25", "2023 2 25"]],
  ["again", ["2023 1 0", "2023 2 25"]],
  ["born", ["2023 1 3", "2023 2 3"]],
])("%s", async (id, expected) => {
  expect(await city.values(id)).toEqual(expected);
});

test("without the columns, what is measured by them waits and says for which; the rest is there", async () => {
  const found = await other.rows("select kpi_id, heading from intermediate.int_awaited_columns order by all");
  expect(found.map(({kpi_id, heading}) => `${kpi_id} ${heading}`)).toEqual([
    "a_week 休暇日数（または休業開始日と休業終了日）",
    "born 子の生年月日",
    "five_days 休暇日数（または休業開始日と休業終了日）",
    "mean_days 休暇日数（または休業開始日と休業終了日）",
  ]);
  expect(await other.values("again")).toEqual(["2023 1 0"]);
  expect(await other.values("a_week")).toEqual([]);
});

const AMOUNTS = `select concat_ws(' ', field, item, cast(period as varchar), cast(amount as varchar), count(*)) as line
  from intermediate.int_amounts_of_parental_leave group by field, item, period, amount order by all`;

test("people once a quarter, by the event and by the birth, and the days of each leave, where files say them", async () => {
  const lines = async (of: MeasuredCity) => (await of.rows(AMOUNTS)).map(({line}) => line);
  expect(await lines(city)).toEqual([
    "days first_take_up 2023-04-01 6.0 1",
    "days first_take_up 2023-04-01 7.0 1",
    "days later_take_up 2023-07-01 30.0 1",
    "days paternity_leave 2023-04-01 2.5 1",
    "days paternity_leave 2023-04-01 4.5 1",
    "days paternity_leave 2023-07-01 2.5 1",
    "people first_take_up 2023-04-01 1.0 3",
    "people later_take_up 2023-07-01 1.0 1",
    "people paternity_leave 2023-04-01 1.0 2",
    "people paternity_leave 2023-07-01 1.0 1",
    "people spouse_gave_birth 2023-04-01 1.0 4",
    "people_by_birth first_take_up 2023-01-01 1.0 1",
    "people_by_birth first_take_up 2023-04-01 1.0 2",
    "people_by_birth later_take_up 2023-04-01 1.0 1",
    "people_by_birth paternity_leave 2023-04-01 1.0 2",
    "people_by_birth spouse_gave_birth 2023-01-01 1.0 1",
    "people_by_birth spouse_gave_birth 2023-04-01 1.0 3",
  ]);
  expect(await lines(other)).toEqual(["people spouse_gave_birth 2023-04-01 1.0 1"]);
});
