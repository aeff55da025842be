import type {MartRow} from "../../schemas/marts.ts";
import {formatValue, formatYear, WITHHELD} from "./format.ts";

/** One indicator on the board. */
export interface Scored {
  kpi: MartRow<"marts.dim_kpis">;
  score: MartRow<"marts.fct_scoreboard">;
}

const MARKS = {provisional: "速報", revised: "改定", final: "", withheld: ""} as const;

/** The latest value with its year and 速報 or 改定; "x" where it may not be shown, "－" where there is none. */
export function latestValue({kpi, score}: Scored): {
  value: string;
  valueYear: string;
  mark: string;
} {
  const isWithheld = score.observation_status === "withheld";
  const hasValue = score.value !== null && !isWithheld;
  return {
    value: isWithheld ? WITHHELD : formatValue(score.value, kpi.decimals),
    valueYear: hasValue ? formatYear(score.value_fiscal_year) : "",
    mark: hasValue ? MARKS[score.observation_status ?? "final"] : "",
  };
}
