import {expect, test} from "vitest";
import {type ChartFacts, chartSentence, namedSentence} from "../../reports/scorecard/chart-sentence.ts";

const PLAIN = {has_road: true, is_strict: false};
const people = {
  unit: "人",
  decimals: 0,
  direction: "down",
  comparator: "",
  target_decimals: 0,
  ...PLAIN,
} as const;
const rate = {
  unit: "%",
  decimals: 1,
  direction: "up",
  comparator: "以上",
  target_decimals: 0,
  ...PLAIN,
} as const;
const days = {
  unit: "日",
  decimals: 1,
  direction: "up",
  comparator: "以上",
  target_decimals: 0,
  ...PLAIN,
} as const;
const ratio = {
  unit: "%",
  decimals: 2,
  direction: "down",
  comparator: "以下",
  target_decimals: 2,
  ...PLAIN,
} as const;

const TARGETS = new Map<ChartFacts["kpi"], number>([
  [people, 0],
  [rate, 30],
  [days, 16],
  [ratio, 1.61],
]);

function sideOf({direction}: ChartFacts["kpi"], level: number | null) {
  return direction === "up" ? {low: level, high: null} : {low: null, high: level};
}

type Figures = [value: number | null, previous: number | null, required: number | null];

test.each<[string, ChartFacts["kpi"], Figures]>([
  ["R5年度は前年度より25人減ったが、必要水準より329人多い", people, [523, 548, 193.6]],
  ["R5年度は前年度より57人増え、必要水準より347人多い", people, [541, 484, 193.6]],
  ["R5年度は前年度より300人減り、必要水準より4人少ない", people, [190, 490, 193.6]],
  ["R5年度は前年度より3人減り、目標の0人に達している", people, [0, 3, 193.6]],
  ["R5年度は前年度と同じで、必要水準と並んでいる", people, [194, 194, 193.6]],
  ["R5年度は必要水準より329人多い", people, [523, null, 193.6]],
  ["R5年度は前年度より25人減った", people, [523, 548, null]],
  ["R5年度は前年度と同じだった", people, [523, 523, null]],
  ["R5年度は523人だった", people, [523, null, null]],
  ["年度を通した値はまだない", people, [null, 548, 193.6]],
  ["R5年度は前年度より20.4ポイント上がり、目標の30%以上に達している", rate, [57.8, 37.4, 25.12]],
  ["R5年度は前年度より2.0ポイント下がったが、目標の30%以上に達している", rate, [104.3, 106.3, 25.12]],
  ["R5年度は前年度より0.9ポイント上がったが、必要水準に1.7ポイント届かない", rate, [25.9, 25, 27.6]],
  ["R5年度は前年度より1.0ポイント下がり、必要水準に3.6ポイント届かない", rate, [24, 25, 27.6]],
  ["R5年度は前年度より1.0ポイント下がったが、必要水準より0.4ポイント高い", rate, [28, 29, 27.6]],
  ["R5年度は前年度より0.2日減り、必要水準に1.7日届かない", days, [13.25, 13.5, 15]],
  ["R5年度は前年度より0.04ポイント上がり、必要水準より0.24ポイント高い", ratio, [1.92, 1.88, 1.68]],
])("%s", (sentence, kpi, [value, previous, required]) => {
  const target = {...sideOf(kpi, TARGETS.get(kpi) ?? 0), words: null};
  expect(
    chartSentence({kpi, fiscalYear: 2023, value, previous, required: sideOf(kpi, required), target}),
  ).toBe(sentence);
});

test.each<[string, Figures, number]>([
  ["R5年度は前年度との差1.4ポイントが標本誤差の範囲で、必要水準に3.7ポイント届かない", [26.3, 24.9, 30], 3.3],
  ["R5年度は前年度より4.7ポイント上がったが、必要水準に3.7ポイント届かない", [26.3, 21.6, 30], 3.3],
  [
    "R5年度は前年度より4.7ポイント上がり、目標の30%以上に達している（標本誤差±3.3ポイントの範囲）",
    [33.3, 28.6, 30],
    3.3,
  ],
  [
    "R5年度は前年度との差0.1ポイントが標本誤差の範囲で、必要水準に3.3ポイント届かない（標本誤差±3.3ポイントの範囲）",
    [24.7, 24.8, 28],
    3.3,
  ],
  ["R5年度は前年度と同じで、必要水準に0.6ポイント届かない", [27.4, 27.4, 28], 0.5],
])("%s", (sentence, [value, previous, required], margin) => {
  const target = {low: 30, high: null, words: null};
  const facts = {kpi: rate, fiscalYear: 2023, value, previous, required: sideOf(rate, required), target};
  expect(chartSentence({...facts, margin: {margin, change_margin: margin * Math.SQRT2}})).toBe(sentence);
});

test("a value that is printed as the target counts as reached", () => {
  expect(
    chartSentence({
      ...{kpi: rate, fiscalYear: 2024, value: 29.96, previous: null},
      required: {low: 28, high: null},
      target: {low: 30, high: null, words: null},
    }),
  ).toBe("R6年度は目標の30%以上に達している");
});

test.each<[string, string, ChartFacts["kpi"], number | null, number | null]>([
  ["取得率は令和3年度に26.2%で、前年度より8.4ポイント上がった", "取得率", rate, 26.2, 17.8],
  ["超過職員は令和3年度に611人で、前年度と同じだった", "超過職員", people, 611, 611],
  ["稼働率は令和3年度に19.5%だった", "稼働率", rate, 19.5, null],
  ["稼働率の令和3年度の値はない", "稼働率", rate, null, 18],
])("%s", (sentence, name, kpi, value, previous) => {
  expect(namedSentence(name, {kpi, fiscalYear: 2021, value, previous})).toBe(sentence);
});

test("what a survey's error allows is no change in a packet's sentence either", () => {
  const facts = {kpi: rate, fiscalYear: 2021, value: 52.3, previous: 50.9};
  const margin = {margin: 3.3, change_margin: 4.6};
  expect(namedSentence("割合", {...facts, margin})).toBe(
    "割合は令和3年度に52.3%で、前年度との差1.4ポイントが標本誤差の範囲",
  );
  expect(namedSentence("割合", {...facts, margin: {...margin, change_margin: null}})).toBe(
    "割合は令和3年度に52.3%で、前年度より1.4ポイント上がった",
  );
});

test("a year that is no fiscal year is told as the one that it is", () => {
  const facts = {
    ...{fiscalYear: 2023, value: 12, previous: 10, required: {low: 12, high: null}},
    target: {low: 16, high: null, words: null},
  };
  const told = [1, 9].map((year_starts) => chartSentence({...facts, kpi: {...days, year_starts}}));
  expect(told).toEqual([
    "R5年は前年より2.0日増え、必要水準と並んでいる",
    "R5年9月～R6年8月は前年より2.0日増え、必要水準と並んでいる",
  ]);
});
