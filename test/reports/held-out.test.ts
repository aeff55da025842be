import {expect, test} from "vitest";
import {heldOutText, type Replay} from "../../reports/values/held-out.ts";

/** One replay of an indicator by one way: how far it was off, and whether the outcome lay within the range. */
function replay(kpi_id: string, forecast_method: Replay["forecast_method"], off: number, is_within: boolean) {
  return {kpi_id, forecast_method, steps_missed: off, is_within} as Replay;
}

test("counts on each indicator the way that is least off on all the others, never the one that suits it", () => {
  // Alone, "c" would make the trend the best of all; left out, it is judged by the damped one, which misses it.
  const replays = [
    ...["a", "b"].flatMap((id) => [replay(id, "damped", 1, true), replay(id, "trend", 2, true)]),
    ...[replay("c", "damped", 9, false), replay("c", "trend", 0, true)],
  ];
  expect(heldOutText(replays)).toBe(
    "1指標ずつ除き、残りで外れの最も小さい出し方を選んで、除いた指標で数えると：3回中2回（67％、偶然の幅 ±46ポイント）。選ばれたのは「最後の値から5年の傾き」が2回、「最後の値から、年に1割ずつ弱まる5年の傾き」が1回。",
  );
});

test("of one indicator nothing can be left out", () => {
  expect(heldOutText([replay("a", "damped", 1, true)])).toBe("");
  expect(heldOutText([])).toBe("");
});
