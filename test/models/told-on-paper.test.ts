import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

test("documents are held against an indicator's own scope, by bureau, year and quarter", async () => {
  const city = await modelsOn(["disclosure.told_on_paper"], {
    "published.marts.dim_kpis": {
      columns: "kpi_id varchar, kpi_name varchar, short_name varchar, decimals integer, scope_id varchar",
      rows: [
        ...["'over', '超えた人数', '人数', 0, 'programme'", "'paper', '用紙の使用量', '用紙', 1, null"],
        "'none', '値のない指標', '値なし', 0, 'programme'",
      ],
    },
    "published.marts.dim_bureaus": {
      columns: "bureau_code varchar, bureau_name varchar",
      rows: ["'10', '甲局'", "'20', '乙局'"],
    },
    "published.marts.fct_kpi_values": {
      columns:
        "kpi_id varchar, scope_id varchar, bureau_code varchar, fiscal_year integer, period_kind varchar, period_start date, period_end date, value double, numerator double, denominator double",
      rows: [
        "'over', 'programme', '10', 2023, 'year', '2023-04-01', '2024-03-31', 7, 1, 2",
        "'over', 'mayors', '10', 2023, 'year', '2023-04-01', '2024-03-31', 8, 1, 2",
        "'over', 'programme', '20', 2023, 'quarter', '2023-04-01', '2023-09-30', null, null, null",
        "'over', 'programme', null, 2023, 'year', '2023-04-01', '2024-03-31', 70, 1, 2",
        "'over', 'programme', '10', 2023, 'month', '2023-04-01', '2023-09-30', 9, 1, 2",
        "'paper', null, '20', 2023, 'year', '2023-04-01', '2024-03-31', 1.25, 1, 2",
      ],
    },
  });
  expect(lines(await city.rows("from disclosure.told_on_paper order by all"))).toEqual([
    "over 超えた人数 人数 0 乙局 2023 quarter 2023-04-01 2023-09-30 － － －",
    "over 超えた人数 人数 0 甲局 2023 year 2023-04-01 2024-03-31 7 1 2",
    "paper 用紙の使用量 用紙 1 乙局 2023 year 2023-04-01 2024-03-31 1.25 1 2",
  ]);
  city.close();
});

test("groups go by their names of the time, bureaus over several years by theirs, what has no name by none", async () => {
  const sums = "'over', 'programme', 2023,";
  const city = await modelsOn(["disclosure.told_sums_on_paper"], {
    "published.marts.dim_kpis": {
      columns: "kpi_id varchar, kpi_name varchar, short_name varchar, decimals integer, scope_id varchar",
      rows: ["'over', '超えた人数', '人数', 0, 'programme'"],
    },
    "published.marts.dim_bureaus": {
      columns: "bureau_code varchar, bureau_name varchar",
      rows: ["'10', '甲局'", "'20', '乙局'"],
    },
    "published.marts.dim_bureau_groups": {
      columns:
        "group_code varchar, bureau_group_name varchar, bureau_code varchar, valid_from date, valid_to date",
      rows: [
        "'m', '旧の部', '10', '2016-04-01', '2020-03-31'",
        "'m', '市長部', '10', '2020-04-01', '2024-03-31'",
        "'m', '市長部', '20', '2020-04-01', '2024-03-31'",
      ],
    },
    "published.marts.fct_kpi_sums": {
      columns:
        "kpi_id varchar, scope_id varchar, fiscal_year integer, period_kind varchar, period_start date, period_end date, group_code varchar, bureau_code varchar, value double, numerator double, denominator double",
      rows: [
        `${sums} 'year', '2023-04-01', '2024-03-31', 'm', null, 40, 8, 20`,
        `${sums} 'half', '2023-10-01', '2024-03-31', 'm', null, null, null, null`,
        "'over', 'programme', 2019, 'year', '2019-04-01', '2020-03-31', 'm', null, 10, 1, 10",
        `${sums} 'programme', '2020-04-01', '2024-03-31', null, '20', 25, 5, 20`,
        `${sums} 'programme', '2020-04-01', '2024-03-31', null, '99', 1, 1, 1`,
        "'over', 'mayors', 2023, 'year', '2023-04-01', '2024-03-31', 'm', null, 9, 9, 9",
      ],
    },
  });
  expect(lines(await city.rows("from disclosure.told_sums_on_paper order by all"))).toEqual([
    "over 超えた人数 人数 0 乙局 2023 programme 2020-04-01 2024-03-31 25 5 20",
    "over 超えた人数 人数 0 市長部 2023 half 2023-10-01 2024-03-31 － － －",
    "over 超えた人数 人数 0 市長部 2023 year 2023-04-01 2024-03-31 40 8 20",
    "over 超えた人数 人数 0 旧の部 2019 year 2019-04-01 2020-03-31 10 1 10",
  ]);
  city.close();
});
