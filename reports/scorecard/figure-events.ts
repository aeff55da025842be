import type {MartRow} from "../../schemas/marts.ts";
import {formatShortDate} from "../values/format.ts";
import {pixels} from "./pixels.ts";

type Told = MartRow<"marts.dim_events">;

/** As a day knew it: one that went on ends with the day, and its words leave the end open. */
export interface Event extends Told {
  isOpen?: boolean;
}

/** What had begun by a day. */
export function eventsKnownOn(events: Told[], day: string): Event[] {
  return events
    .filter(({starts_on}) => starts_on <= day)
    .map((event) => (event.ends_on > day ? {...event, ends_on: day, isOpen: true} : event));
}

/** An event over the columns of a chart: a line over its days under its number. CSS lengths. */
interface DrawnEvent {
  number: string;
  left: string;
  top: string;
  width: string;
}

/** The events over a chart, and the height of their band in CSS pixels. */
export interface FigureEvents {
  drawn: DrawnEvent[];
  height: number;
}

/** Where the columns of a chart stand, in CSS pixels. */
export interface Columns {
  years: number[];
  /** The month with which a year begins: April, unless the indicator has another year. */
  yearStarts: number;
  left: number;
  width: number;
}

const LANE = 12;
/** What a number takes, and the shortest line. */
const LEAST = 14;
const FIRST_NUMBER = 0x2460;
const MOST = 20;
/** A line of small print, and the signs that it has room for, those of dates being narrow. */
const [LINE, SIGNS_OF_LINE] = [19, 85];

/** Those of a chart that are told: what reaches into its columns, of very many the latest. */
export function toldEvents(events: Event[], columns: Columns): Event[] {
  return events.filter(({ends_on}) => placeOf(ends_on, columns) > 0).slice(-MOST);
}

/** Draws those of a chart that reach into its columns, under their numbers among all that are told together. */
export function figureEvents(events: Event[], columns: Columns, told = events): FigureEvents {
  const ends: number[] = [];
  const drawn = told.flatMap((event, index) => {
    const [from, to] = [placeOf(event.starts_on, columns), placeOf(event.ends_on, columns)];
    if (to <= 0 || !events.includes(event)) return [];
    const left = columns.left + Math.max(from, 0) * columns.width;
    const width = Math.max((to - Math.max(from, 0)) * columns.width, LEAST);
    const free = ends.findIndex((end) => end <= left);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = left + width;
    return [{number: numberOf(index), left: pixels(left), top: pixels(lane * LANE), width: pixels(width)}];
  });
  return {drawn, height: ends.length * LANE};
}

/** Numbers over a point of one line of a chart that has a line for each fiscal year. */
interface YearMark {
  fiscalYear: number;
  point: number;
  text: string;
}

/** Those whose days reach into one of the fiscal years. */
export function eventsOfYears(events: Event[], years: number[]): Event[] {
  return events.filter((event) => beginIn(event, years) !== null);
}

/**
 * Over lines of fiscal years that have so many points (4: quarters, 12: months) each event stands once, where it begins to bear on them, under its
 * number among all that are told together.
 */
export function yearMarks(told: Event[], years: number[], points: number): YearMark[] {
  const marks = told.flatMap((event, index) => {
    const begin = beginIn(event, years);
    return begin === null ? [] : [{...begin, point: pointOf(begin.day, points), number: numberOf(index)}];
  });
  return [...Map.groupBy(marks, ({fiscalYear, point}) => `${fiscalYear} ${point}`).values()].flatMap((own) =>
    own
      .slice(0, 1)
      .map(({fiscalYear, point}) => ({fiscalYear, point, text: own.map(({number}) => number).join("")})),
  );
}

/** The first day in one of the fiscal years on which an event bears; null where it bears on none. */
function beginIn({starts_on, ends_on}: Event, years: number[]): {fiscalYear: number; day: string} | null {
  const days = years.map((fiscalYear) => ({
    ...{fiscalYear, last: `${fiscalYear + 1}-03-31`},
    day: starts_on < `${fiscalYear}-04-01` ? `${fiscalYear}-04-01` : starts_on,
  }));
  return days.find(({day, last}) => day <= ends_on && day <= last) ?? null;
}

/** The place of a day's month among the points of its fiscal year. */
function pointOf(day: string, points: number): number {
  return Math.floor((((Number(day.slice(5, 7)) + 8) % 12) * points) / 12);
}

/** What the numbers stand for, in one line, under their numbers among all that are told together; none without any. */
export function eventNotes(events: Event[], told = events): string[] {
  const texts = events.map((event) => `${numberOf(told.indexOf(event))} ${eventText(event)}`);
  return texts.length === 0 ? [] : [`出来事：${texts.join("　")}`];
}

/** CSS pixels that they take below the chart. */
export function noteHeight(told: Event[]): number {
  return eventNotes(told).reduce((sum, note) => sum + Math.ceil(note.length / SIGNS_OF_LINE) * LINE, 0);
}

function numberOf(index: number): string {
  return String.fromCodePoint(FIRST_NUMBER + index);
}

/** "R2.4.7～R2.5.25 緊急事態宣言（健康福祉局）", "R2.4.7～ …" of what goes on. */
function eventText({starts_on, ends_on, event, bureau_name, isOpen = false}: Event): string {
  const until = isOpen ? "～" : ends_on === starts_on ? "" : `～${formatShortDate(ends_on)}`;
  return `${formatShortDate(starts_on)}${until} ${event}${bureau_name === null ? "" : `（${bureau_name}）`}`;
}

/** How many columns lie before the day, with the part of its own; below zero before the first. */
function placeOf(day: string, {years, yearStarts}: Columns): number {
  const [first = 0] = years;
  const at = (year: number) => Date.UTC(year, yearStarts - 1, 1);
  const time = Date.parse(day);
  const calendarYear = new Date(time).getUTCFullYear();
  const own = time < at(calendarYear) ? calendarYear - 1 : calendarYear;
  const part = (time - at(own)) / (at(own + 1) - at(own));
  return Math.min(own - first + part, years.length);
}
