import {expect, test} from "vitest";
import {outlookSentence, outlookWord} from "../../reports/values/outlook.ts";
import {sevenIndicators} from "./fixture-indicators.ts";
import {scorecardRows} from "./fixture-scorecard.ts";

const rows = scorecardRows(sevenIndicators, true);
const kpi = rows["marts.dim_kpis"]?.find(({kpi_id}) => kpi_id === "annual_leave_days");
const score = rows["marts.fct_scoreboard"]?.find(({kpi_id}) => kpi_id === "annual_leave_days");
if (!kpi || !score) throw new Error("the fixture has lost its indicator");
const range = {forecast_value: 15.24, forecast_low: 14.9, forecast_high: 16.25};

test.each([
  ["behind", "likely", "届く見込み", "目標に届く見込み。"],
  ["on_track", "rather_likely", "どちらもありうる", "目標に届くことも届かないこともありうる。"],
  ["behind", "rather_unlikely", "どちらもありうる", "目標に届くことも届かないこともありうる。"],
  ["accepted", "unlikely", "届かない見込み", "目標には届かない見込み。"],
  ["achieved", "likely", "保つ見込み", "目標を保つ見込み。"],
  ["achieved", "rather_unlikely", "どちらもありうる", "目標を保つことも保てないこともありうる。"],
  ["achieved", "unlikely", "保てない見込み", "目標を保てない見込み。"],
] as const)("%s and %s: %s", (status, forecast_outlook, word, end) => {
  const scored = {kpi, score: {...score, ...range, status, forecast_outlook}};
  expect(outlookWord(scored)).toBe(word);
  expect(outlookSentence(scored, false)).toBe(
    `近年の傾向が続くと、R7年度は15.2日（8割の幅 14.9～16.3日）となり、${end}`,
  );
  expect(outlookSentence(scored, false)).not.toMatch(/確率|%/);
});

test("a range that is printed as one value is left out", () => {
  const narrow = {...score, forecast_value: 16, forecast_low: 15.99, forecast_high: 16.04};
  expect(outlookSentence({kpi, score: {...narrow, forecast_outlook: "rather_likely"}}, false)).toBe(
    "近年の傾向が続くと、R7年度は16.0日となり、目標に届くことも届かないこともありうる。",
  );
});

test("where the latest years go against the trend it says so, and no number", () => {
  const unclear = {...score, forecast_outlook: "unclear", value: 13.1, previous_value: 13.5} as const;
  expect(outlookWord({kpi, score: unclear})).toBe("見通せない");
  expect(outlookSentence({kpi, score: unclear}, false)).toBe(
    "直近2年度は減ったが、5年の傾きは増える向きのため、R7年度に目標に届くかは見通せない。",
  );
  const rate = {...kpi, unit: "%"};
  expect(outlookSentence({kpi: rate, score: {...unclear, value: 13.9}}, false)).toBe(
    "直近2年度は上がったが、5年の傾きは下がる向きのため、R7年度に目標に届くかは見通せない。",
  );
});

test("without a forecast it says why, and says nothing once the target's year is there", () => {
  expect(outlookWord({kpi, score})).toBe("");
  expect(outlookSentence({kpi, score}, false)).toBe(
    "年度の値が4つに満たないため、R7年度の見込みは示さない。",
  );
  expect(outlookSentence({kpi, score}, true)).toContain("数え方が変わってからの年度の値が4つに満たない");
  expect(outlookSentence({kpi, score: {...score, value_fiscal_year: 2025}}, false)).toBe("");
});

test("an indicator of a calendar year has years, and its forecast is of one", () => {
  const yearly = {...kpi, year_starts: 1};
  expect(outlookSentence({kpi: yearly, score}, false)).toBe(
    "年の値が4つに満たないため、R7年の見込みは示さない。",
  );
  const likely = {...score, ...range, forecast_outlook: "likely"} as const;
  expect(outlookSentence({kpi: yearly, score: likely}, false)).toMatch(/^近年の傾向が続くと、R7年は15.2日/);
});
