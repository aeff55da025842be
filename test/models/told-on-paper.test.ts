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
        "kpi_id varchar, scope_id varchar, bureau_code varchar, fiscal_year integer, period_kind varchar, period_end date, value double",
      rows: [
        "'over', 'programme', '10', 2023, 'year', '2024-03-31', 7",
        "'over', 'mayors', '10', 2023, 'year', '2024-03-31', 8",
        "'over', 'programme', '20', 2023, 'quarter', '2023-09-30', null",
        "'over', 'programme', null, 2023, 'year', '2024-03-31', 70",
        "'over', 'programme', '10', 2023, 'month', '2023-09-30', 9",
        "'paper', null, '20', 2023, 'year', '2024-03-31', 1.25",
      ],
    },
  });
  expect(lines(await city.rows("from disclosure.told_on_paper order by all"))).toEqual([
    "over 超えた人数 人数 0 乙局 2023 quarter 2023-09-30 －",
    "over 超えた人数 人数 0 甲局 2023 year 2024-03-31 7",
    "paper 用紙の使用量 用紙 1 乙局 2023 year 2024-03-31 1.25",
  ]);
  city.close();
});
