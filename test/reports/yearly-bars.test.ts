import {describe, expect, test} from "vitest";
import {type Forecast, yearlyBars} from "../../reports/charts/yearly-bars.ts";
import {labelSize} from "../../reports/scorecard/label-size.ts";

const SIZE = {width: 400, height: 240, axisWidth: 60};

describe("the scale of a chart", () => {
  test("has labels with as many decimals as its steps need", () => {
    expect(scale([1.79, 2.07], 2)).toEqual(["0.0", "0.5", "1.0", "1.5", "2.0", "2.5"]);
    expect(scale([2.21, 2.9], 2)).toEqual(["0", "1", "2", "3"]);
    expect(scale([0.03, 0.21], 2)).toEqual(["0.00", "0.05", "0.10", "0.15", "0.20", "0.25"]);
  });

  test("has whole steps where things are counted", () => {
    expect(scale([0, 1], 0)).toEqual(["0", "1"]);
  });

  test("is not drawn where there is nothing to measure", () => {
    expect(scale([0, 0, null], 1)).toEqual([]);
    expect(scale([null], 1)).toEqual([]);
  });
});

test("a forecast's value stands on its bar where the range reaches far above it, else above the range", () => {
  const [wide, narrow, tip] = [
    place({value: 40, high: 90}),
    place({value: 40, high: 42}),
    place({value: 42, high: 42}),
  ];
  expect(wide).toBeGreaterThan(narrow ?? 0);
  expect(narrow).toBe(tip);
});

test("values as long as a city's fit beside each other", () => {
  const numbers = (text: string) => [{text: "x"}, {text}];
  expect(labelSize(numbers("74"), 36, 6.6)).toBe("6.6pt");
  expect(Number.parseFloat(labelSize(numbers("116,377"), 36, 6.6)) * (4 / 3) * 0.68 * 7).toBeLessThan(36);
});

function place(forecast: Pick<Forecast, "value" | "high">) {
  return yearlyBars({
    ...optionsOf([100, null], 0),
    forecast: {fiscalYear: 2001, low: 0, ...forecast},
  }).forecastTop;
}

function scale(values: (number | null)[], decimals: number): string[] {
  const {svg} = yearlyBars(optionsOf(values, decimals));
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = ""]) => text);
}

function optionsOf(values: (number | null)[], decimals: number) {
  const bars = values.map((value, index) => ({
    fiscalYear: 2000 + index,
    value,
    isProvisional: false,
    isBefore: false,
  }));
  return {bars, line: [], forecast: null, isShare: false, decimals, name: "chart", size: SIZE};
}
