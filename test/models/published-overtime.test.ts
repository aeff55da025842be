import {expect, test} from "vitest";
import {lastTold} from "../../pipelines/disclosure/overtime-before.ts";
import type {Row} from "../../pipelines/engine/open.ts";
import type {ToldOvertime} from "../../schemas/kept-readings.ts";
import {lines} from "./lines.ts";
import {type HandMade, modelsOn} from "./models-on.ts";

const KEYS = "fiscal_year integer, scope_id varchar, bureau_code varchar";
const MARTS = {
  fct_overtime_counts: `${KEYS}, threshold_hours integer, staff_count integer`,
  fct_overtime_limits: `${KEYS}, month date, rule_id varchar, staff_count integer`,
  fct_overtime_early_warning: `${KEYS}, as_of_month date, rule_id varchar, over_count integer, on_course_count integer`,
  fct_overtime_analysis_due: `${KEYS}, rule_set varchar, staff_count integer`,
  dim_overtime_rules: "rule_id varchar, window_kind varchar, threshold_hours integer, months_limit integer",
};

/** What a statement of disclosure/ answers of a release with these rows: "2023 programme A 480 3", － is null. */
async function answered(name: string, columns: string, rows: Partial<Record<keyof typeof MARTS, string[]>>) {
  const tables = Object.entries(MARTS).map(([mart, of]): [string, HandMade] => [
    `published.marts.${mart}`,
    {columns: of, rows: (rows[mart as keyof typeof MARTS] ?? []).map(cells)},
  ]);
  const city = await modelsOn([`disclosure.${name}`], Object.fromEntries(tables));
  const found = await city.rows(`select ${columns} from disclosure.${name} order by all`);
  city.close();
  return lines(found);
}

function cells(line: string): string {
  return line
    .split(" ")
    .map((cell) => (cell === "－" ? "null" : `'${cell}'`))
    .join(", ");
}

const told = (rows: Parameters<typeof answered>[2]) =>
  answered("told_overtime", "period_end, scope_id, bureau_code, value, is_withheld", rows);

test("people over 480 hours of a year, of a bureau, are told on its last day by counts and by limits", async () => {
  expect(
    await told({
      fct_overtime_counts: [
        "2023 programme A 480 3",
        "2023 programme B 480 －",
        // Told together, of nobody's bureau.
        "2023 programme － 480 4",
        ...[479, 481, 1000].map((hours) => `2023 programme A ${hours} 9`),
      ],
    }),
  ).toEqual(["2024-03-31 programme A 3 false", "2024-03-31 programme B － true"]);
  expect(
    await told({
      fct_overtime_limits: [
        "2021 mayors A － report_480 5",
        "2021 mayors － － report_480 4",
        "2021 mayors A － report_1000 9",
        "2021 mayors A 2021-06-01 report_480 9",
      ],
    }),
  ).toEqual(["2022-03-31 mayors A 5 false"]);
});

test("the early warning tells the indicator's people at the end of a quarter, and between two where it names somebody", async () => {
  const months = Array.from({length: 12}, (_, index) => `2024-${String(index + 1).padStart(2, "0")}-01`);
  const found = await told({
    fct_overtime_early_warning: months.flatMap((month) => [
      `2024 programme A ${month} report_480 0 9`,
      `2024 programme B ${month} report_480 － 9`,
      // Of another limit, and the sum of those that are withheld.
      `2024 programme A ${month} year_360 7 9`,
      `2024 programme － ${month} report_480 7 9`,
    ]),
  });
  expect(found).toEqual(
    ["2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31"].flatMap((end) => [
      `${end} programme A 0 false`,
      `${end} programme B － true`,
    ]),
  );
  expect(
    await told({
      fct_overtime_early_warning: [
        "2024 programme A 2024-07-01 report_480 1 9",
        "2024 programme B 2024-07-01 report_480 0 9",
        "2024 programme C 2024-07-01 report_480 － 9",
        "2024 programme A 2024-08-01 year_360 1 9",
      ],
    }),
  ).toEqual(["2024-07-31 programme A 1 false"]);
});

