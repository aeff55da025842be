import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";
import {buildTinyCity, type TinyCity} from "./tiny-city.ts";

/**
 * 令和3年度 was printed on the basis of the monthly payroll because its accounts were not settled (総務委員会資料 資料1 注2・注3);
 * the settled accounts come later, under a name of their own or beside the provisional amounts.
 */
const HEADING = "年度,会計区分,算定基礎,支給額（円）";

function pay(...lines: string[]): string {
  return [HEADING, ...lines].join("\n");
}

function both(year: string, basis: string, millions: [ordinary: number, enterprise: number]): string[] {
  const [ordinary, enterprise] = millions.map((million) => million * 1_000_000);
  return [`${year},普通会計,${basis},${ordinary}`, `${year},公営事業会計,${basis},${enterprise}`];
}

describe("pay of one year on two bases", () => {
  let city: TinyCity;
  beforeAll(async () => {
    city = await buildTinyCity({
      "手当_H28.csv": pay(...both("H28", "決算", [100, 50])),
      "手当_H29.csv": pay(...both("H29", "例月給与支給", [110, 55]), ...both("H29", "決算", [112, 56])),
      "例月_H30.csv": pay(...both("H30", "例月給与支給", [90, 45])),
      "決算書_H30.csv": pay(...both("H30", "決算", [93, 46])),
      "手当_R1.csv": pay("R1,普通会計,決算,105000000", "R1,公営事業会計,例月給与支給,50000000"),
      "手当_R3.csv": pay(...both("R3", "例月給与支給", [120, 60])),
    });
  });
  afterAll(() => city.close());

  test("is counted once: settled where it is settled, and its sum goes on as far as no year is missing", async () => {
    const rows = await city.rows(
      `select fiscal_year, basis, paid_million_yen, change_million_yen, cumulative_change_million_yen
       from marts.fct_overtime_pay where account_group = 'total' order by fiscal_year`,
    );
    expect(rows.map((row) => Object.values(row))).toEqual([
      [2016, "settled", 150, 0, 0],
      [2017, "settled", 168, 18, 18],
      [2018, "settled", 139, -11, 7],
      [2019, "payroll", 155, 5, 12],
      [2021, "payroll", 180, 30, null],
    ]);
  });

  test("stands in one row a year and account", async () => {
    const rows = await city.rows(
      "select 1 as doubled from marts.fct_overtime_pay group by fiscal_year, account_group having count(*) > 1",
    );
    expect(rows).toEqual([]);
  });
});

// 年次報告 注1: every figure is rounded by itself, the running sum adds the rounded changes since FY2016.
test("amounts are rounded half up to a million yen, each by itself", async () => {
  const {rows, close} = await modelsOn(["metrics.overtime_pay"], {
    "catalog.parameters": {
      columns: "parameter varchar, value varchar",
      rows: ["'overtime_pay_base_fiscal_year', '2016'", "'leave_minutes_per_day', '465'"],
    },
    "intermediate.int_overtime_pay": {
      columns: "fiscal_year integer, account_group varchar, basis varchar, paid_yen bigint",
      rows: [
        "2015, 'ordinary', 'settled', 99400000",
        "2016, 'ordinary', 'settled', 100500000",
        "2017, 'ordinary', 'settled', 110499995",
        "2018, 'ordinary', 'settled', 120000000",
        "2019, 'ordinary', 'settled', 119999999",
        "2017, 'enterprise', 'payroll', 55000000",
      ],
    },
  });
  const found = await rows("from metrics.overtime_pay order by account_group, fiscal_year");
  close();
  expect(lines(found)).toEqual([
    "2017 enterprise payroll 55 － － 2016",
    "2015 ordinary settled 99 -1 － 2016",
    "2016 ordinary settled 101 0 0 2016",
    "2017 ordinary settled 110 10 10 2016",
    "2018 ordinary settled 120 20 30 2016",
    "2019 ordinary settled 120 19 49 2016",
    "2017 total payroll 165 － － 2016",
  ]);
});

test("without a base year of the city's the first year that came is the base", async () => {
  const {rows, close} = await modelsOn(["metrics.overtime_pay"], {
    "catalog.parameters": {columns: "parameter varchar, value varchar", rows: []},
    "intermediate.int_overtime_pay": {
      columns: "fiscal_year integer, account_group varchar, basis varchar, paid_yen bigint",
      rows: ["2022, 'ordinary', 'settled', 90000000", "2023, 'ordinary', 'settled', 95000000"],
    },
  });
  const found = await rows("from metrics.overtime_pay where account_group = 'ordinary' order by fiscal_year");
  close();
  expect(lines(found)).toEqual(["2022 ordinary settled 90 0 0 2022", "2023 ordinary settled 95 5 5 2022"]);
});

test("a total lacks no account", async () => {
  const city = await buildTinyCity({
    "手当_H28.csv": pay(...both("H28", "決算", [100, 50])),
    "手当_H29.csv": pay("H29,普通会計,決算,110000000"),
  });
  try {
    const rows = await city.rows(
      "select fiscal_year, account_group from marts.fct_overtime_pay where fiscal_year = 2017",
    );
    expect(rows).toEqual([{fiscal_year: 2017, account_group: "ordinary"}]);
  } finally {
    city.close();
  }
});

test.each([
  [
    "provisional amounts after the settled ones",
    "手当_R3.csv",
    both("R3", "例月給与支給", [120, 60]),
    /確定した2行/,
  ],
  ["other settled amounts", "訂正_R3.csv", both("R3", "決算", [121, 60]), /同じ行1件の値が違います/],
])("%s are asked about", async (_, name, lines, why) => {
  await expect(
    buildTinyCity({"手当_R3_決算.csv": pay(...both("R3", "決算", [120, 60])), [name]: pay(...lines)}),
  ).rejects.toThrow(why);
});
