import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {roundHalfUp} from "../../schemas/number-text.ts";
import {type JudgedKpi, judge} from "./scoreboard-warehouse.ts";

/** Values up to FY2023 (R5) are known on the day of judgement; the base is FY2020, the target FY2025. */
const R5 = 7;
const RANK = ["reversed", "behind", "accepted", "slightly_behind", "on_track", "achieved"];

const overtime: JudgedKpi = {
  direction: "down",
  decimals: 0,
  nearBand: 0.1,
  base: 484,
  target: 0,
  values: [586, 446, 362, 409, 484, 611, 591, 568],
};

function withLatest(kpi: JudgedKpi, value: number | null): JudgedKpi {
  return {...kpi, values: kpi.values.map((known, index) => (index === R5 ? value : known))};
}

async function statuses(kpis: JudgedKpi[]): Promise<unknown[]> {
  return (await judge(kpis)).map(({status}) => status);
}

describe("status of an indicator whose target is zero", () => {
  // Required for R5: 484 × 2/5 = 193.6, of people 193; the band of 10 % is 48.4, of people 49.
  test.each([
    [0, "achieved"],
    [1, "on_track"],
    [193, "on_track"],
    [194, "slightly_behind"],
    [242, "slightly_behind"],
    [243, "behind"],
    [484, "behind"],
    [485, "reversed"],
  ])("%i people is %s", async (value, status) => {
    expect(await statuses([withLatest(overtime, value)])).toEqual([status]);
  });

  test("is judged on the latest year there is, and unknown without any value or base", async () => {
    const onlyR4 = withLatest(overtime, null);
    const [row] = await judge([onlyR4]);
    expect([row?.value, row?.value_fiscal_year, row?.status]).toEqual([591, 2022, "reversed"]);
    expect(
      await statuses([
        {...overtime, values: []},
        {...overtime, base: null},
      ]),
    ).toEqual(["unknown", "unknown"]);
  });

  test("an accepted deviation that was decided on again stands once, with the deadline in force", async () => {
    const extended = {...overtime, acceptedUntil: "2024-09-30", extendedUntil: "2025-03-31"};
    const ended = {...overtime, acceptedUntil: "2025-03-31", extendedUntil: "2024-09-15"};
    const rows = await judge([extended, ended]);
    expect(
      rows.map(({status, accepted_until, accepted_reason}) => [status, accepted_until, accepted_reason]),
    ).toEqual([
      ["accepted", "2025-03-31", "移転の遅れ"],
      ["reversed", null, null],
    ]);
  });

  test("an accepted deviation covers what is behind until its day, and hides no success", async () => {
    expect(
      await statuses([
        {...overtime, acceptedUntil: "2024-09-30"},
        {...overtime, acceptedUntil: "2024-09-29"},
        {...withLatest(overtime, 0), acceptedUntil: "2025-03-31"},
      ]),
    ).toEqual(["accepted", "reversed", "achieved"]);
  });

  test("a revised target counts from its decision on", async () => {
    const decided = (decided_on: string): JudgedKpi => ({
      ...withLatest(overtime, 240),
      revision: {decided_on, value: 240, fiscal_year: 2025},
    });
    const [past, future] = await judge([decided("2024-09-30"), decided("2024-10-01")]);
    expect([past?.target_value, past?.status]).toEqual([240, "achieved"]);
    expect([future?.target_value, future?.status]).toEqual([0, "slightly_behind"]);
    expect(past?.required_value).toBeCloseTo(Number(future?.required_value), 9);
  });
});