test("where a table has nobody, and withholds nothing, no bureau is told: the city's own number says it", async () => {
  expect(
    await told({
      fct_overtime_counts: ["2023 programme A 480 0", "2023 mayors A 480 2", "2022 programme A 480 －"],
      fct_overtime_limits: ["2023 programme A － report_480 0", "2021 programme A － report_480 3"],
      fct_overtime_early_warning: [
        "2023 programme A 2024-03-01 report_480 2 0",
        "2023 programme B 2024-03-01 report_480 0 0",
        "2023 programme A 2023-12-01 report_480 0 2",
      ],
    }),
  ).toEqual([
    "2022-03-31 programme A 3 false",
    "2023-03-31 programme A － true",
    "2024-03-31 mayors A 2 false",
    "2024-03-31 programme A 2 false",
    // Where one bureau of a table has somebody, the others' nobody is told, too.
    "2024-03-31 programme B 0 false",
  ]);
  // The same number in two marts is told twice: each may be what gives a third one away.
  expect(
    await told({
      fct_overtime_counts: ["2023 programme A 480 2"],
      fct_overtime_limits: ["2023 programme A － report_480 2"],
    }),
  ).toHaveLength(2);
});

const RULES = [
  "month_80 month 80 －",
  "report_80 month 80 －",
  "month_45 month 45 －",
  "average_80 average 80 －",
  "over_45 month 45 6",
];

const monthly = (rows: Parameters<typeof answered>[2]) =>
  answered("monthly_counts", "tables, hidden, narrowest, undone", {dim_overtime_rules: RULES, ...rows});

/** A month of fct_overtime_limits: "A 3", "B －"; without a bureau the sum of those that are withheld. */
const month = (key: string, ...counts: string[]) =>
  counts.map((line) => {
    const [day, rule, scope] = key.split(" ");
    const [bureau, count] = line.split(" ");
    return `2023 ${scope ?? "all"} ${bureau} ${day} ${rule} ${count}`;
  });

test("a month's table hides its smallest among three or more, and the narrowest sum that it tells is found", async () => {
  expect(await monthly({})).toEqual(["0 0 － 0"]);
  expect(
    await monthly({
      fct_overtime_limits: [
        ...month("2023-06-01 month_45", "A 8", "B －", "C －", "D －", "－ 4"),
        ...month("2023-07-01 month_45", "A 8", "B －", "C －", "D －", "E －", "－ 3"),
        // Nobody of those that are withheld: there is nobody to be found.
        ...month("2023-08-01 month_45", "A 8", "B －", "C －", "D －", "－ 0"),
        ...month("2023-09-01 month_45", "A 8", "B 1"),
        // A year is the indicator's.
        ...month("－ month_45", "A 8", "B －", "－ 1"),
      ],
    }),
  ).toEqual(["4 10 3 0"]);
});

test("a bureau that hides alone or among two is undone, whoever else hides in other tables", async () => {
  expect(
    await monthly({
      fct_overtime_limits: [
        ...month("2023-06-01 month_45", "A 8", "B －", "C －", "D －", "－ 4"),
        ...month("2023-07-01 month_45", "A 8", "B －", "C －", "D 1", "－ 4"),
        ...month("2023-07-01 month_80", "A 8", "B －", "C 1", "D 1", "－ 1"),
        // In another scope, with a hidden one: another table.
        ...month("2023-07-01 month_80 mayors", "A －", "B 4", "C 1", "D 1", "－ 2"),
      ],
      // Who is on course there is counted, not who is over.
      fct_overtime_early_warning: [
        "2023 all A 2023-07-01 month_45 1 －",
        "2023 all － 2023-07-01 month_45 1 5",
        "2023 all B 2023-07-01 month_45 － 5",
      ],
    }),
  ).toEqual(["5 8 1 5"]);
});

