import {DAY_MS, fiscalYearOf, japaneseDate} from "../../../schemas/fiscal-time.ts";
import {monthsOfPeriod} from "../../../schemas/period-months.ts";
import {periodName, WHOLE_LIST} from "../../../schemas/period-name.ts";
import {someOf} from "../../../schemas/some-of.ts";
import type {Hold} from "../../ledger/hold.ts";
import {namedSpans} from "../read/named-spans.ts";
import type {NewBatch} from "./earlier-batches.ts";

/** A month, quarter or year in the file's name that is not that of its rows; 「12月分まで」 names the year until then, too. Days of record are not looked at. */
export function wrongPeriod({contract, fileName, periods}: NewBatch): Hold[] {
  const months = monthsOfPeriod(contract);
  const spans = namedSpans(fileName);
  if (months === null || spans.length === 0) return [];
  const [from, to] = [
    spans.map((span) => (span.isUpTo ? fiscalYearStart(span.from) : span.from)).sort()[0] ?? "",
    spans
      .map((span) => span.to)
      .sort()
      .at(-1) ?? "",
  ];
  const outside = periods.filter(
    (period) => period < (months === 12 ? fiscalYearStart(from) : from) || period >= to,
  );
  if (outside.length === 0) return [];
  const named = spans.map(({text}) => `「${text.trim()}」`).join("");
  const found = outside.map((period) => periodName(months, period));
  const text = `ファイル名には${named}とありますが、${shortList(found)}の行があります。別の期間のファイルではありませんか`;
  return [{kind: "wrong_period", text}];
}

/** A year's file may be named by a month of that year. */
function fiscalYearStart(day: string): string {
  return `${fiscalYearOf(day)}-04-01`;
}

const SHOWN = 3;

function shortList(names: string[]): string {
  return someOf(names.slice(0, SHOWN), names.length, "期間");
}

/** First period of the source and last one of all sources that are in force; null while there is none. */
export interface PeriodsInForce {
  firstPeriod: string | null;
  lastPeriod: string | null;
}

/** Nobody keeps figures of so long ago, unless the source has them. */
const OLDEST_YEARS = 20;
/** A file so long before everything that the source has is not the next one back. */
const FAR_YEARS = 5;

/**
 * Periods that cannot be: a month or quarter that is not over, a year that has not begun, a day still to come, and what lies
 * far before all that the city has of the source.
 */
export function impossiblePeriods(batch: NewBatch, {firstPeriod, lastPeriod}: PeriodsInForce): Hold[] {
  const {contract, periods, today} = batch;
  if (contract.period === "whole") return [];
  const months = monthsOfPeriod(contract);
  const names = (found: string[]) => shortList(found.map((period) => periodName(months, period)));
  const isKnown = isClockBelieved(batch, lastPeriod);
  const young = periods.filter((period) => isKnown && isStillToCome(months, period, today));
  const old = periods.filter((period) => period !== WHOLE_LIST && isFarBack(period, {today, firstPeriod}));
  const doubt = "年月の打ち間違いではありませんか";
  const state =
    months === null ? "まだ来ていません" : months === 12 ? "まだ始まっていません" : "まだ終わっていません";
  return [
    ...(young.length > 0
      ? [`${names(young)}は、${state}（今日は${japaneseDate(today)}です）。${doubt}`]
      : []),
    ...(old.length > 0
      ? [`${names(old)}は、${sinceText(months, firstPeriod)}かけ離れて古い期間です。${doubt}`]
      : []),
  ].map((text) => ({kind: "impossible_period", text}));
}

/**
 * A list of a year may come while the year runs, and one of a day to come weeks before it; months and quarters are counted when
 * they are over.
 */
function isStillToCome(months: number | null, period: string, today: string): boolean {
  if (months === null) return period > daysAfter(today, DAYS_AHEAD);
  return months === 12 ? period > today : monthsAfter(period, months) > today;
}

/** Rosters and lists of a day of record are sent so long before it at most. */
const DAYS_AHEAD = 100;

/** Before the first release a clock is known to be right only where the files in force lie before it. */
function isClockBelieved({today, hasRelease}: NewBatch, lastPeriod: string | null): boolean {
  return hasRelease || (lastPeriod !== null && lastPeriod <= daysAfter(today, DAYS_AHEAD));
}

function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

function isFarBack(
  period: string,
  {today, firstPeriod}: {today: string; firstPeriod: string | null},
): boolean {
  const isBeforeAll = firstPeriod !== null && period < monthsAfter(firstPeriod, -12 * FAR_YEARS);
  const isOld = period < monthsAfter(today, -12 * OLDEST_YEARS);
  return isBeforeAll || (isOld && (firstPeriod === null || period < firstPeriod));
}

function sinceText(months: number | null, firstPeriod: string | null): string {
  return firstPeriod === null ? "" : `これまでのデータ（${periodName(months, firstPeriod)}から）と`;
}

function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + months, date)).toISOString().slice(0, 10);
}
