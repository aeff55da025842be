import {japaneseDate} from "./fiscal-time.ts";
import type {MartRow} from "./marts.ts";
import {yearsPhrase} from "./year-words.ts";

/** Periods of the sources that an indicator rests on, of which something came. */
type Came = Pick<
  MartRow<"marts.fct_source_periods">,
  "source" | "source_title" | "period_months" | "period_start"
>;

/** Years of an indicator that have a value: what was there then is what a blank one lacks. */
type Valued = Pick<MartRow<"marts.fct_kpi_values">, "fiscal_year" | "period_start" | "period_end">;

/** A year of an indicator that is blank, up to the end of a month of it (ISO day); null for the whole. */
export interface Span {
  fiscalYear: number;
  until: string | null;
  /** The month with which its years begin. */
  starts: number;
}

export interface Known {
  came: Came[];
  valued: Valued[];
}

/** Without the periods for which a bureau has still to send; all of them for the city. */
export function cameFrom<Period extends {missing_bureaus: string | null}>(
  bureauName: string | undefined,
  periods: Period[],
): Period[] {
  if (bureauName === undefined) return periods;
  return periods.filter(({missing_bureaus}) => !missing_bureaus?.split("、").includes(bureauName));
}

/**
 * "R6年度（9月まで）は、年次休暇取得状況の7～9月が届いていないので出せない"; "" where nothing is missing. A sum needs every period since
 * the year began, a count on a day of record the list of that day. Nothing is said of a source that came later only.
 */
export function missingText(known: Known, span: Span): string {
  return missingTexts(known, [span])[0] ?? "";
}

/** The same of several spans, in the order of time; whole years that follow each other and lack the same are told in one sentence. */
export function missingTexts(known: Known, spans: Span[]): string[] {
  const told: {from: Span; to: Span; missing: string}[] = [];
  for (const span of spans) {
    const missing = missingPeriods(known, span).join("と");
    const before = told.at(-1);
    if (before?.missing === missing && follows(span, before.to)) before.to = span;
    else told.push({from: span, to: span, missing});
  }
  return told
    .filter(({missing}) => missing !== "")
    .map(({from, to, missing}) => `${spanPhrase(from, to)}は、${missing}が届いていないので出せない`);
}

function follows(span: Span, before: Span): boolean {
  return span.until === null && before.until === null && span.fiscalYear === before.fiscalYear + 1;
}

function spanPhrase({fiscalYear: from, until, starts}: Span, {fiscalYear: to}: Span): string {
  const phrase = yearsPhrase({year_starts: starts}, from, to);
  return until === null ? phrase : `${phrase}（${Number(until.slice(5, 7))}月まで）`;
}

function missingPeriods({came, valued}: Known, span: Span): string[] {
  return [...Map.groupBy(came, ({source}) => source).values()].flatMap((own) =>
    own[0]?.period_months === null ? missingDay(own, valued, span) : missingMonths(own, span),
  );
}

const [MONTHS, APRIL] = [12, 4];

function missingMonths(own: Came[], {fiscalYear, until, starts}: Span): string[] {
  const [{source_title: title, period_months: length} = {source_title: "", period_months: null}] = own;
  if (length === null || (length === MONTHS && until !== null)) return [];
  const first = fiscalYear * MONTHS + starts - 1;
  const last = until === null ? first + MONTHS - 1 : monthIndex(until);
  const covered = new Set(own.flatMap((period) => monthsFrom(monthIndex(period.period_start), length)));
  if (![...covered].some((month) => month <= last)) return [];
  const lost = monthsFrom(first, last - first + 1).filter((month) => !covered.has(month));
  if (lost.length === 0) return [];
  const whole = starts === APRIL ? "年度分" : "一年分";
  return [`${title}の${lost.length === MONTHS ? whole : spans(lost).join("、")}`];
}

/**
 * The list of a day of record, where every year that has a value has the one of that day: the day that the values are of, or the
 * first of the year. Which day an indicator counts on is not asked: the years that have a value show it.
 */
function missingDay(own: Came[], valued: Valued[], {fiscalYear, until, starts}: Span): string[] {
  const there = new Set(own.map(({period_start}) => period_start));
  const daysOf = (row: Valued) =>
    row.period_start === row.period_end ? row.period_end : firstDay(row, starts);
  const isUsual = valued.length > 0 && valued.every((row) => there.has(daysOf(row)));
  const [usual] = valued.map((row) => daysOf(row).slice(5));
  if (!isUsual || usual === undefined) return [];
  const day = dayIn({fiscalYear, starts}, usual);
  if (there.has(day) || (until !== null && day > until)) return [];
  return [`${own[0]?.source_title}（${japaneseDate(day)}現在）`];
}

function firstDay({fiscal_year}: Valued, starts: number): string {
  return `${fiscal_year}-${String(starts).padStart(2, "0")}-01`;
}

/** A day of every year ("03-31") in one that begins with some month. */
function dayIn({fiscalYear, starts}: Pick<Span, "fiscalYear" | "starts">, day: string): string {
  return `${Number(day.slice(0, 2)) < starts ? fiscalYear + 1 : fiscalYear}-${day}`;
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