test("the same people of a bureau, told in ways of counting that differ, are undone", async () => {
  const twice = [
    ...month("2023-06-01 month_80", "A 8", "B 5", "C 2", "D －", "E －", "F －", "－ 4"),
    ...month("2023-06-01 report_80", "A 8", "B 4", "C 1", "D －", "E －", "F 1", "G －", "－ 4"),
  ];
  expect(await monthly({fct_overtime_limits: twice})).toEqual(["2 6 4 2"]);
  // By another threshold, window or number of months, in another month or mart they are others.
  expect(
    await monthly({
      fct_overtime_limits: [
        ...month("2023-06-01 month_80", "A 8"),
        ...month("2023-06-01 month_45", "A 9"),
        ...month("2023-06-01 average_80", "A 7"),
        ...month("2023-06-01 over_45", "A 6"),
        ...month("2023-07-01 month_80", "A 5"),
      ],
      fct_overtime_early_warning: ["2023 all A 2023-06-01 month_80 0 4"],
    }),
  ).toEqual(["6 0 － 0"]);
});

const EACH_MART = {
  fct_overtime_limits: [
    ...month("2023-06-01 month_45", "B 8", "A 0", "D －", "C －", "－ 4"),
    ...month("2023-06-01 month_45 mayors", "A 3"),
    ...month("2023-06-01 month_80", "A －", "－ 1"),
    ...month("2023-07-01 month_45", "A 8"),
    ...month("－ report_1000", "A 8", "B －", "－ 1"),
  ],
  fct_overtime_early_warning: ["2023 all A 2023-07-01 year_360 － 2", "2023 all B 2023-07-01 year_360 7 －"],
  fct_overtime_analysis_due: ["2023 all A report 4", "2023 all B report －", "2023 all － report 2"],
};

test("a month of one limit and scope is a table: whom it tells, whom it hides, and in which sum", async () => {
  const columns =
    "mart, month, rule_id, scope_id, array_to_string(told_bureaus, '+') as told, array_to_string(told_people, '+') as people, array_to_string(hidden_bureaus, '+') as hidden, hidden_people";
  expect(await answered("monthly_tables", columns, EACH_MART)).toEqual([
    "fct_overtime_analysis_due 2024-03-01 report all A 4 B 2",
    "fct_overtime_early_warning 2023-07-01 year_360 all A 2 B －",
    "fct_overtime_limits 2023-06-01 month_45 all A+B 0+8 C+D 4",
    "fct_overtime_limits 2023-06-01 month_45 mayors A 3  －",
    "fct_overtime_limits 2023-06-01 month_80 all   A 1",
    "fct_overtime_limits 2023-07-01 month_45 all A 8  －",
  ]);
});

