import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {roundHalfUp} from "../../schemas/number-text.ts";
import {type JudgedKpi, judge} from "./scoreboard-warehouse.ts";

/** The board of 30 September 2024: the latest value is that of FY2023 (the eighth from FY2016), the base FY2020. */
const LATEST = 7;
const RANK = ["behind", "slightly_behind", "on_track", "achieved"];

interface Case {
  direction: JudgedKpi["direction"];
  /** The target as a city writes it. */
  target: Record<string, unknown>;
  unit?: string;
  /** Between which numbers a value meets it, by hand; `previous` is last year's value, printed. */
  asks: (facts: {base: number; previous: number}) => {low?: number; high?: number; isStrict?: boolean};
}

const YEAR = {by: 2025};

/** Every form of target that has numbers, with what it asks for, in words of the plan. */
const FORMS: Record<string, Case> = {
  "30以上": {direction: "up", target: {form: "at_least", value: 30, ...YEAR}, asks: () => ({low: 30})},
  "30以下": {direction: "down", target: {form: "at_most", value: 30, ...YEAR}, asks: () => ({high: 30})},
  "30超": {
    direction: "up",
    target: {form: "above", value: 30, ...YEAR},
    asks: () => ({low: 30, isStrict: true}),
  },
  "30未満": {
    direction: "down",
    target: {form: "below", value: 30, ...YEAR},
    asks: () => ({high: 30, isStrict: true}),
  },
  ゼロ: {direction: "down", target: {form: "zero", ...YEAR}, asks: () => ({high: 0})},
  全員: {direction: "up", unit: "%", target: {form: "all", ...YEAR}, asks: () => ({low: 100})},
  毎年度30以上: {
    direction: "up",
    target: {form: "at_least", value: 30, each_year: true},
    asks: () => ({low: 30}),
  },
  毎年度ゼロ: {direction: "down", target: {form: "zero", each_year: true}, asks: () => ({high: 0})},
  "概ね50（±2）": {
    direction: "within",
    target: {form: "about", value: 50, tolerance: 2, ...YEAR},
    asks: () => ({low: 48, high: 52}),
  },
  "40～60": {
    direction: "within",
    target: {form: "between", value: [40, 60], ...YEAR},
    asks: () => ({low: 40, high: 60}),
  },
  "毎年度40～60": {
    direction: "within",
    target: {form: "between", value: [40, 60], each_year: true},
    asks: () => ({low: 40, high: 60}),
  },
  "25減": {
    direction: "down",
    target: {form: "reduce_by", value: 25, ...YEAR},
    asks: ({base}) => ({high: base - 25}),
  },
  "25増": {
    direction: "up",
    target: {form: "increase_by", value: 25, ...YEAR},
    asks: ({base}) => ({low: base + 25}),
  },
  "3割削減": {
    direction: "down",
    target: {form: "reduce_by", value: "3割", against: "base", ...YEAR},
    // As strict as the share: 7.7 people are 7.
    asks: ({base}) => ({high: Math.floor(roundHalfUp(base * 0.7, 6) * 10) / 10}),
  },
  維持: {direction: "up", target: {form: "keep"}, asks: ({base}) => ({low: base})},
  減らさず増やさず維持: {
    direction: "within",
    target: {form: "keep", tolerance: 3},
    asks: ({base}) => ({low: base - 3, high: base + 3}),
  },
  "前年度より改善（減）": {
    direction: "down",
    target: {form: "better_than_previous", each_year: true},
    asks: ({previous}) => ({high: previous, isStrict: true}),
  },
  前年度を下回らない: {
    direction: "up",
    target: {form: "not_worse_than", against: "previous"},
    asks: ({previous}) => ({low: previous}),
  },
  前年度比5減: {
    direction: "down",
    target: {form: "reduce_by", value: 5, against: "previous"},
    asks: ({previous}) => ({high: previous - 5}),
  },
};

const amount = fc.integer({min: 0, max: 1200}).map((tenths) => tenths / 10);
const facts = fc.record({base: amount, previous: amount, value: amount});
type Facts = {base: number; previous: number; value: number};
/** Among them those at the edges: nothing, the base itself, the target itself. */
const EDGES: Facts[] = [0, 2, 30, 48, 50, 52, 100].flatMap((edge) => [
  {base: edge, previous: edge, value: edge},
  {base: 0, previous: 0, value: edge},
  {base: 80, previous: 60, value: edge},
]);
const SAMPLES = [...EDGES, ...fc.sample(facts, {numRuns: 40, seed: 18})];

function indicator({direction, target, unit = "件"}: Case, {base, previous, value}: Facts): JudgedKpi {
  const values = Array.from({length: 8}, (_, index) =>
    index === LATEST ? value : index === LATEST - 1 ? previous : base,
  );
  const entry = {target, unit, may_exceed_100: true, comparator: undefined};
  return {direction, decimals: 1, nearBand: 0.1, base, target: 0, values, entry};
}

