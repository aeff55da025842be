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

interface BesideBureaus {
  /** Below the bureaus. */
  units?: string[];
  papers?: string[];
  splits?: string[];
}

async function onBureaus(
  models: string[],
  bureaus: string[],
  {units = [], papers = [], splits = []}: BesideBureaus = {},
) {
  return modelsOn(models, {
    "staging.stg_bureaus": {columns: BUREAU_COLUMNS, rows: bureaus},
    "staging.stg_units": {
      columns:
        "unit_code varchar, unit_name varchar, other_names varchar, bureau_code varchar, valid_from date, valid_to date",
      rows: units,
    },
    "staging.stg_paper": {columns: "bureau_name varchar, month date", rows: papers},
    "catalog.bureau_splits": {
      columns: "bureau_code varchar, successor_code varchar, share double",
      rows: splits,
    },
    "raw.current_periods": {
      columns: "source varchar, period date",
      rows: ["'bureaus', '1900-01-01'", "'overtime', '2024-09-01'"],
    },
  });
}

const TODAY = ["intermediate.int_bureau_successors", "intermediate.int_bureaus_today"];
const NAMES = [...TODAY, "intermediate.int_bureau_names", "intermediate.int_paper_bureaus"];

// 庶務課 is in two bureaus: its name says neither.
test("the name of a unit means the bureau that it lies in, where no other has one of that name", async () => {
  const units = [
    "'1021', '人事課', '職員課', '1020', '2020-04-01', null",
    // Twice in the list of the same bureau: its name still says which.
    "'1021', '人事課', '人事の課', '1020', '2010-04-01', '2020-03-31'",
    "'1022', '庶務課', null, '1020', '2020-04-01', null",
    "'1031', '庶務課', null, '1030', '2022-04-01', null",
    "'1030', '企画局', null, '1030', '2022-04-01', null",
  ];
  const papers = ["人事課", "職員課", "庶務課"].map((name) => `'${name}', '2023-05-01'`);
  const {rows, close} = await onBureaus(NAMES, BUREAUS, {units, papers});
  const found = await rows("select name, bureau_code from intermediate.int_paper_bureaus order by name");
  const lower = await rows(
    "select distinct name from intermediate.int_bureau_names where is_of_lower_unit order by name",
  );
  close();
  expect(lines(found)).toEqual(["人事課 1020", "職員課 1020"]);
  // The bureau's own name is none of a unit below.
  expect(lines(lower)).toEqual(["人事の課", "人事課", "職員課"].sort());
});

test("a name means the bureau that had it in the month", async () => {
  const months = ["2018-05-01", "2020-05-01", "2023-05-01", "1960-04-01"];
  const papers = [...months.map((month) => ["企画局", month]), ["総務局", "2023-05-01"]].map(
    ([name, month]) => `'${name}', '${month}'`,
  );
  const {rows, close} = await onBureaus(NAMES, BUREAUS, {papers});
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

test("a name stands once for a bureau that has it twice, and not for one that nobody has followed", async () => {
  const {rows, close} = await onBureaus(NAMES, [
    "'1010', '総務企画局', '1972-04-01', null, null, '総務企画局、総務局、総務局'",
    "'1020', '港湾局', '1972-04-01', '2019-03-31', '9999', '港の局'",
  ]);
  const found = await rows("from intermediate.int_bureau_names order by name");
  close();
  expect(found.map(({name, named_code, bureau_code}) => [name, named_code, bureau_code])).toEqual([
    ["総務企画局", "1010", "1010"],
    ["総務局", "1010", "1010"],
  ]);
});

/** The latest period that was sent is September 2024. */
const ENDED = [
  "'1010', '企画局', '1972-04-01', '2019-03-31', '1020', null",
  "'1020', '総務企画局', '1972-04-01', '2022-03-31', '1030', null",
  "'1030', '総務局', '1972-04-01', null, null, null",
  "'1040', '港湾局', '1972-04-01', '2025-03-31', '1030', null",
  "'1050', '市民局', '1972-04-01', null, '1030', null",
  "'1060', '水道局', '1972-04-01', '2024-09-01', '1030', null",
  "'1070', '病院局', '1972-04-01', '2024-08-31', '1030', null",
  "'1080', '交通局', '1972-04-01', '2019-03-31', '9999', null",
  "'1090', '学校局', '1972-04-01', null, null, null",
];

// 局区一覧: a bureau that is no more keeps its row and names its successor; without an end it is no more since then.
test("a successor counts once the bureau has ended before the latest period, if it is on the list", async () => {
  const {rows, close} = await onBureaus(TODAY, ENDED);
  const found = await rows(
    "select bureau_code, today_code from intermediate.int_bureaus_today order by bureau_code",
  );
  close();
  expect(lines(found)).toEqual([
    "1010 1030",
    "1020 1030",
    "1030 1030",
    "1040 1040",
    "1050 1030",
    "1060 1060",
    "1070 1030",
    "1090 1090",
  ]);
});

// data/catalog/bureau-splits.csv: a stated share goes before the successor, and on from there as the successors went.
test("a bureau goes whole to its successor, in shares where they are stated, and by both where one follows the other", async () => {
  const {rows, close} = await onBureaus(
    ["intermediate.int_bureau_successors", "intermediate.int_bureau_links", "intermediate.int_bureau_shares"],
    ENDED,
    {
      splits: ["'1020', '1030', 0.25", "'1020', '1090', 0.75", "'1090', '1030', 0.4", "'1090', '1040', 0.6"],
    },
  );
  const found = await rows(
    `select bureau_code, today_code, round(share, 6) as share from intermediate.int_bureau_shares
     order by bureau_code, today_code`,
  );
  close();
  expect(lines(found)).toEqual([
    "1010 1030 0.55",
    "1010 1040 0.45",
    "1020 1030 0.55",
    "1020 1040 0.45",
    "1030 1030 1",
    "1040 1040 1",
    "1050 1030 1",
    "1060 1060 1",
    "1070 1030 1",
    "1080 9999 1",
    "1090 1030 0.4",
    "1090 1040 0.6",
  ]);
});
