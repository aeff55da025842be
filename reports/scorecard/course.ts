import {quarterEnd} from "../../schemas/fiscal-time.ts";
import {yearLines} from "../charts/year-lines.ts";
import {type Markup, trustedMarkup} from "../print/render.ts";
import {type DocumentTable, heading, label, numberCell, textCell} from "../values/document-table.ts";
import {formatYear} from "../values/format.ts";
import {provisionalText} from "../values/provisional-text.ts";
import {eventNotes, eventsOfYears, yearMarks} from "./figure-events.ts";
import {pageEvents} from "./page-events.ts";
import type {Indicator} from "./read-scorecard.ts";
import {hasRoomForCourse} from "./room-for-course.ts";

/** How the running year goes beside those before it: the values to the end of each quarter, as a table and as lines. */
export interface Course {
  title: string;
  chart: Markup;
  table: DocumentTable;
  /** What the chart shows, for those who do not see it. */
  alt: string;
}

const YEARS = 3;
const QUARTERS = [1, 2, 3, 4] as const;
const POINTS = ["6月末", "9月末", "12月末", "3月末"];
const SIZE = {width: 318, height: 80};

export function course(indicator: Indicator): Course | null {
  const {kpi} = indicator;
  const lines = courseLines(indicator);
  const table = courseTable(indicator);
  if (!table) return null;
  const title = `${kpi.is_cumulative ? "四半期末の累計" : "四半期末までの値"}（${kpi.unit}）`;
  const years = lines.map(({year}) => year);
  return {
    title,
    alt: [`${title}の折れ線グラフ（値は左の表）`, ...table.notes].join("。"),
    chart: trustedMarkup(
      yearLines({
        name: `${kpi.kpi_id.replaceAll("_", "-")}-course`,
        points: POINTS,
        isNamed: false,
        lines: lines.map(({year, values}) => ({name: formatYear(year), values})),
        marks: yearMarks(pageEvents(indicator), years, POINTS.length).map(({fiscalYear, ...mark}) => ({
          ...mark,
          line: years.indexOf(fiscalYear),
        })),
        size: SIZE,
      }),
    ),
    table,
  };
}

type Line = {year: number; values: (number | null)[]};

/** None where there is no earlier year to hold the running one against. */
function courseLines({score, quarters}: Indicator): Line[] {
  const last = score.as_of_fiscal_year;
  const lines = Array.from({length: YEARS}, (_, index) => last - YEARS + 1 + index)
    .map((year) => ({year, values: valuesOf(quarters, year)}))
    .filter(({values}) => values.some((value) => value !== null));
  return lines.length < 2 || lines.at(-1)?.year !== last ? [] : lines;
}

function valuesOf(quarters: Indicator["quarters"], fiscalYear: number): Line["values"] {
  return QUARTERS.map((quarter) => {
    const end = quarterEnd({fiscalYear, quarter});
    return quarters.find(({period_end}) => period_end === end)?.value ?? null;
  });
}

/** Where another table and what is said of a value besides leave no room for it on the indicator's page, it has the next one. */
export function isCourseApart(indicator: Indicator): boolean {
  return (
    indicator.overtime !== null &&
    (indicator.note !== null || provisionalText(indicator.score) !== null) &&
    courseTable(indicator) !== null &&
    !hasRoomForCourse(indicator)
  );
}

/** The table alone; null where there is no course. */
export function courseTable(indicator: Indicator): DocumentTable | null {
  const {kpi} = indicator;
  const lines = courseLines(indicator);
  if (lines.length === 0) return null;
  const told = pageEvents(indicator);
  const years = lines.map(({year}) => year);
  return {
    id: `${kpi.kpi_id.replaceAll("_", "-")}-course`,
    caption: `${kpi.kpi_name}（四半期末）`,
    head: [[heading("年度"), ...POINTS.map((text) => heading(text, {isNumber: true}))]],
    rows: lines.toReversed().map(({year, values}) => ({
      kind: "row",
      cells: [
        label(formatYear(year)),
        ...values.map((value) =>
          value === null ? textCell("") : numberCell(value, {decimals: kpi.decimals}),
        ),
      ],
    })),
    notes: eventNotes(eventsOfYears(told, years), told),
  };
}
