import {expect, test} from "vitest";
import {backtestText} from "../../reports/terminal/backtest.ts";
import type {Backtest} from "../../reports/values/backtest.ts";

const row = (of: Partial<Backtest>): Backtest => ({
  ...{forecast_kind: "target_year", forecast_method: "damped", is_chosen: true},
  ...{steps_ahead: 1, case_count: 30, hit_count: 24, steps_missed: 0.5},
  ...of,
});

test("the table has the way that is used first, then those least off, with hits by years ahead", () => {
  const text = backtestText([
    row({forecast_method: "last_value", is_chosen: false, hit_count: 15, steps_missed: 2}),
    row({forecast_method: "theil_sen", is_chosen: false, steps_missed: 0.4}),
    row({steps_ahead: 2, case_count: 10, hit_count: 10, steps_missed: 2.5}),
    row({}),
    row({forecast_kind: "year_end", forecast_method: "on_course", steps_ahead: 3, steps_missed: null}),
  ]);
  const lines = text.split("\n").map((line) => line.replace(/ {2,}/g, "|").trim());
  // (0.5 × 30 + 2.5 × 10) / 40; two standard errors of 0.8 in 40 are 12.6 points, in 30 14.6.
  expect(lines.slice(3, 6)).toEqual([
    "◎|最後の値から、年に1割ずつ弱まる5年の傾き|40回中34回（85％、偶然の幅 ±13ポイント）|1.00|24/30|10/10",
    "|5年の直線（Theil–Sen）|30回中24回（80％、偶然の幅 ±15ポイント）|0.40|24/30",
    "|最後の値のまま|30回中15回（50％、偶然の幅 ±15ポイント）|2.00|15/30",
  ]);
  expect(lines).toContain("◎|超えそうな人数|30回中24回（80％、偶然の幅 ±15ポイント）|24/30");
});

test("without any replay it says what is needed", () => {
  expect(backtestText([])).toContain("4年度分の値と、その次の年度の値");
});
