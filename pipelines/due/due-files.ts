import type {Contract} from "../../schemas/contract.ts";
import type {DueFile} from "../../schemas/due.ts";
import {DAY_MS, fiscalYearOf} from "../../schemas/fiscal-time.ts";
import type {SourceJob} from "../../schemas/jobs.ts";
import {monthsOfPeriod} from "../../schemas/period-months.ts";
import type {Arrivals} from "./evidence.ts";
import {addMonths, type OpeningCalendar} from "./opening-calendar.ts";
import {daysOfRecord, type Period, periodsOf} from "./periods.ts";

/** Stretch of time that a list of due work looks at, as days in Japan. */
export interface Watch {
  /** Of every source, in the city's words. */
  contracts: Contract[];
  calendar: OpeningCalendar;
  /** What was due before is not asked for. */
  dueFrom: string;
  today: string;
}

/** Every file due since the watch began, and of each source the next one; by due day. */
export function dueFiles(sources: SourceJob[], arrivals: Arrivals, watch: Watch): DueFile[] {
  return withRostersOfRecord(sources)
    .flatMap((job) => upToNext(filesOf(job, arrivals, watch), watch))
    .toSorted((one, other) => one.due_on.localeCompare(other.due_on));
}

/**
 * A day for which staff with disabilities are reported (6月1日) asks for a roster of that day, too, whatever the city wrote: who was
 * hired since the roster before it is known from no other.
 */
function withRostersOfRecord(sources: SourceJob[]): SourceJob[] {
  const ofRecord = sources.flatMap((job) =>
    job.source === "disability" && job.every === "days" ? job.days : [],
  );
  return sources.map((job) =>
    job.source === "staff" && job.every === "days"
      ? {...job, days: [...new Set([...job.days, ...ofRecord])]}
      : job,
  );
}

function filesOf(job: SourceJob, arrivals: Arrivals, watch: Watch): DueFile[] {
  if (job.every === "change") return [];
  const contract = contractOf(watch.contracts, job.source);
  const years = watchedYears(watch);
  const periods = job.every === "days" ? daysOfRecord(job.days, years) : periodsOf(job.every, years);
  return periods
    .map((period) => ({period, dueOn: watch.calendar.dayOf(job.due, period.end)}))
    .filter(({dueOn}) => dueOn >= watch.dueFrom)
    .map(({period, dueOn}) => dueFile({job, contract, period, dueOn}, arrivals, watch));
}

/** A period may end up to a year before or after the days on which its work is due. */
export function watchedYears({dueFrom, today}: Watch): number[] {
  const [first, last] = [fiscalYearOf(dueFrom) - 2, fiscalYearOf(today) + 1];
  return Array.from({length: last - first + 1}, (_, index) => first + index);
}

/** Drops what lies beyond the next one that is still to come. */
export function upToNext<Item extends {due_on: string} | {print_on: string}>(
  items: Item[],
  {today}: Watch,
): Item[] {
  const dayOf = (item: Item) => ("due_on" in item ? item.due_on : item.print_on);
  const next = items.findIndex((item) => dayOf(item) > today);
  return next === -1 ? items : items.slice(0, next + 1);
}

interface Owed {
  job: SourceJob;
  contract: Contract;
  period: Period;
  dueOn: string;
}

function dueFile(
  {job, contract, period, dueOn}: Owed,
  arrivals: Arrivals,
  {today, calendar}: Watch,
): DueFile {
  const receivedOn = arrivedOn(contract, period, arrivals);
  const isHeld = arrivals.held.some(
    ({source, periods}) => source === job.source && periods.some((day) => isWithin(day, period)),
  );
  const isOverdue = receivedOn === null && today > dueOn;
  const state = receivedOn !== null ? "arrived" : isHeld ? "held" : isOverdue ? "late" : "upcoming";
  return {
    source: job.source,
    title: contract.title,
    section: job.section,
    period: period.id,
    period_name: period.name,
    due_on: dueOn,
    state,
    received_on: receivedOn,
    days_overdue: isOverdue ? daysBetween(dueOn, today) : 0,
    opening_days_overdue: isOverdue ? calendar.countBetween(dueOn, today) : 0,
  };
}

/** The day on which the last piece of a period came; null while one is missing. */
function arrivedOn(contract: Contract, period: Period, {arrivals}: Arrivals): string | null {
  const received = piecesOf(contract, period).map(
    (day) => arrivals.find(({source, period}) => source === contract.source && period === day)?.received_on,
  );
  return received.every((day) => day !== undefined) ? (received.toSorted().at(-1) ?? null) : null;
}

/** First days of the contract's own periods within a longer one: three months of a quarter, or the period itself. */
export function piecesOf(contract: Contract, period: Period): string[] {
  const months = monthsOfPeriod(contract) ?? Number.POSITIVE_INFINITY;
  const pieces = [period.start];
  for (
    let offset = months;
    Number.isFinite(offset) && `${addMonths(period.start, offset)}-01` <= period.end;
    offset += months
  )
    pieces.push(`${addMonths(period.start, offset)}-01`);
  return pieces;
}

function isWithin(day: string, {start, end}: Period): boolean {
  return day >= start && day <= end;
}

export function contractOf(contracts: Contract[], name: string): Contract {
  const contract = contracts.find(({source}) => source === name);
  if (!contract) throw new Error(`no contract is named ${name}`);
  return contract;
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
