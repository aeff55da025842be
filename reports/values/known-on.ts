import {type FiscalQuarter, japaneseDate, quarterEnd, shiftedDay} from "../../schemas/fiscal-time.ts";
import type {MartRow} from "../../schemas/marts.ts";
import {monthOf} from "./provisional-text.ts";

type Value = MartRow<"marts.fct_kpi_values">;
type Score = MartRow<"marts.fct_scoreboard">;
type Settling = Pick<Value, "observation_status" | "settled_from">;

/**
 * What a value was called on a day: 速報 as long as the months that settle it were not over, else what its release says. What was
 * revised since is revised on any day: readers know it otherwise.
 */
export function stateOn(
  {observation_status, settled_from}: Settling,
  day: string,
): Value["observation_status"] {
  const isOpen = settled_from !== null && day < settled_from;
  return isOpen && observation_status === "final" ? "provisional" : observation_status;
}

/** What a value that was provisional on a day waited for. */
export function whyProvisional({settled_from}: Settling, day: string): string {
  return settled_from !== null && day < settled_from
    ? `${monthOf(shiftedDay(settled_from, -1))}が終わると確定`
    : "もとのファイルがそろうと確定";
}

/** The same rows with their states of the day; as the release has them where no day is asked for. */
export function knownOn<Row extends Settling>(rows: Row[], day: string | undefined): Row[] {
  if (day === undefined) return rows;
  return rows.map((row) => ({...row, observation_status: stateOn(row, day)}));
}

/** "令和6年9月30日現在", and by which other day than the release's it says 速報 and 確定. */
export function asOfText({quarter, day}: {quarter: FiscalQuarter; day?: string | undefined}): string {
  const states = day === undefined ? "" : `、速報・確定は${japaneseDate(day)}の時点`;
  return `${japaneseDate(quarterEnd(quarter))}現在${states}`;
}

/** The same of a board, from the yearly values of the city that it shows. */
export function scoresKnownOn(scores: Score[], years: Value[], day: string): Score[] {
  return scores.map((score) => {
    const shown = years.find(
      ({kpi_id, scope_id, period_end}) =>
        kpi_id === score.kpi_id && scope_id === score.scope_id && period_end === score.value_date,
    );
    if (!shown || score.observation_status === null) return score;
    const {settled_from} = shown;
    const status = stateOn({observation_status: score.observation_status, settled_from}, day);
    const waits = status === "provisional" && settled_from !== null && day < settled_from;
    const until = waits ? shiftedDay(settled_from, -1) : null;
    return {...score, observation_status: status, provisional_until: score.provisional_until ?? until};
  });
}
