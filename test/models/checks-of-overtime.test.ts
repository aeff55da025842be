import {expect, test} from "vitest";
import {wrongRows} from "./models-on.ts";

test("a month whose overtime came after its corrections is told, unless nothing is corrected in it", async () => {
  const sent = (month: number, {overtime, corrections}: Record<string, number[]>) =>
    Object.entries({overtime, overtime_corrections: corrections, paper: [9]}).flatMap(
      ([source, batches = []]) => batches.map((batch) => `'${source}', '2024-0${month}-01', ${batch}`),
    );
  const tables = {
    "raw.current_files": {
      columns: "source varchar, period date, batch_id integer",
      rows: [
        ...sent(1, {overtime: [5], corrections: [4]}),
        ...sent(2, {overtime: [3], corrections: [4]}),
        // One file with both is not later than itself.
        ...sent(3, {overtime: [4], corrections: [4]}),
        ...sent(4, {overtime: [2, 6], corrections: [4]}),
        ...sent(5, {overtime: [4], corrections: [2, 6]}),
        ...sent(6, {overtime: [5], corrections: [4]}),
      ],
    },
    "staging.stg_overtime_corrections": {
      columns: "month date",
      rows: [1, 2, 3, 4, 5].map((month) => `'2024-0${month}-01'`),
    },
  };
  expect(await wrongRows("overtime_corrections_are_not_outdated", tables)).toEqual([
    "overtime_corrections 2024-01-01 2024-01-01",
    "overtime_corrections 2024-04-01 2024-04-01",
  ]);
});

test("a correction has a row to correct, and takes no more than that has", async () => {
  const row = (who: string, minutes: number, reason = "null") =>
    `'${who}', '2024-04-01', '平日', '通常', ${reason}, ${minutes}`;
  const tables = {
    "intermediate.int_overtime_corrected": {
      columns:
        "staff_key varchar, month date, hour_kind varchar, cause varchar, correction_reason varchar, worked_minutes integer",
      rows: [
        row("not corrected", 60),
        row("to nothing", 60),
        row("to nothing", -60, "'誤り'"),
        row("below", 60),
        row("below", -61, "'誤り'"),
        row("without a row", 30, "'もれ'"),
      ],
    },
  };
  expect(await wrongRows("overtime_corrections_are_within", tables, "staff_key, worked_minutes")).toEqual([
    "below -1",
    "without a row 30",
  ]);
});

test("people over a limit are as many in either count of a year", async () => {
  const key = ({
    rule = "'report_480'",
    scope = "'programme'",
    year = 2023,
    month = "null",
    bureau = "'10'",
  }) => `${rule}, ${scope}, ${year}, ${month}, ${bureau}`;
  const tables = {
    "metrics.overtime_counts": {
      columns:
        "rule_id varchar, scope_id varchar, fiscal_year integer, month date, bureau_code varchar, quarter integer, staff_count integer",
      rows: [
        `${key({})}, 4, 5`,
        // To date nobody counts by limits.
        `${key({})}, 3, 4`,
        `${key({bureau: "'20'"})}, 4, 6`,
        `${key({bureau: "'nobody'"})}, 4, 0`,
        `${key({bureau: "'missing'"})}, 4, 1`,
      ],
    },
    "metrics.overtime_limits": {
      columns:
        "rule_id varchar, scope_id varchar, fiscal_year integer, month date, bureau_code varchar, staff_count integer",
      rows: [
        `${key({})}, 5`,
        `${key({bureau: "'20'"})}, 7`,
        ...[
          {rule: "'report_1000'"},
          {scope: "'other'"},
          {year: 2022},
          {month: "'2024-03-01'"},
          {bureau: "'30'"},
        ].map((other) => `${key(other)}, 99`),
      ],
    },
  };
  const columns = "bureau_code, staff_count, limits_staff_count";
  expect(await wrongRows("overtime_limits_agree_with_counts", tables, columns)).toEqual([
    "20 6 7",
    "missing 1 －",
  ]);
});

test("a month between two that are there is missed", async () => {
  const tables = {
    "intermediate.int_overtime_months": {
      columns: "month date, month_index integer",
      rows: [1, 2, 4, 5, 8].map((month) => `'2024-0${month}-01', ${24_287 + month}`),
    },
  };
  expect(await wrongRows("overtime_months_have_no_gap", tables)).toEqual(["2024-03-01", "2024-07-01"]);
});

test("overtime of a person, month, kind and cause stands once", async () => {
  const tables = {
    "staging.stg_overtime": {
      columns: "staff_key varchar, month date, hour_kind varchar, cause varchar",
      rows: [
        "'a', '2024-04-01', '平日', '通常'",
        "'a', '2024-05-01', '平日', '通常'",
        "'b', '2024-04-01', '平日', '通常'",
        "'b', '2024-04-01', '平日', '通常'",
      ],
    },
  };
  expect(await wrongRows("overtime_rows_are_unique", tables)).toEqual([
    "overtime 2024-04-01 b 2024-04-01 平日 通常",
  ]);
});

test("people over a limit are as many in the organisation of then and of now, fractions of a split aside", async () => {
  const of = (scope: string, reported: number[], today: number[]) => [
    ...reported.map((count) => `2023, '${scope}', 'report_480', 'as_reported', ${count}`),
    ...today.map((count) => `2023, '${scope}', 'report_480', 'today', ${count}`),
    `2022, '${scope}', 'report_480', 'today', 50`,
    `2023, '${scope}', 'report_1000', 'today', 50`,
  ];
  const counted = {
    ...{same: [2, 3], edge: [0], less: [5], more: [5], reported: [5], fewer: [5]},
    ...{"over the edge": [0], "over it today": [0], absent: [1], "no report": [5], "none today": [5]},
  };
  const tables = {
    "metrics.overtime_counts_by_organisation": {
      columns:
        "fiscal_year integer, scope_id varchar, rule_id varchar, organisation varchar, staff_count double",
      rows: [
        ...of("same", [1, 4], [2.5, 2.5]),
        ...of("edge", [0.0001], [0.0001]),
        ...of("less", [5], [4.5]),
        ...of("more", [5], [5.5]),
        ...of("reported", [4, 2], [5]),
        ...of("fewer", [4], [5]),
        ...of("over the edge", [0.00015], [0]),
        ...of("over it today", [0], [0.00015]),
        ...of("no report", [], [5]),
        ...of("none today", [5], []),
      ],
    },
    "metrics.overtime_counts": {
      columns: "fiscal_year integer, scope_id varchar, rule_id varchar, quarter integer, staff_count integer",
      rows: Object.entries(counted).flatMap(([scope, counts]) => [
        ...counts.map((count) => `2023, '${scope}', 'report_480', 4, ${count}`),
        `2023, '${scope}', 'report_480', 3, 40`,
      ]),
    },
  };
  const columns = "scope_id, staff_count, reported_count, today_count";
  expect(await wrongRows("people_over_are_the_same_in_either_organisation", tables, columns)).toEqual([
    "absent 1 － －",
    "fewer 5 4 5",
    "less 5 5 4.5",
    "more 5 5 5.5",
    "no report 5 － 5",
    "none today 5 5 －",
    "over it today 0 0 0.00015",
    "over the edge 0 0.00015 0",
    "reported 5 6 5",
  ]);
});
