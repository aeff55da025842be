import {afterAll, beforeAll, expect, test} from "vitest";
import {lines} from "./lines.ts";
import {BUREAUS, buildTinyCity, HEADINGS, rosterLine, type TinyCity} from "./tiny-city.ts";

const DAYS = ["2023-04-01", "2023-10-01", "2024-04-01", "2024-10-01"];

/** A man's bureau on each roster; "" where he is not yet there. */
const MEN: Record<string, [string, string, string, string]> = {
  "000001": ["1010", "1010", "1010", "1010"],
  "000002": ["1020", "1010", "1010", "1010"],
  "000003": ["2050", "2050", "2050", "2050"],
  "000004": ["", "1020", "1020", "1020"],
  "000005": ["2040", "2040", "2040", "2040"],
  "000008": ["1020", "1001", "1001", "1001"],
  "000009": ["", "", "2040", "1010"],
};

const ROSTERS = [
  HEADINGS.staff,
  ...Object.entries(MEN).flatMap(([person, bureaus]) =>
    bureaus.flatMap((bureau, index) => {
      const day = DAYS[index] ?? "";
      const isNew = bureaus.slice(0, index).every((before) => before === "");
      return bureau === ""
        ? []
        : [rosterLine({day, person, bureau, sex: "男", hired: isNew && index > 0 ? day : "2010-04-01"})];
    }),
  ),
  ...DAYS.map((day) => rosterLine({day, person: "000006"})),
];

const EVENTS = [
  "期間,職員番号,性別,届出区分,発生日",
  ...["R5Q1,000001,男,配偶者の出産,2023-05-10", "R5Q1,000001,男,育児休業（新規）,2023-06-01"],
  // A child of the year before: leave without a birth.
  "R5Q2,000003,男,育児休業（新規）,2023-08-01",
  // Hired in July: on no roster before the birth.
  "R5Q2,000004,男,配偶者の出産,2023-08-15",
  // Two children in one year are one man.
  ...["R5Q1,000005,男,配偶者の出産,2023-05-01", "R5Q4,000005,男,配偶者の出産,2024-01-10"],
  // Moved in October: the bureau is that of the roster before the birth, or of the day itself.
  ...["R5Q3,000002,男,配偶者の出産,2023-11-10", "R5Q3,000008,男,配偶者の出産,2023-10-01"],
  "R5Q4,000009,男,配偶者の出産,2024-01-15",
  ...["R5Q1,000006,女,本人の出産,2023-05-20", "R5Q1,000006,女,育児休業（新規）,2023-06-20"],
  "R6Q1,000002,男,育児休業（新規）,2024-04-15",
].join("\n");

let city: TinyCity;
beforeAll(async () => {
  city = await buildTinyCity({
    "局区.csv": `${BUREAUS}\n2050,選挙管理委員会,その他任命,1972-04-01,,,,4\n1001,旧局,市長事務部局,1972-04-01,2020-03-31,1010,,9`,
    "名簿.csv": ROSTERS.join("\n"),
    "育休.csv": EVENTS,
    // Another file of the same quarters.
    "活動.csv": [
      "期間,項目,件名,実施日,数量",
      "R5Q1,紙文書コーチング,総務,,1",
      "R5Q2,紙文書コーチング,総務,,1",
    ].join("\n"),
  });
});
afterAll(() => city?.close());

// 男性職員の育児休業等の取得率: men who newly took leave over men whose spouse gave birth, within the fiscal year
// (city/kpis.yaml; the same as the ministry's survey of local authorities). Counted by hand.
test.each([
  [2023, 1, ["市 1 2 50", "1010 1 1 100", "2040 0 1 0"]],
  // Leave without a birth in the bureau: no share.
  [2023, 2, ["市 2 3 66.666667", "1010 1 1 100", "1020 0 1 0", "2040 0 1 0", "2050 1 0 －"]],
  [2023, 3, ["市 2 5 40", "1010 1 3 33.333333", "1020 0 1 0", "2040 0 1 0", "2050 1 0 －"]],
  [2023, 4, ["市 2 6 33.333333", "1010 1 3 33.333333", "1020 0 1 0", "2040 0 2 0", "2050 1 0 －"]],
  [2024, 1, ["市 1 0 －", "1010 1 0 －"]],
])("FY%i quarter %i: leave, births and percent", async (fiscalYear, quarter, expected) => {
  const rows = await city.rows(
    `select coalesce(bureau_code, '市') as bureau, numerator, denominator, round(value, 6) as percent
     from metrics.kpi_male_parental_leave_rate where fiscal_year = ${fiscalYear} and quarter = ${quarter}
     order by bureau_code nulls first`,
  );
  expect(lines(rows)).toEqual(expected);
});

test("from April to the end of the quarter", async () => {
  const rows = await city.rows(
    `select distinct quarter, period_start::varchar as period_start, period_end::varchar as period_end
     from metrics.kpi_male_parental_leave_rate where fiscal_year = 2023 order by 1`,
  );
  expect(lines(rows)).toEqual(
    ["2023-06-30", "2023-09-30", "2023-12-31", "2024-03-31"].map(
      (end, index) => `${index + 1} 2023-04-01 ${end}`,
    ),
  );
});
