import {courseTable, isCourseApart} from "./course.ts";
import {monthTable} from "./month-table.ts";
import type {Indicator} from "./read-scorecard.ts";
import {sumPages} from "./sum-pages.ts";

/* The second page of an indicator, for what its first has no room for: the course of the year, its months, what is done about the delay. */

export function isContinued(indicator: Indicator): boolean {
  return isCourseThere(indicator) || areActionsThere(indicator) || areMonthsThere(indicator);
}

/** The course goes where the actions go. */
export function isCourseThere(indicator: Indicator): boolean {
  return isCourseApart(indicator) || (areActionsThere(indicator) && courseTable(indicator) !== null);
}

/** Beside the table of overtime there is no room for another. */
export function areActionsThere({overtime, actions}: Indicator): boolean {
  return overtime !== null && actions.length > 0;
}

/** Beside the course and what the office says there is no room for another table. */
export function areMonthsThere(indicator: Indicator): boolean {
  const isSaid = indicator.note !== null || indicator.actions.length > 0;
  return monthTable(indicator) !== null && isSaid && courseTable(indicator) !== null;
}

/** What stands over that page, in the bookmarks, too. */
export function continuedTitle({kpi}: Pick<Indicator, "kpi">): string {
  return `${kpi.kpi_name}（続き）`;
}

/** The page of the scorecard on which an indicator begins: page 1 is the board. */
export function firstPage(pages: Indicator[], {kpi}: Pick<Indicator, "kpi">): number {
  const place = pages.findIndex((one) => one.kpi.kpi_id === kpi.kpi_id);
  return pages.slice(0, place).reduce((sum, before) => sum + pageCount(before), 2);
}

/** "対応 4頁": where it says what is done about the delay; "" where nothing is recorded. */
export function actionsPlace(pages: Indicator[], indicator: Indicator): string {
  if (indicator.actions.length === 0 || indicator.awaits.length > 0) return "";
  const page = firstPage(pages, indicator) + (areActionsThere(indicator) ? 1 : 0);
  return `対応 ${page}頁`;
}

/** How many pages the indicator has. */
export function pageCount(indicator: Indicator): number {
  return (isContinued(indicator) ? 2 : 1) + sumPages(indicator).length;
}
