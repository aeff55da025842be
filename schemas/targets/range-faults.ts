import {numberText} from "../number-text.ts";
import type {TargetFault} from "./faults.ts";
import type {Level} from "./target.ts";

type Bounds = Pick<Level, "value" | "low" | "high">;

/** What of an indicator's entry is a level in its unit; targets, milestones and revisions in numbers. */
export interface Levels {
  unit: string;
  may_exceed_100: boolean;
  base: {value: number | null};
  pace_from?: {value: number} | undefined;
  target: Bounds;
  milestones: Bounds[];
  target_revisions: Bounds[];
  accepted_deviations: {limit?: number | undefined}[];
}

const MOST_PERCENT = 100;

/** Levels that no value can have, each at its key: a release with such a value is stopped (checks.kpi_values_are_in_range). */
export function rangeFaults(entry: Levels): TargetFault[] {
  return levelsOf(entry).flatMap(({path, said}) => {
    const message = said.map((level) => whyNot(level, entry)).find((why) => why !== undefined);
    return message === undefined ? [] : [{path, message}];
  });
}

interface Said {
  path: PropertyKey[];
  said: (number | null | undefined)[];
}

function levelsOf(entry: Levels): Said[] {
  const {base, pace_from, target, milestones, target_revisions, accepted_deviations} = entry;
  const each = (key: string, levels: Bounds[]): Said[] =>
    levels.map((level, index) => ({path: [key, index, "value"], said: numbersIn(level)}));
  return [
    {path: ["base", "value"], said: [base.value]},
    {path: ["pace_from", "value"], said: [pace_from?.value]},
    {path: ["target", "value"], said: numbersIn(target)},
    ...each("milestones", milestones),
    ...each("target_revisions", target_revisions),
    ...accepted_deviations.map(({limit}, index) => ({
      path: ["accepted_deviations", index, "limit"],
      said: [limit],
    })),
  ];
}

/** A width around a number (概ね98±5) may reach beyond what can be. */
function numbersIn({value, low, high}: Bounds): (number | null)[] {
  return value === null ? [low, high] : [value];
}

function whyNot(level: number | null | undefined, {unit, may_exceed_100}: Levels): string | undefined {
  if (level === null || level === undefined) return undefined;
  const shown = `${numberText(level, 3).replace(/\.?0+$/, "")}${unit}`;
  if (level < 0) return `${shown}になります。指標の値は0以上なので、符号か桁を確かめて書き直してください`;
  if (unit === "%" && !may_exceed_100 && level > MOST_PERCENT)
    return `${shown}になります。割合は100%までなので、桁を確かめて書き直してください。100%を超えることのある率なら、may_exceed_100: true と書いてください`;
  return undefined;
}
