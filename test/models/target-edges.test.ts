import {describe, expect, test} from "vitest";
import {lines} from "./lines.ts";
import {type JudgedKpi, judge} from "./scoreboard-warehouse.ts";

/** Values of FY2016–FY2023; the board is that of 30 September 2024, the base FY2020. */
const plain: JudgedKpi = {
  ...{direction: "up", decimals: 1, nearBand: 0.1, base: 0, target: 0},
  values: [0, 0, 0, 0, 0, 0, 0, 0],
};

function withLast(last: number, target: Record<string, unknown>, more: Partial<JudgedKpi> = {}): JudgedKpi {
  const values = more.values ?? [...plain.values.slice(0, 7), last];
  return {...plain, ...more, values, entry: {target, comparator: undefined, ...more.entry}};
}

/** Required level (between which levels), progress, what should be there by then, status. */
async function told(kpis: JudgedKpi[]): Promise<string[]> {
  const digits = (value: unknown) => (value === null ? null : Math.round(Number(value) * 1000) / 1000);
  return lines(
    (await judge(kpis)).map((row) => ({
      required: digits(row.required_value),
      low: digits(row.required_low),
      high: digits(row.required_high),
      progress: digits(row.progress_share),
      share: digits(row.required_share),
      status: row.status ?? null,
    })),
  );
}

const within = {direction: "within"} as const;
const between = {form: "between", value: [40, 60], by: 2025};
const eachYear = {form: "between", value: [40, 60], each_year: true};

describe("a target with two sides", () => {
  test("lies at the end of a way from below or from above, and is as far behind its far edge", async () => {
    const kpis = [
      withLast(20, between, {...within, base: 0}),
      withLast(80, between, {...within, base: 100}),
      // Over the far edge by 8, like 8 short of the near one.
      withLast(68, between, {...within, base: 0}),
      withLast(32, between, {...within, base: 100}),
      withLast(60, between, {...within, base: 0}),
      withLast(40, between, {...within, base: 100}),
    ];
    expect(await told(kpis)).toEqual([
      "24 24 60 0.5 0.6 slightly_behind",
      "76 40 76 0.5 0.6 slightly_behind",
      "24 24 60 0.8 0.6 behind",
      "76 40 76 0.8 0.6 behind",
      "24 24 60 1.5 0.6 achieved",
      "76 40 76 1.5 0.6 achieved",
    ]);
  });

  test("is looked at as a whole in every year, with a band of the way there or, from inside, of its width", async () => {
    const kpis = [
      // The way is 39, the band 3.9; from 41 the width of 20 counts, from 61 the way of 1.
      withLast(36.1, eachYear, {...within, base: 1}),
      withLast(36, eachYear, {...within, base: 1}),
      withLast(62, eachYear, {...within, base: 41}),
      withLast(62.1, eachYear, {...within, base: 41}),
      withLast(60.1, eachYear, {...within, base: 61}),
      withLast(60.2, eachYear, {...within, base: 61}),
      withLast(38, eachYear, {...within, base: 41}),
    ];
    expect((await told(kpis)).map((line) => line.replace(/ \S+ (\S+) (\S+)$/, " $2"))).toEqual([
      "－ 40 60 slightly_behind",
      "－ 40 60 behind",
      "－ 40 60 slightly_behind",
      "－ 40 60 behind",
      "－ 40 60 slightly_behind",
      "－ 40 60 behind",
      "－ 40 60 slightly_behind",
    ]);
  });

  test("has no way without a base", async () => {
    expect(await told([withLast(20, between, {...within, base: null})])).toEqual(["－ － － － － unknown"]);
  });

  test("is likely to be met where the whole forecast lies in it", async () => {
    const rising = (step: number) => ({
      ...within,
      base: 0,
      values: [1, 2, 3, 4, 5, 6, 7, 8].map((year) => year * step),
    });
    const outlooks = async (kpis: JudgedKpi[]) =>
      (await judge(kpis)).map(({forecast_outlook}) => forecast_outlook);
    const falling = {...within, base: 100, values: [9, 8, 7, 6, 5, 4, 3, 2].map((year) => year * 10)};
    // Some 53 in FY2025, with a range of some seventeen around it.
    const wavy = {...within, base: 0, values: [5, 13, 12, 24, 22, 34, 33, 43]};
    expect(
      await outlooks([
        withLast(0, {...between, value: [37, 60]}, rising(5)),
        withLast(0, between, rising(20)),
        withLast(0, between, rising(1)),
        withLast(0, between, falling),
        withLast(0, {...between, value: [-10, 30]}, falling),
        withLast(0, {...between, value: [44, 60]}, wavy),
        withLast(0, {...between, value: [50, 100]}, wavy),
        withLast(0, {...between, value: [0, 56]}, wavy),
        withLast(0, {...between, value: [47, 50]}, wavy),
        withLast(0, {...between, value: [54, 60]}, wavy),
      ]),
    ).toEqual([
      ...["likely", "unlikely", "unlikely", "unlikely", "likely"],
      ...["rather_likely", "rather_likely", "rather_likely", "rather_unlikely", "rather_unlikely"],
    ]);
  });
});

