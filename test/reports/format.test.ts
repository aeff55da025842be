import {expect, test} from "vitest";
import {
  formatCount,
  formatShare,
  formatShortDate,
  formatTarget,
  formatValue,
  shownDifference,
} from "../../reports/values/format.ts";
import {roundHalfUp} from "../../schemas/number-text.ts";

test.each([
  [0.5, 0, 1],
  [1.5, 0, 2],
  [2.5, 0, 3],
  [-0.5, 0, -1],
  [-2.5, 0, -3],
  [0.4999999999, 0, 0],
  [1.005, 2, 1.01],
  [2.675, 2, 2.68],
  [2.4499999999999997, 1, 2.5],
  [0.1 + 0.2, 1, 0.3],
  [8.345, 2, 8.35],
  [1e-9, 2, 0],
  [-0.004, 2, 0],
  [106324.5, 0, 106325],
  [1_234_567_890.5, 0, 1_234_567_891],
])("%d with %d decimals is rounded half-up to %d", (value, decimals, rounded) => {
  expect(roundHalfUp(value, decimals)).toBe(rounded);
});

test.each([
  [null, 1, "－"],
  [0, 0, "0"],
  [0, 2, "0.00"],
  [-0.04, 1, "0.0"],
  [-4, 0, "▲4"],
  [-1234.56, 1, "▲1,234.6"],
  [106324.4, 0, "106,324"],
  [1000, 0, "1,000"],
  [999.95, 1, "1,000.0"],
  [104.25, 1, "104.3"],
  [2.5, 2, "2.50"],
])("%s with %d decimals is printed as %s", (value, decimals, text) => {
  expect(formatValue(value, decimals)).toBe(text);
});

test("a difference is that of the printed figures, not of what lies behind them", () => {
  expect(shownDifference(28.449, 23.85, 1)).toBe(4.5);
  expect(shownDifference(0.3, 0.1, 1)).toBe(0.2);
  expect(shownDifference(null, 3, 0)).toBeNull();
  expect(shownDifference(3, null, 0)).toBeNull();
});

test("targets carry their 以上 and 以下, counts their thousands", () => {
  expect(formatTarget(200_000, 0, "以上")).toBe("200,000以上");
  expect(formatTarget(0, 0, "")).toBe("0");
  expect(formatCount(1_120_394)).toBe("1,120,394");
  expect(formatCount(384.5)).toBe("384.5");
  expect(formatCount(130_000.5)).toBe("130,001");
  expect(formatCount(null)).toBe("－");
});

test.each([
  [-0.3, "0%"],
  [0.5, "50%"],
  [1 / 3, "33.3%"],
  [3.26, "100%"],
])("a share of %d is a bar of %s", (share, width) => {
  expect(formatShare(share)).toBe(width);
});

test.each([
  ["2024-10-08", "R6.10.8"],
  ["2019-05-01", "R1.5.1"],
  ["2019-04-30", "H31.4.30"],
])("%s is %s in small print", (iso, text) => {
  expect(formatShortDate(iso)).toBe(text);
});
