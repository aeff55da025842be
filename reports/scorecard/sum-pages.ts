import type {Indicator} from "./read-scorecard.ts";
import {sumTables, type TitledTable} from "./sum-tables.ts";

/** A page of an indicator for what is told of groups of bureaus and of several years. */
export interface SumPage {
  /** Stands over it, in the bookmarks, too. */
  heading: string;
  lead: string;
  tables: TitledTable[];
}

export const SUMS_TITLE = "グループと数年分の計";
export const SUMS_LEAD =
  "1年度では人数が少なく示せない局区も、局区をまとめるか、数年分を合わせれば示せることがある。どれも、示すほかの値との引き算で、示さない局区の人数が分からないものだけを示す。";

/** Lines of the smaller type that a page holds, and what a table takes besides its rows. */
const ROOM = {lines: 55, aroundTable: 4, signsOfNote: 64};

/** None where nothing is told of either. A table that is longer than a page goes on on the next. */
export function sumPages(indicator: Indicator): SumPage[] {
  const pages: TitledTable[][] = [];
  let left = 0;
  for (const table of sumTables(indicator))
    for (const part of partsOf(table)) {
      const lines = linesOf(part);
      if (lines > left) {
        pages.push([]);
        left = ROOM.lines;
      }
      pages.at(-1)?.push(part);
      left -= lines;
    }
  const {kpi_name} = indicator.kpi;
  return pages.map((tables, index) => ({
    heading: `${kpi_name}　${SUMS_TITLE}${index === 0 ? "" : `（${index + 1}）`}`,
    lead: index === 0 ? SUMS_LEAD : "",
    tables,
  }));
}

function partsOf(table: TitledTable): TitledTable[] {
  const most = ROOM.lines - linesOf({...table, rows: []});
  const count = Math.ceil(table.rows.length / most);
  return Array.from({length: count}, (_, part) => ({
    ...table,
    rows: table.rows.slice(part * most, (part + 1) * most),
  }));
}

function linesOf({rows, notes}: TitledTable): number {
  const ofNotes = notes.reduce((sum, note) => sum + Math.ceil(note.length / ROOM.signsOfNote), 0);
  return ROOM.aroundTable + rows.length + ofNotes;
}
