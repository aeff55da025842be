import type {Marts} from "../../pipelines/engine/kysely.ts";
import {orNone} from "../../pipelines/engine/or-none.ts";
import type {MartRow} from "../../schemas/marts.ts";
import {hitText, METHOD_NAMES} from "./backtest.ts";
import {formatValue} from "./format.ts";
import {parseRows} from "./parse-rows.ts";

export type Replay = MartRow<"marts.fct_forecast_replays">;
type Method = Replay["forecast_method"];

/** Every forecast of a target's year that was made again; none in releases from before forecasts were replayed. */
export async function readReplays(marts: Marts): Promise<Replay[]> {
  return orNone(async () =>
    parseRows(
      "marts.fct_forecast_replays",
      await marts
        .selectFrom("marts.fct_forecast_replays")
        .selectAll()
        .where("forecast_kind", "=", "target_year")
        .execute(),
    ),
  );
}

/**
 * How the range does on series that its way was not chosen on: each indicator in turn is left out, the way that is least off on the others is
 * taken, and its hits are counted on the one that was left out. "" with fewer than two indicators.
 */
export function heldOutText(replays: Replay[]): string {
  const indicators = [...new Set(replays.map(({kpi_id}) => kpi_id))];
  if (indicators.length < 2) return "";
  const rounds = indicators.flatMap((left) => {
    const method = leastOff(replays.filter(({kpi_id}) => kpi_id !== left));
    const cases = replays.filter(
      ({kpi_id, forecast_method}) => kpi_id === left && forecast_method === method,
    );
    return method === null ? [] : [{method, cases}];
  });
  const cases = rounds.flatMap((round) => round.cases);
  const hits = cases.filter(({is_within}) => is_within).length;
  const taken = [...Map.groupBy(rounds, ({method}) => method)].map(
    ([method, own]) => `「${METHOD_NAMES[method]}」が${formatValue(own.length, 0)}回`,
  );
  return `1指標ずつ除き、残りで外れの最も小さい出し方を選んで、除いた指標で数えると：${hitText({cases: cases.length, hits})}。選ばれたのは${taken.join("、")}。`;
}

/** The way whose forecasts were off by the fewest usual changes, on the mean. */
function leastOff(replays: Replay[]): Method | null {
  const [best] = [...Map.groupBy(replays, ({forecast_method}) => forecast_method)]
    .map(([method, own]) => ({method, off: mean(own.flatMap(({steps_missed}) => steps_missed ?? []))}))
    .sort((one, other) => one.off - other.off);
  return best?.method ?? null;
}

function mean(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
