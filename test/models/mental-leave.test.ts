import {afterAll, beforeAll, expect, test} from "vitest";
import {BUREAUS, buildTinyCity, HEADINGS, rosterLine, type TinyCity} from "./tiny-city.ts";

const SICK_LEAVE = "年度,職員番号,傷病区分,療養開始日,療養終了日";

/** Spells of one person of the year 2022 (令和4年度), and whether they are a month on end. */
const CASES: [title: string, spells: [from: string, to: string][], isLong: boolean][] = [
  ["31 January to 27 February", [["2023-01-31", "2023-02-27"]], false],
  ["31 January to 28 February", [["2023-01-31", "2023-02-28"]], true],
  ["29 January to 27 February", [["2023-01-29", "2023-02-27"]], false],
  ["29 January to 28 February", [["2023-01-29", "2023-02-28"]], true],
  ["28 January to 27 February", [["2023-01-28", "2023-02-27"]], true],
  ["28 January to 26 February", [["2023-01-28", "2023-02-26"]], false],
  ["1 February to 28 February", [["2023-02-01", "2023-02-28"]], true],
  ["31 March only, though it goes on", [["2023-03-31", ""]], false],
  [
    "two certificates in a row",
    [
      ["2022-06-01", "2022-06-15"],
      ["2022-06-16", "2022-06-30"],
    ],
    true,
  ],
  [
    "two certificates with a day between",
    [
      ["2022-07-01", "2022-07-15"],
      ["2022-07-17", "2022-08-10"],
    ],
    false,
  ],
  [
    "a certificate within another, and one after it",
    [
      ["2022-06-01", "2022-06-20"],
      ["2022-06-05", "2022-06-10"],
      ["2022-06-21", "2022-06-30"],
    ],
    true,
  ],
  [
    "two certificates in a row, while another person's leave a day between",
    [
      ["2022-07-10", "2022-07-24"],
      ["2022-07-25", "2022-08-09"],
    ],
    true,
  ],
  ["all of July and August", [["2022-07-01", "2022-08-31"]], true],
  [
    "two certificates with a day between, while the other illness lasts",
    [
      ["2022-09-02", "2022-09-15"],
      ["2022-09-17", "2022-10-10"],
    ],
    false,
  ],
  [
    "two certificates in a row, the other illness between",
    [
      ["2022-11-02", "2022-11-16"],
      ["2022-11-17", "2022-12-01"],
    ],
    true,
  ],
  [
    "twice a month on end",
    [
      ["2022-05-01", "2022-05-31"],
      ["2022-08-01", "2022-09-30"],
    ],
    true,
  ],
];

/** Spells of the other cause (その他): an illness is told by itself. */
const OF_THE_OTHER_CAUSE: Record<string, [from: string, to: string][]> = {
  "two certificates with a day between, while the other illness lasts": [["2022-09-01", "2022-10-31"]],
  "two certificates in a row, the other illness between": [
    ["2022-11-05", "2022-11-06"],
    ["2022-11-10", "2022-11-11"],
  ],
};

const number = (index: number) => String(index + 1).padStart(6, "0");

let city: TinyCity;
beforeAll(async () => {
  const rosters = ["2021-04-01", "2022-04-01", "2023-04-01"].flatMap((day) =>
    CASES.map((_, index) => rosterLine({day, person: number(index)})),
  );
  const spells = CASES.flatMap(([title, days], index) => [
    ...days.map(([from, to]) => `令和4年度,${number(index)},精神及び行動の障害,${from},${to}`),
    ...(OF_THE_OTHER_CAUSE[title] ?? []).map(
      ([from, to]) => `令和4年度,${number(index)},その他,${from},${to}`,
    ),
  ]);
  city = await buildTinyCity({
    "局区.csv": BUREAUS,
    "名簿.csv": [HEADINGS.staff, ...rosters].join("\n"),
    "療養.csv": [SICK_LEAVE, ...spells, "令和3年度,000001,精神及び行動の障害,2021-06-01,2021-06-15"].join(
      "\n",
    ),
  });
});
afterAll(() => city?.close());

// 民法 143条2項: to the day before the corresponding one, or to the last of a month that lacks it.
// Staff keys are made anew in each ledger: a person is known by the first spell, which no other case has.
test.each(CASES)("%s: a month on end or not", async (_title, [first], isLong) => {
  const [row] = await city.rows(
    `select count(distinct absentees.staff_key)::integer as people
     from restricted.long_term_absentees as absentees
     inner join raw.sick_leave as spells on spells.staff_key = absentees.staff_key
     where absentees.fiscal_year = 2022 and absentees.cause = 'mental' and spells.absent_from = '${first?.[0]}'
       and coalesce(spells.absent_to::varchar, '') = '${first?.[1]}'`,
  );
  expect(row?.people).toBe(isLong ? 1 : 0);
});

test("the rate of the year, and 0.00 % where nobody was absent for a month", async () => {
  const rows = await city.rows(
    `select fiscal_year, numerator::integer as numerator, denominator::integer as denominator, round(value, 2) as value from metrics.kpi_mental_longterm_leave_ratio
     order by fiscal_year`,
  );
  expect(rows).toEqual([
    {fiscal_year: 2021, numerator: 0, denominator: 16, value: 0},
    {fiscal_year: 2022, numerator: 10, denominator: 16, value: 62.5},
  ]);
});
