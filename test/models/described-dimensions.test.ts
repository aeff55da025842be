import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {type HandMade, modelsOn} from "./models-on.ts";

async function on(model: string, tables: Record<string, HandMade>, columns: string): Promise<string[]> {
  const {rows, close} = await modelsOn([`marts.${model}`], tables);
  const found = await rows(`select ${columns} from marts.${model} order by all`);
  close();
  return lines(found);
}

// city/parameters.csv: 20 people unless the city says otherwise.
test.each([
  ["what the city says", ["'few_people', '35'", "'year_starts', '4'"], "35"],
  ["20 where it says nothing", ["'year_starts', '4'"], "20"],
])("of how many people a rate must be to be ranked: %s", async (_, rows, expected) => {
  const words = ["city_name", "body_kind", "whole_name", "head_name", "unit_name"];
  const tables = {
    "catalog.city": {
      columns: words.map((word) => `${word} varchar`).join(", "),
      rows: [words.map((word) => `'${word}'`).join(", ")],
    },
    "catalog.parameters": {columns: "parameter varchar, value varchar", rows},
  };
  expect(await on("dim_city", tables, "few_people")).toEqual([expected]);
});

test("units above in which nobody stands are no bureaus that a reader may choose", async () => {
  const tables = {
    "staging.stg_bureaus": {
      columns:
        "bureau_code varchar, bureau_name varchar, appointing_authority_group varchar, valid_from date, valid_to date, successor_code varchar, display_order integer",
      rows: ["10", "20"].map((code) => `'${code}', '局', '市長', '2010-04-01', null, null, 1`),
    },
    "intermediate.int_empty_units": {columns: "unit_code varchar", rows: ["'20'"]},
  };
  expect(await on("dim_bureaus", tables, "bureau_code")).toEqual(["10"]);
});

test("a unit has its name and the bureau in which it is shown at the end of its time, else its own code", async () => {
  const tables = {
    "catalog.units": {
      columns: "unit_code varchar, level_name varchar, parent_code varchar, valid_from date, valid_to date",
      rows: [
        "'10', '局', null, '2010-04-01', null",
        "'11', '課', '10', '2010-04-01', '2020-03-31'",
        "'11', '課', '20', '2020-04-01', null",
        // In no file, and in no bureau at its end.
        "'12', '課', '10', '2010-04-01', '2015-03-31'",
      ],
    },
    "staging.stg_units": {
      columns: "unit_code varchar, unit_name varchar",
      rows: ["'10', '総務局'", "'11', '人事課'", "'11', '人事課'"],
    },
    "catalog.unit_bureaus": {
      columns: "unit_code varchar, bureau_code varchar, valid_from date, valid_to date",
      rows: [
        "'10', '10', '2010-04-01', null",
        "'11', '10', '2010-04-01', '2020-03-31'",
        "'11', '20', '2020-04-01', null",
        // Of its last day, and of a time that ends before the unit's.
        "'12', '30', '2015-03-31', '2015-03-31'",
        "'12', '40', '2012-04-01', '2015-03-30'",
      ],
    },
  };
  expect(await on("dim_units", tables, "unit_code, unit_name, bureau_code, valid_from::varchar")).toEqual([
    "10 総務局 10 2010-04-01",
    "11 人事課 10 2010-04-01",
    "11 人事課 20 2020-04-01",
    "12 12 30 2010-04-01",
  ]);
  const elsewhere = {...tables, "catalog.unit_bureaus": {...tables["catalog.unit_bureaus"], rows: []}};
  expect(await on("dim_units", elsewhere, "distinct unit_code, bureau_code")).toEqual([
    "10 10",
    "11 11",
    "12 12",
  ]);
});

/** Columns of catalog.kpis that the mart passes on as they stand. */
const PASSED_ON = [
  ...["as_of_rule", "assumption", "base_fiscal_year", "base_from_fiscal_year", "base_on", "base_value"],
  ...["comparator", "counted_as", "cumulative_since", "decimals", "definition", "direction", "display_order"],
  ...["how_to_change", "kpi_name", "model", "near_band", "none_means", "owner", "pace_base_fiscal_year"],
  ...[
    "pace_base_value",
    "privacy",
    "rhythm",
    "rhythm_day",
    "rhythm_month",
    "scope_id",
    "segment_label",
    "segment_of",
  ],
  ...[
    "segment_of_name",
    "short_name",
    "target_decimals",
    "target_fiscal_year",
    "target_value",
    "unit",
    "year_starts",
  ],
];

test("an indicator has the task of its own programme, where another one has a task of that number, too", async () => {
  const kpi = (id: string, programme: string) =>
    [id, programme, ...PASSED_ON.map((column) => (column === "privacy" ? "open" : column))]
      .map((cell) => `'${cell}'`)
      .join(", ");
  const tables = {
    "catalog.kpis": {
      columns: ["kpi_id", "programme_id", ...PASSED_ON].map((column) => `${column} varchar`).join(", "),
      rows: [kpi("paper", "reform"), kpi("leave", "women")],
    },
    "catalog.kpi_listings": {
      columns: "kpi_id varchar, listing_order integer, task_no varchar, indicator_label varchar",
      rows: ["'paper', 1, '1', '①'", "'leave', 1, '1', '①'"],
    },
    "catalog.tasks": {
      columns: "programme_id varchar, task_no varchar, task_group varchar, task_name varchar",
      rows: ["'reform', '1', '改革', '紙を減らす'", "'women', '1', '活躍', '休める職場'"],
    },
    "catalog.kpi_targets": {
      columns:
        "kpi_id varchar, valid_from date, form varchar, low double, high double, words varchar, year_words varchar, by_day date, has_road boolean, is_strict boolean",
      rows: ["paper", "leave"].map(
        (id) => `'${id}', '2000-04-01', 'at_most', null, 1, null, null, null, true, false`,
      ),
    },
    "catalog.privacy": {columns: "domain varchar, shown_by_bureau boolean", rows: ["'open', true"]},
  };
  expect(await on("dim_kpis", tables, "kpi_id, task_group, task_name")).toEqual([
    "leave 活躍 休める職場",
    "paper 改革 紙を減らす",
  ]);
});

const TOLD: HandMade = {
  columns:
    "relation varchar, fiscal_year integer, month date, months_elapsed integer, rule_id varchar, scope_id varchar, threshold_hours integer, bureau_code varchar, staff_count integer, on_course_count integer",
  rows: ["counts", "limits", "early_warning", "organisations"].map(
    (relation, index) =>
      `'${relation}', 2023, '2023-06-01', 3, 'year_480', 'all', 480, '10', ${index}, ${index}`,
  ),
};

test("each mart of people over a limit has the counts of its own kind", async () => {
  const tables = {"metrics.overtime_told": TOLD};
  expect(await on("fct_overtime_limits", tables, "staff_count")).toEqual(["1"]);
  expect(await on("fct_overtime_early_warning", tables, "over_count")).toEqual(["2"]);
});