describe("a target with one side", () => {
  test("has its way and its progress, also where less is better", async () => {
    const kpis = [
      withLast(50, {form: "at_most", value: 0, by: 2025}, {direction: "down", base: 100}),
      withLast(50, {form: "at_most", value: 0, each_year: true}, {direction: "down", base: 100}),
      withLast(50, {form: "at_least", value: 100, by: 2025}),
      // From a base that is better than the target the line leads to it all the same.
      withLast(25, {form: "at_most", value: 30, by: 2025}, {direction: "down", base: 20}),
      withLast(35, {form: "at_least", value: 30, by: 2025}, {base: 40}),
    ];
    expect(await told(kpis)).toEqual([
      "40 － 40 0.5 0.6 slightly_behind",
      "0 － 0 0.5 1 behind",
      "60 60 － 0.5 0.6 slightly_behind",
      "26 － 26 0.5 0.6 achieved",
      "34 34 － 0.5 0.6 achieved",
    ]);
  });

  test("that is not to be the level itself is on its way there until the last year", async () => {
    const kpis = [
      withLast(18, {form: "above", value: 30, by: 2025}),
      withLast(30, {form: "above", value: 30, by: 2023}),
      withLast(30.1, {form: "above", value: 30, by: 2023}),
    ];
    const statuses = (await judge(kpis)).map(({status}) => status);
    expect(statuses).toEqual(["on_track", "slightly_behind", "achieved"]);
  });

  test("is not judged before the year of its base is over", async () => {
    const target = {form: "at_least", value: 5, each_year: true};
    const base = {value: 0, fiscal_year: 2024};
    const rows = await judge([withLast(9, target), withLast(9, target, {entry: {base}})]);
    expect(rows.map(({status}) => status)).toEqual(["achieved", "unknown"]);
  });
});

test("a value is told where there is one, whatever is said where there is nobody", async () => {
  const target = {form: "at_least", value: 5, each_year: true};
  const [row] = await judge([withLast(9, target, {entry: {none_means: "採用者なし"}})]);
  expect(row?.status).toBe("achieved");
});

describe("a target that moves", () => {
  const follows = (against: string, more: Record<string, unknown> = {}) =>
    withLast(6, {form: "follows", against, ...more});
  const levels = async (kpis: JudgedKpi[]) =>
    lines(
      (await judge(kpis)).map(({target_value, target_low, target_high, status}) => ({
        ...{target_value: target_value ?? null, target_low: target_low ?? null},
        ...{target_high: target_high ?? null, status: status ?? null},
      })),
    );

  test("has the level of the day that is asked for, in the fiscal year of the value", async () => {
    const own = "standards.kpi_0000";
    const kpis = [
      ...["04-01", "06-01", "09-30", "10-01", "03-01"].map((on) => follows(own, {on})),
      follows(own),
      follows("standards.year_end"),
      follows("standards.mean"),
    ];
    // 7 until 30 September 2023, then 8 for a year; the mean is 1 since 令和4年度.
    expect(await levels(kpis)).toEqual([
      "7 7 － behind",
      "7 7 － behind",
      "7 7 － behind",
      "8 8 － behind",
      "8 8 － behind",
      "8 8 － behind",
      "3 3 － achieved",
      "1 1 － achieved",
    ]);
  });

  test("may ask for as much as a standard, more or less", async () => {
    const about = {form: "follows", against: "standards.mean", tolerance: 0.5};
    expect(await levels([1.5, 1.7, 0.5].map((last) => withLast(last, about, within)))).toEqual([
      "1 0.5 1.5 achieved",
      "1 0.5 1.5 behind",
      "1 0.5 1.5 achieved",
    ]);
  });

  test("compares with the indicator that it names, not with a standard of that name, and across its own breaks", async () => {
    const other = {form: "not_worse_than", against: "kpi_0000"};
    const kpis = [
      withLast(5, {form: "at_least", value: 3, by: 2025}),
      withLast(6, other),
      withLast(4, other, {entry: {breaks: [{fiscal_year: 2023, note: "数え方の変更"}]}}),
    ];
    expect((await levels(kpis)).slice(1)).toEqual(["5 5 － achieved", "5 5 － behind"]);
  });

  test("compares with last year's value when the definition changed in another year", async () => {
    const better = {form: "better_than_previous", each_year: true};
    const changed = {breaks: [{fiscal_year: 2021, note: "数え方の変更"}]};
    expect(await levels([withLast(6, better, {entry: changed})])).toEqual(["0 0 － achieved"]);
  });
});

test("a target in words is told with who judged it and why, each board with what was said by then", async () => {
  const judged = [
    {status: "behind", judged_on: "2024-04-10", judged_by: "人事課長", note: "面談"},
    {status: "achieved", judged_on: "2024-09-30", judged_by: "総務部長", note: "調査"},
  ];
  const stated = withLast(0, {form: "stated", text: "離職を生じさせない", judged}, {direction: "none"});
  const boards = [
    {fiscal_year: 2024, quarter: 1, period_end: "2024-06-30"},
    {fiscal_year: 2024, quarter: 2, period_end: "2024-09-30"},
  ];
  const rows = await judge([stated], boards);
  expect(rows.map((row) => [row.status, row.judged_by, row.judgement_note])).toEqual([
    ["behind", "人事課長", "面談"],
    ["achieved", "総務部長", "調査"],
  ]);
});
