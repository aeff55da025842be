import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

const BUREAU_COLUMNS =
  "bureau_code varchar, bureau_name varchar, valid_from date, valid_to date, successor_code varchar, other_names varchar";

/** 企画局 was merged into 総務企画局 in 2019; since 2022 a new bureau has its name. */
const BUREAUS = [
  "'1010', '企画局', '1972-04-01', '2019-03-31', '1020', null",
  "'1020', '総務企画局', '1972-04-01', null, null, '総務局'",
  "'1030', '企画局', '2022-04-01', null, null, null",
  "'1040', '港湾局', '1972-04-01', '2025-03-31', '1020', null",
];

async function onBureaus(models: string[], bureaus: string[], papers: string[] = []) {
  return modelsOn(models, {
    "staging.stg_bureaus": {columns: BUREAU_COLUMNS, rows: bureaus},
    "staging.stg_paper": {columns: "bureau_name varchar, month date", rows: papers},
    "raw.current_periods": {
      columns: "source varchar, period date",
      rows: ["'bureaus', '1900-01-01'", "'overtime', '2024-09-01'"],
    },
  });
}

const NAMES = [
  "intermediate.int_bureaus_today",
  "intermediate.int_bureau_names",
  "intermediate.int_paper_bureaus",
];

test("a name means the bureau that had it in the month", async () => {
  const months = ["2018-05-01", "2020-05-01", "2023-05-01", "1960-04-01"];
  const {rows, close} = await onBureaus(
    NAMES,
    BUREAUS,
    [...months.map((month) => ["企画局", month]), ["総務局", "2023-05-01"]].map(
      ([name, month]) => `'${name}', '${month}'`,
    ),
  );
  const found = await rows(
    "select name, month::varchar as month, bureau_code from intermediate.int_paper_bureaus order by name, month",
  );
  close();
  expect(lines(found)).toEqual([
    "企画局 1960-04-01 1020",
    "企画局 2018-05-01 1020",
    "企画局 2020-05-01 1020",
    "企画局 2023-05-01 1030",
    "総務局 2023-05-01 1020",
  ]);
});

test("a successor counts once the bureau has ended before the latest period", async () => {
  const {rows, close} = await onBureaus(["intermediate.int_bureaus_today"], BUREAUS);
  const found = await rows(
    "select bureau_code, today_code from intermediate.int_bureaus_today order by bureau_code",
  );
  close();
  expect(lines(found)).toEqual(["1010 1020", "1020 1020", "1030 1030", "1040 1040"]);
});
