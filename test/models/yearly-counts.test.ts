import {afterAll, beforeAll, expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";
import {BUREAUS, buildTinyCity, HEADINGS, rosterLine, type TinyCity} from "./tiny-city.ts";

/** Answers of a question: positive (in two options), negative, not applicable. */
function survey(year: string, question: string, answers: [number, number, number, number]): string[] {
  const [survey, whom] = question.startsWith("市民")
    ? ["市民アンケート", "市民"]
    : ["職員アンケート", "職員"];
  const options = ["そう思う,肯定", "ややそう思う,肯定", "思わない,否定", "機会がない,対象外"];
  return options.map(
    (option, index) => `${year},${survey},${whom},${question},${option},${answers[index]},200`,
  );
}

const CHIEF = {grade: "課長級", isManager: true} as const;
const ROSTERS = [
  HEADINGS.staff,
  rosterLine({day: "2022-04-01", person: "000001", ...CHIEF}),
  rosterLine({day: "2022-04-01", person: "000002", ...CHIEF, sex: "男"}),
  // Left on the day before.
  rosterLine({day: "2022-04-01", person: "000003", ...CHIEF, bureau: "1020", left: "2022-03-31"}),
  rosterLine({day: "2022-04-01", person: "000004", ...CHIEF, bureau: "1020", sex: "男"}),
  rosterLine({day: "2022-04-01", person: "000005", grade: "係長級"}),
  // In October nobody is counted.
  rosterLine({day: "2022-10-01", person: "000001", ...CHIEF}),
  rosterLine({day: "2022-10-01", person: "000006", ...CHIEF, hired: "2022-08-01"}),
  rosterLine({day: "2023-04-01", person: "000001", ...CHIEF, bureau: "1020"}),
  rosterLine({day: "2023-04-01", person: "000004", ...CHIEF, bureau: "1020", sex: "男"}),
  // In a bureau that has become 1010.
  rosterLine({day: "2023-04-01", person: "000007", ...CHIEF, bureau: "1001"}),
];

let city: TinyCity;
beforeAll(async () => {
  city = await buildTinyCity({
    "局区.csv": `${BUREAUS.replace("財政局,市長事務部局,1972-04-01,,,,", "財政局,市長事務部局,1972-04-01,,,理財部,")}
1001,旧局,市長事務部局,1972-04-01,2020-03-31,1010,,9`,
    "名簿.csv": ROSTERS.join("\n"),
    "アンケート.csv": [
      "年度,調査名,調査対象,設問,選択肢,判定,回答数,対象者数",
      ...survey("R3", "研修やOJTの有用感", [20, 40, 40, 7]),
      ...survey("R4", "研修やOJTの有用感", [40, 26, 34, 5]),
      ...survey("R3", "市民の視点に立った行動", [0, 0, 0, 50]),
      ...survey("R4", "市民の視点に立った行動", [10, 1, 9, 80]),
      // Nobody whom it applies to: no share, rather than 0 %.
      ...["研修やOJTの有用感", "業務改善への積極性", "コスト意識", "働き方に関する満足感"].flatMap(
        (question) => survey("R5", question, [0, 0, 0, 9]),
      ),
      ...survey("R4", "業務改善への積極性", [2, 1, 1, 3]),
      ...survey("R4", "コスト意識", [1, 1, 3, 4]),
      ...survey("R4", "働き方に関する満足感", [3, 4, 1, 2]),
      // Options that nobody chose are left out of a file: none is 0.
      ...survey("R6", "コスト意識", [0, 0, 5, 3]).slice(2),
      ...survey("R6", "働き方に関する満足感", [0, 0, 0, 3]).slice(3),
    ].join("\n"),
    "メンタル.csv": [
      "年度,対策,対象者数,実施者数",
      // A year in which nobody was asked anything else.
      "R2,ストレスチェック,200,50",
      ...["R3,ストレスチェック,1000,900", "R3,新規採用職員面接,50,48", "R3,復職者の個別支援計画,10,9"],
      ...["R4,ストレスチェック,800,600", "R4,新規採用職員面接,40,39", "R4,復職者の個別支援計画,0,0"],
      ...["R6,ストレスチェック,0,0", "R6,新規採用職員面接,0,0"],
    ].join("\n"),
    "用紙.csv": [
      "局区名,区分,用紙,年月,枚数",
      ...["総務企画局,学校等以外,A4,2022-04,1000", "総務企画局,学校等以外,A3,2022-05,500"],
      ...["総務企画局,学校等以外,その他,2022-06,1", "総務企画局,学校等,A4,2022-04,99999"],
      ...["理財部,学校等以外,A4,2022-06,2000", "旧局,学校等以外,A4,2022-05,300"],
      // August did not come.
      ...["総務企画局,学校等以外,A4,2022-07,700", "総務企画局,学校等以外,A4,2022-09,900"],
      ...["2023-04", "2023-05", "2023-06", "2023-07", "2023-08", "2023-09"].map(
        (month, index) => `総務企画局,学校等以外,A4,${month},${10 + index}`,
      ),
    ].join("\n"),
  });
});
afterAll(() => city?.close());

/** Year, bureau, numerator, denominator and percent of an indicator. */
async function sharesOf(kpi: string): Promise<string[]> {
  return lines(
    await city.rows(
      `select fiscal_year, coalesce(bureau_code::varchar, '市') as bureau, numerator, denominator, round(value, 6) as percent
       from metrics.kpi_${kpi} order by fiscal_year, bureau_code nulls first`,
    ),
  );
}

// 肯定回答 ÷ 有効回答, without those to whom the question does not apply (city/kpis.yaml).
test.each([
  ["training_usefulness", ["2021 市 60 100 60", "2022 市 66 100 66", "2023 市 0 0 －"]],
  // Nobody had to do with the staff: no share, rather than 0 %.
  ["citizen_orientation", ["2021 市 0 0 －", "2022 市 11 20 55"]],
  ["improvement_engagement", ["2022 市 3 4 75", "2023 市 0 0 －"]],
  ["cost_awareness", ["2022 市 2 5 40", "2023 市 0 0 －", "2024 市 0 5 0"]],
  ["job_satisfaction", ["2022 市 7 8 87.5", "2023 市 0 0 －", "2024 市 0 0 －"]],
])("answers: %s", async (kpi, expected) => {
  expect(await sharesOf(kpi)).toEqual(expected);
});

test.each([
  ["stress_check_rate", ["2020 市 50 200 25", "2021 市 900 1000 90", "2022 市 600 800 75", "2024 市 0 0 －"]],
  ["new_hire_interview_rate", ["2021 市 48 50 96", "2022 市 39 40 97.5", "2024 市 0 0 －"]],
  // Nobody came back: no share.
  ["return_plan_rate", ["2021 市 9 10 90", "2022 市 0 0 －"]],
])("done of those due: %s", async (kpi, expected) => {
  expect(await sharesOf(kpi)).toEqual(expected);
});

// 年度の翌4月1日に在職する課長級: the day closes the fiscal year before it.
test("women among section chiefs in service on 1 April, by bureau of today's organisation", async () => {
  expect(await sharesOf("female_section_chief_ratio")).toEqual([
    "2021 市 1 3 33.333333",
    "2021 1010 1 2 50",
    "2021 1020 0 1 0",
    "2022 市 2 3 66.666667",
    "2022 1010 1 1 100",
    "2022 1020 1 2 50",
  ]);
});

test("sheets outside schools from April, by names that a bureau has had, until a month is missing", async () => {
  const rows = await city.rows(
    `select fiscal_year, quarter, coalesce(bureau_code, '市') as bureau, numerator, value,
       period_start::varchar as period_start, period_end::varchar as period_end
     from metrics.kpi_paper_sheets order by period_end, bureau_code nulls first`,
  );
  // 1000 + 500 + 1 + 300 and 2000 sheets; then 10 + 11 + 12, and with 13 + 14 + 15.
  expect(lines(rows)).toEqual([
    "2022 1 市 3801 3.801 2022-04-01 2022-06-30",
    "2022 1 1010 1801 1.801 2022-04-01 2022-06-30",
    "2022 1 1020 2000 2 2022-04-01 2022-06-30",
    "2023 1 市 33 0.033 2023-04-01 2023-06-30",
    "2023 1 1010 33 0.033 2023-04-01 2023-06-30",
    "2023 2 市 75 0.075 2023-04-01 2023-09-30",
    "2023 2 1010 75 0.075 2023-04-01 2023-09-30",
  ]);
});

test("sheets weigh what the catalog says of their size", async () => {
  const {rows, close} = await modelsOn(["intermediate.int_paper_bureau_months"], {
    "staging.stg_paper": {
      columns:
        "fiscal_year integer, quarter integer, month date, bureau_name varchar, place_kind varchar, paper_size varchar, sheet_count integer",
      rows: [
        "2023, 1, '2023-04-01', '総務', 'office', 'A4', 100",
        "2023, 1, '2023-04-01', '総務', 'office', 'A3', 10",
        // A size of which the city says nothing is one sheet, and does not vanish.
        "2023, 1, '2023-04-01', '総務', 'office', 'B4', 3",
        // A name of no bureau on the list counts for none until the list has it.
        "2023, 1, '2023-04-01', '知らない局', 'office', 'A4', 7",
      ],
    },
    "catalog.paper_sizes": {
      columns: "paper_size varchar, sheet_weight integer",
      rows: ["'A4', 1", "'A3', 2"],
    },
    "intermediate.int_paper_bureaus": {
      columns: "name varchar, month date, bureau_code varchar",
      rows: ["'総務', '2023-04-01', '1010'"],
    },
  });
  const found = await rows("select bureau_code, sheets from intermediate.int_paper_bureau_months");
  close();
  expect(lines(found)).toEqual(["1010 123"]);
});

test("a yearly indicator has a value for the year, and none for a quarter", async () => {
  const rows = await city.rows(
    `select distinct kpi_id, period_kind, period_start::varchar as period_start, period_end::varchar as period_end
     from metrics.kpi_values where fiscal_year = 2022 and kpi_id in ('job_satisfaction', 'stress_check_rate') order by 1`,
  );
  expect(lines(rows)).toEqual([
    "job_satisfaction year 2022-04-01 2023-03-31",
    "stress_check_rate year 2022-04-01 2023-03-31",
  ]);
});
