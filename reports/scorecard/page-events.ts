import {type Event, toldEvents} from "./figure-events.ts";
import type {Indicator} from "./read-scorecard.ts";
import {yearColumns} from "./year-columns.ts";

/** The events that the charts of an indicator's page tell: each has one number on all of them. */
export function pageEvents(indicator: Indicator): Event[] {
  const years = yearColumns(indicator).map(({year}) => year);
  return toldEvents(indicator.events, {
    ...{years, yearStarts: indicator.kpi.year_starts},
    ...{left: 0, width: 1},
  });
}