describe("status of any indicator", () => {
  const amount = fc.double({min: -1000, max: 1000, noNaN: true}).map((value) => roundHalfUp(value, 3));
  const kpi = fc.record({
    direction: fc.constantFrom("up" as const, "down" as const),
    decimals: fc.integer({min: 0, max: 2}),
    nearBand: fc.constantFrom(0, 0.1, 0.25),
    base: amount.map((value) => roundHalfUp(value, 1)),
    target: amount.map((value) => roundHalfUp(value, 1)),
    values: fc.array(amount, {minLength: 8, maxLength: 8}),
  });
  const kpis = fc.sample(kpi, {numRuns: 400, seed: 7});

  test("follows the values themselves and the line from base to target", async () => {
    const rows = await judge(kpis);
    expect(rows.map(({status}) => status)).toEqual(kpis.map(statusByHand));
    for (const status of new Set(rows.map((row) => row.status))) expect(RANK).toContain(status);
  });

  test("is the same when everything is mirrored", async () => {
    const mirrored = kpis.map((entry) => ({
      ...entry,
      direction: entry.direction === "up" ? ("down" as const) : ("up" as const),
      base: -entry.base,
      target: -entry.target,
      values: entry.values.map((value) => -value),
    }));
    expect(await statuses(mirrored)).toEqual(await statuses(kpis));
  });

  test("never gets worse with a better value", async () => {
    const better = kpis.map((entry) => {
      const step = entry.direction === "up" ? 37.5 : -37.5;
      return withLatest(entry, (entry.values[R5] ?? 0) + step);
    });
    const before = await statuses(kpis);
    const after = await statuses(better);
    for (const [index, status] of after.entries())
      expect(RANK.indexOf(String(status))).toBeGreaterThanOrEqual(RANK.indexOf(String(before[index])));
  });

  function statusByHand({
    direction,
    decimals,
    nearBand,
    base,
    target,
    values,
  }: (typeof kpis)[number]): string {
    const sign = direction === "up" ? 1 : -1;
    const value = values[R5] ?? 0;
    const isWhole = decimals === 0 && Number.isInteger(target);
    const upward = (level: number) => (isWhole ? Math.ceil(roundHalfUp(level, 9)) : level);
    const required = sign * upward(sign * (base + ((target - base) * 3) / 5));
    if (sign * (value - target) >= 0) return "achieved";
    const shortfall = roundHalfUp(sign * (required - value), 9);
    if (shortfall <= 0) return "on_track";
    if ((value - base) * (target - base) < 0) return "reversed";
    const near = upward(nearBand * Math.abs(target - base));
    return shortfall <= near * (1 + 1e-9) + 1e-9 ? "slightly_behind" : "behind";
  }
});

describe("forecast", () => {
  const straight = (slope: number, start: number) =>
    Array.from({length: 8}, (_, index) => start + slope * index);
  const rising: JudgedKpi = {
    ...overtime,
    direction: "up",
    decimals: 1,
    base: 18,
    target: 30,
    values: straight(2, 10),
  };

  test("goes on along a straight line, ever less, with the range of its steps", async () => {
    const [row] = await judge([rising]);
    // 24 + 2 × (0.9 + 0.81), and 1.5332 × 2 × √2 around it.
    expect(row?.forecast_value).toBeCloseTo(27.42, 9);
    expect(row?.forecast_low).toBeCloseTo(23.0835, 4);
    expect(row?.forecast_high).toBeCloseTo(31.7565, 4);
    expect(row?.forecast_outlook).toBe("rather_unlikely");
  });

  test("says nothing where the two latest years went against it", async () => {
    const [row] = await judge([{...rising, values: [10, 12, 14, 16, 20, 28, 26, 24]}]);
    expect([row?.forecast_value, row?.forecast_outlook]).toEqual([null, "unclear"]);
  });

  test("one wild year does not turn it", async () => {
    const [row] = await judge([
      {...rising, values: rising.values.map((value, year) => (year === 3 ? 90 : value))},
    ]);
    expect(Math.abs(Number(row?.forecast_value) - 28)).toBeLessThan(2);
  });

  test("needs four values, and counts none before a break", async () => {
    const rows = await judge([
      {...rising, values: [null, null, null, null, null, 20, 22, 24]},
      {...rising, values: [null, null, null, null, 18, 20, 22, 24]},
      {...rising, breakYear: 2021},
      {...rising, breakYear: 2020},
    ]);
    expect(rows.map(({forecast_outlook}) => forecast_outlook)).toEqual([
      "none",
      "rather_unlikely",
      "none",
      "rather_unlikely",
    ]);
  });

  test("says in words how the target lies to the range", async () => {
    const wavy = [10, 13, 13, 17, 17, 21, 21, 25];
    const outlooks = (await judge([20, 28, 31, 60].map((target) => ({...rising, values: wavy, target})))).map(
      ({forecast_outlook}) => forecast_outlook,
    );
    expect(outlooks[0]).toBe("likely");
    expect(outlooks.at(-1)).toBe("unlikely");
    expect(new Set(outlooks).size).toBeGreaterThan(2);
  });

  test("stays within its range and never falls below zero", async () => {
    const amount = fc.double({min: 0, max: 1000, noNaN: true});
    const series = fc.sample(fc.array(amount, {minLength: 8, maxLength: 8}), {numRuns: 200, seed: 11});
    const rows = await judge(series.map((values) => ({...rising, values})));
    for (const {forecast_low, forecast_value, forecast_high} of rows) {
      expect(Number(forecast_low)).toBeGreaterThanOrEqual(0);
      expect(Number(forecast_low)).toBeLessThanOrEqual(Number(forecast_value) + 1e-9);
      expect(Number(forecast_value)).toBeLessThanOrEqual(Number(forecast_high) + 1e-9);
    }
  });
});