test("what was last told of bureaus is kept where a table hid anybody, and no later release said otherwise", async () => {
  const tables = Object.entries(MARTS).map(([mart, of]): [string, HandMade] => [
    `published.marts.${mart}`,
    {
      columns: of,
      rows: (
        {
          ...EACH_MART,
          fct_overtime_counts: [
            ...["2023 all A 480 3", "2023 all B 480 －", "2023 all A 1000 3"],
            // Of another year, and below of another mart, nobody is hidden.
            "2022 all A 480 3",
          ],
          fct_overtime_limits: [...EACH_MART.fct_overtime_limits, ...month("2023-07-01 year_360", "A 5")],
        }[mart as keyof typeof EACH_MART] ?? []
      ).map(cells),
    },
  ]);
  const before = (line: string): ToldOvertime => {
    const [relation = "", year, month = "", told_as = "", scope_id = "", bureau_code = "", count] =
      line.split(" ");
    return {
      ...{
        relation,
        fiscal_year: Number(year),
        month: month === "－" ? null : month,
        told_as,
        scope_id,
        bureau_code,
      },
      staff_count: count === "－" ? null : Number(count),
    };
  };
  const city = await modelsOn(["disclosure.overtime_told_by_release"], Object.fromEntries(tables));
  const told = await city.rows("from disclosure.overtime_told_by_release order by all");
  city.close();
  /** What a later release said comes before what this one tells. */
  const lastToldAfter = (later: string[]) =>
    lines(
      lastTold(
        later.map(before),
        told.map((row) => row as unknown as ToldOvertime),
      ).slice(later.length) as unknown as Row[],
    );
  const [counts, warned, due, limits] = [
    ["counts 2023 － 480 all A 3", "counts 2023 － 480 all B －"],
    ["early_warning 2023 2023-07-01 year_360 all A 2", "early_warning 2023 2023-07-01 year_360 all B －"],
    ["analysis_due 2023 － report all A 4", "analysis_due 2023 － report all B －"],
    [
      "limits 2023 2023-06-01 month_45 all A 0",
      "limits 2023 2023-06-01 month_45 all B 8",
      "limits 2023 2023-06-01 month_45 all C －",
      "limits 2023 2023-06-01 month_45 all D －",
    ],
  ];
  const month80 = "limits 2023 2023-06-01 month_80 all A －";
  const year = ["limits 2023 － report_1000 all A 8", "limits 2023 － report_1000 all B －"];
  expect(lastToldAfter([])).toEqual([...due, ...counts, ...warned, ...limits, month80, ...year]);
  // In another mart, year, month, limit or scope something else was said.
  const later = [
    "limits 2023 2023-06-01 month_45 all Z 1",
    "counts 2023 － 480 all Z 1",
    "analysis_due 2022 － report all Z 1",
    "early_warning 2023 2023-08-01 year_360 all Z 1",
    "early_warning 2023 2023-07-01 year_720 all Z 1",
    "limits 2023 2023-06-01 month_80 mayors Z 1",
    "counts 2023 － report_1000 all Z 1",
  ];
  expect(lastToldAfter(later)).toEqual([...due, ...warned, month80, ...year]);
});

test("disclosure.marts_there: a release has overtime by bureau if it has all five marts of it", async () => {
  const names = Object.keys(MARTS);
  const isThere = async (marts: string[]) => {
    const tables = [
      "published.marts.fct_kpi_values",
      "published.raw.fct_overtime_limits",
      "marts.fct_overtime_limits",
      ...marts,
    ];
    const city = await modelsOn(
      ["disclosure.marts_there"],
      Object.fromEntries(tables.map((name) => [name, {columns: "of_one integer", rows: []}])),
    );
    const found = await city.rows("select has_overtime from disclosure.marts_there");
    city.close();
    return found.map(({has_overtime}) => has_overtime);
  };
  const published = names.map((name) => `published.marts.${name}`);
  expect(await isThere(published)).toEqual([true]);
  for (const left of published)
    expect(await isThere(published.filter((name) => name !== left))).toEqual([false]);
});

test("a release says which bureau counts which if its names of bureaus lead to those of today", async () => {
  const names = {
    columns: "name varchar, bureau_code varchar, today_code varchar",
    rows: ["'甲局', '10', '10'", "'旧乙局', '20', '10'", "'乙局', '20', '10'"],
  };
  const without = {columns: "name varchar, bureau_code varchar", rows: []};
  const has = async (table: string, mart: HandMade) => {
    const city = await modelsOn(["disclosure.marts_there"], {[table]: mart});
    const [found] = await city.rows("select has_former_bureaus from disclosure.marts_there");
    city.close();
    return found?.has_former_bureaus;
  };
  expect(await has("published.marts.dim_bureau_names", names)).toBe(true);
  expect(await has("published.marts.dim_bureau_names", without)).toBe(false);
  expect(await has("published.marts.dim_bureaus", names)).toBe(false);
  const city = await modelsOn(["disclosure.former_bureaus"], {"published.marts.dim_bureau_names": names});
  expect(lines(await city.rows("from disclosure.former_bureaus"))).toEqual(["10 20"]);
  city.close();
});
