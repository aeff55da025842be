import {fiscalYearCode} from "./fiscal-time.ts";
import type {MartRow} from "./marts.ts";

type Came = Pick<
  MartRow<"marts.fct_source_periods">,
  "source" | "source_title" | "period_months" | "period_start"
>;

/** The fiscal year, up to the end of a month of it (ISO day); null for the whole. */
export interface Span {
  fiscalYear: number;
  until: string | null;
}

/**
 * What of a year did not come, of the sources that an indicator rests on: "年次休暇取得状況の7～9月". A sum needs every period since
 * April. Nothing is said of a source that came later only, or whose day of record it is.
 */
function missingPeriods(came: Came[], span: Span): string[] {
  return [...Map.groupBy(came, ({source}) => source).values()].flatMap((own) => missingOf(own, span));
}

/** "R6年度（9月まで）は、年次休暇取得状況の7～9月が届いていないので出せない"; "" where nothing is missing. */
export function missingText(came: Came[], span: Span): string {
  const missing = missingPeriods(came, span);
  const until = span.until === null ? "" : `（${Number(span.until.slice(5, 7))}月まで）`;
  if (missing.length === 0) return "";
  return `${fiscalYearCode(span.fiscalYear)}年度${until}は、${missing.join("と")}が届いていないので出せない`;
}

const [MONTHS, APRIL] = [12, 3];

function missingOf(own: Came[], {fiscalYear, until}: Span): string[] {
  const [{source_title: title, period_months: length} = {source_title: "", period_months: null}] = own;
  if (length === null || (length === MONTHS && until !== null)) return [];
  const first = fiscalYear * MONTHS + APRIL;
  const last = until === null ? first + MONTHS - 1 : monthIndex(until);
  const covered = new Set(own.flatMap((period) => monthsFrom(monthIndex(period.period_start), length)));
  if (![...covered].some((month) => month <= last)) return [];
  const lost = monthsFrom(first, last - first + 1).filter((month) => !covered.has(month));
  if (lost.length === 0) return [];
  return [lost.length === MONTHS ? `${title}の年度分` : `${title}の${spans(lost).join("、")}`];
}

function monthIndex(day: string): number {
  return Number(day.slice(0, 4)) * MONTHS + Number(day.slice(5, 7)) - 1;
}

function monthsFrom(first: number, count: number): number[] {
  return Array.from({length: count}, (_, index) => first + index);
}

/** Months that follow each other, together: "7～9月". */
function spans(months: number[]): string[] {
  const begins = months.filter((month, index) => month - 1 !== months[index - 1]);
  const ends = months.filter((month, index) => month + 1 !== months[index + 1]);
  return begins.map((begin, index) => {
    const end = ends[index] ?? begin;
    return begin === end ? `${calendarMonth(begin)}月` : `${calendarMonth(begin)}～${calendarMonth(end)}月`;
  });
}

function calendarMonth(index: number): number {
  return (index % MONTHS) + 1;
}
