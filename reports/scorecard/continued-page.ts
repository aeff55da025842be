import {courseTable, isCourseApart} from "./course.ts";
import type {Indicator} from "./read-scorecard.ts";

/* The second page of an indicator, for what its first has no room for: the course of the year, what is done about the delay. */

export function isContinued(indicator: Indicator): boolean {
  return isCourseThere(indicator) || areActionsThere(indicator);
}

/** The course goes where the actions go. */
export function isCourseThere(indicator: Indicator): boolean {
  return isCourseApart(indicator) || (areActionsThere(indicator) && courseTable(indicator) !== null);
}

/** Beside the table of overtime there is no room for another. */
export function areActionsThere({overtime, actions}: Indicator): boolean {
  return overtime !== null && actions.length > 0;
}

/** What stands over that page, in the bookmarks, too. */
export function continuedTitle({kpi}: Pick<Indicator, "kpi">): string {
  return `${kpi.kpi_name}（続き）`;
}

/** How many pages the indicator has. */
export function pageCount(indicator: Indicator): number {
  return isContinued(indicator) ? 2 : 1;
}
