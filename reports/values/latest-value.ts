import {yearLabel} from "../../schemas/year-words.ts";
import {formatValue, NONE, WITHHELD} from "./format.ts";
import {judgedDecimals} from "./judged-decimals.ts";
import type {Scored} from "./scored.ts";

const MARKS = {provisional: "速報", revised: "改定", final: "", withheld: ""} as const;

/** The latest value with its year and 速報 or 改定; "x" where it may not be shown, "－" where there is none, or the city's word for nobody. */
export function latestValue({kpi, score}: Scored): {
  value: string;
  valueYear: string;
  mark: string;
} {
  const isWithheld = score.observation_status === "withheld";
  const isNone = score.status === "none";
  const hasValue = score.value !== null && !isWithheld;
  return {
    value: isWithheld
      ? WITHHELD
      : isNone
        ? (kpi.none_means ?? NONE)
        : formatValue(score.value, judgedDecimals({kpi, score})),
    valueYear: hasValue || isNone ? yearLabel(kpi, score.value_fiscal_year) : "",
    mark: hasValue ? MARKS[score.observation_status ?? "final"] : "",
  };
}
