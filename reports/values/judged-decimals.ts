import {tellingDecimals} from "./format.ts";
import type {Scored} from "./scored.ts";
import {isJudged} from "./year-end.ts";

const SAME = 1e-9;

/**
 * Decimals with which a value and the levels that it is judged by are printed: the indicator's own, and more where two
 * that differ would look alike, because a status goes by the values themselves.
 */
export function judgedDecimals({kpi, score}: Scored): number {
  const {value} = score;
  if (value === null || score.observation_status === "withheld" || !isJudged(score)) return kpi.decimals;
  const levels = [score.required_low, score.required_high, score.target_low, score.target_high];
  return levels
    .filter((level) => level !== null)
    .filter((level) => Math.abs(level - value) > SAME)
    .reduce((digits, level) => Math.max(digits, tellingDecimals(value, level, kpi.decimals)), kpi.decimals);
}
