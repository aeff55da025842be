import {formatShortDate, formatValue, formatYear} from "../values/format.ts";
import type {Scorecard} from "./read-scorecard.ts";

/** One source on page 1. */
export interface Arrival {
  title: string;
  /** Up to when it is in: "R6.9まで", "R5年度まで", "R6.4.1現在", "まだ届いていない". */
  upTo: string;
  /** Bureaus that have still to send, with the periods that they owe: "病院局、消防局（R6.8、R6.9）"; "" where all have sent. */
  missing: string;
}

type Period = Scorecard["sourcePeriods"][number];

/** How many bureaus, and how many periods, are named; the rest is counted. */
const NAMED = {bureaus: 4, periods: 2};

/**
 * A line for each source of the programme's indicators. What lacks something comes first, then what is in up to the latest day;
 * what never came stands last.
 */
export function arrivals({
  sourcePeriods,
  indicators,
}: Pick<Scorecard, "sourcePeriods" | "indicators">): Arrival[] {
  const came = [...Map.groupBy(sourcePeriods, ({source}) => source).values()]
    .flatMap((own) => {
      const latest = own.at(-1);
      return latest === undefined ? [] : [{latest, missing: missingText(own)}];
    })
    .sort(
      (one, other) =>
        Number(one.missing === "") - Number(other.missing === "") ||
        other.latest.period_end.localeCompare(one.latest.period_end),
    );
  const awaited = new Set(indicators.flatMap(({awaits}) => awaits));
  return [
    ...came.map(({latest, missing}) => ({
      title: latest.source_title,
      upTo: latest.period_months === null ? `${nameOf(latest)}現在` : `${nameOf(latest)}まで`,
      missing,
    })),
    ...[...awaited].map((title) => ({title, upTo: "まだ届いていない", missing: ""})),
  ];
}

/** "R6.9", "R5年度" or "R6.4.1". */
function nameOf({period_months, period_end}: Period): string {
  if (period_months === null) return formatShortDate(period_end);
  // A fiscal year ends in March of the next calendar year.
  if (period_months === 12) return `${formatYear(Number(period_end.slice(0, 4)) - 1)}年度`;
  return formatShortDate(period_end).split(".").slice(0, 2).join(".");
}

/** Periods that wait for the same bureaus together. */
function missingText(periods: Period[]): string {
  const owed = periods.flatMap((period) =>
    period.missing_bureaus === null ? [] : [{bureaus: period.missing_bureaus, name: nameOf(period)}],
  );
  return [...Map.groupBy(owed, ({bureaus}) => bureaus)]
    .map(
      ([bureaus, own]) =>
        `${few(bureaus.split("、"), NAMED.bureaus)}（${few(
          own.map(({name}) => name),
          NAMED.periods,
        )}）`,
    )
    .join("／");
}

function few(names: string[], most: number): string {
  const more = names.length - most;
  return `${names.slice(0, most).join("、")}${more <= 0 ? "" : `ほか${formatValue(more, 0)}`}`;
}
