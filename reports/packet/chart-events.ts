import {columnsOfBars, type GroupedBarsOptions} from "../charts/grouped-bars.ts";
import type {LineMark, YearLinesOptions} from "../charts/year-lines.ts";
import {
  type Event,
  eventNotes,
  eventsOfYears,
  type FigureEvents,
  figureEvents,
  noteHeight,
  toldEvents,
  yearMarks,
} from "../scorecard/figure-events.ts";
import type {Packet} from "./read-packet.ts";

/** What happened, over a chart of bars and told below it, and the size that both leave to the chart. */
interface ChartEvents {
  /** Null where nothing is drawn. */
  events: FigureEvents | null;
  notes: string[];
  size: GroupedBarsOptions["size"];
}

/** CSS pixels: the smallest chart that can be read. */
const LEAST_HEIGHT = 120;

/**
 * Events of the whole that bear on one of the indicators or on all, until the packet's year ends. None over a chart that leaves years
 * out, whose columns are no calendar, nor where the chart would be too small.
 */
export function chartEvents(
  packet: Packet,
  kpiIds: string[],
  bars: Pick<GroupedBarsOptions, "years" | "series" | "size">,
): ChartEvents {
  const {years, size} = bars;
  const columns = {years, yearStarts: 4, ...columnsOfBars(bars)};
  const told = hasAllYears(years) ? toldEvents(eventsOf(packet, kpiIds), columns) : [];
  const events = figureEvents(told, columns);
  const height = size.height - events.height - noteHeight(told);
  if (told.length === 0 || height < LEAST_HEIGHT) return {events: null, notes: [], size};
  return {events, notes: eventNotes(told), size: {...size, height}};
}

/** The same over the lines of fiscal years by month: a number over the month of the year's line, and the size that its words below leave. */
export function monthEvents(
  packet: Packet,
  kpiIds: string[],
  {years, size}: {years: number[]; size: YearLinesOptions["size"]},
): {marks: LineMark[]; notes: string[]; size: YearLinesOptions["size"]} {
  const told = eventsOfYears(eventsOf(packet, kpiIds), years);
  const marks = yearMarks(told, years, MONTHS).map(({fiscalYear, ...mark}) => ({
    ...mark,
    line: years.indexOf(fiscalYear),
  }));
  return {marks, notes: eventNotes(told), size: {...size, height: size.height - noteHeight(told)}};
}

const MONTHS = 12;

function eventsOf({events}: Packet, kpiIds: string[]): Event[] {
  return events.filter(
    ({kpi_id, bureau_code}) => (kpi_id === null || kpiIds.includes(kpi_id)) && bureau_code === null,
  );
}

function hasAllYears(years: number[]): boolean {
  return years.every((year, index) => index === 0 || year === (years[index - 1] ?? 0) + 1);
}