/** Every form with every sample, on one board. */
async function judged(change: (facts: Facts) => Facts = (same) => same) {
  const cases = Object.entries(FORMS).flatMap(([name, form]) =>
    SAMPLES.map((sample) => ({name, form, sample: change(sample)})),
  );
  const rows = await judge(cases.map(({form, sample}) => indicator(form, sample)));
  return cases.map((one, index) => ({...one, row: rows[index] ?? {}}));
}

/** How far a value is outside of what the target asks for; zero is inside. */
function distance({asks}: Case, {base, previous, value}: Facts): number {
  const {
    low = Number.NEGATIVE_INFINITY,
    high = Number.POSITIVE_INFINITY,
    isStrict = false,
  } = asks({base, previous});
  const outside = Math.max(low - value, value - high);
  if (outside > 1e-9) return outside;
  return isStrict && outside > -1e-9 ? 1e-6 : 0;
}

type Judged = Awaited<ReturnType<typeof judged>>[number];

/** Below what is asked for, or above it. */
function sideOf({form, sample}: Judged): number {
  const {low, high} = form.asks(sample);
  return low !== undefined && sample.value < low ? -1 : high !== undefined && sample.value > high ? 1 : 0;
}

function rankOf({row}: Judged): number {
  return RANK.indexOf(String(row.status));
}

describe("every form of target", () => {
  test("is met by the values that its words ask for, and by no others", async () => {
    const all = await judged();
    const wrong = all.filter(
      ({form, sample, row}) => (row.status === "achieved") !== (distance(form, sample) === 0),
    );
    expect(wrong.map(({name, sample, row}) => ({name, ...sample, status: row.status}))).toEqual([]);
    // Each is met by some and missed by others: the line above was no idle comparison.
    for (const name of Object.keys(FORMS))
      expect(new Set(all.filter((one) => one.name === name).map(({row}) => row.status)).size).toBeGreaterThan(
        1,
      );
  });

  test("judges a value nearer to it on the same side no worse, and sees it no less far on the way", async () => {
    const before = await judged();
    const nearer = await judged((sample) => ({
      ...sample,
      value: roundHalfUp((sample.value * 2 + 50) / 3, 1),
    }));
    const pairs = before.map((one, index) => ({one, other: nearer[index] ?? one}));
    const wrong = pairs.flatMap(({one, other}) => {
      const [from, to] = [one, other].map(({form, sample}) => distance(form, sample));
      const [better, worse] = (to ?? 0) <= (from ?? 0) ? [other, one] : [one, other];
      if (Math.sign(sideOf(better)) * Math.sign(sideOf(worse)) < 0) return [];
      const isWorse = rankOf(better) < rankOf(worse);
      // From a base that meets the target there is no way to see.
      const hasWay = distance(one.form, {...one.sample, value: one.sample.base}) > 0 && from !== to;
      const isFurther =
        hasWay && Number(better.row.progress_share ?? 0) < Number(worse.row.progress_share ?? 0) - 1e-9;
      return isWorse || isFurther
        ? [
            {
              name: one.name,
              better: [better.sample, better.row.status],
              worse: [worse.sample, worse.row.status],
            },
          ]
        : [];
    });
    expect(wrong).toEqual([]);
  });

  test("has a way only from a base that is elsewhere", async () => {
    for (const {name, form, sample, row} of await judged()) {
      const isThere = distance(form, {...sample, value: sample.base}) === 0;
      const moves = name.startsWith("前年度");
      if (moves) expect(row.progress_share, name).toBeNull();
      else if (isThere && form.direction === "within") expect(row.progress_share, name).toBeNull();
    }
  });

  test("asks on the way for no more than at its end", async () => {
    for (const {name, form, sample, row} of await judged()) {
      const [low, high] = [row.required_low, row.required_high].map((edge) =>
        edge === null ? null : Number(edge),
      );
      if (low !== null && high !== null) {
        expect(low, name).toBeLessThanOrEqual(Number(row.target_low) + 1e-9);
        expect(high, name).toBeGreaterThanOrEqual(Number(row.target_high) - 1e-9);
      }
      if (distance(form, sample) === 0) expect(row.status, name).toBe("achieved");
    }
  });
});

describe("both directions", () => {
  const MIRRORED: [string, string][] = [
    ["30以上", "30以下"],
    ["30超", "30未満"],
    ["25増", "25減"],
  ];

  test.each(MIRRORED)("%s and %s are the same in a mirror", async (up, down) => {
    const rows = await judge(SAMPLES.map((sample) => indicator(FORMS[up] as Case, sample)));
    const mirror = (level: number) => 60 - level;
    const mirrored = await judge(
      SAMPLES.map(({base, previous, value}) =>
        indicator(FORMS[down] as Case, {
          base: mirror(base),
          previous: mirror(previous),
          value: mirror(value),
        }),
      ),
    );
    expect(mirrored.map(({status}) => status)).toEqual(rows.map(({status}) => status));
  });
});
