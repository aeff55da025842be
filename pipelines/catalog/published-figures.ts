import {type PublishedFile, type PublishedRow, publishedFiles} from "../../schemas/published.ts";
import type {RowsToInsert} from "../engine/insert-rows.ts";
import {checkedRows} from "./catalog-file.ts";

/** One printed figure in the form that is compared: series, item within it, span of years, value with its decimals. */
interface PublishedFigure {
  series: string;
  /** Only of counts that have no other name. */
  series_name: string;
  item: string;
  first_fiscal_year: number;
  fiscal_year: number;
  value: number;
  decimals: number;
  unit: string;
  document: string;
  location: string;
  status: string;
  note: string;
  slip: string;
  slip_value: number | null;
}

type Identity = Pick<PublishedFigure, "series" | "item" | "fiscal_year"> & {
  value: string;
  first_fiscal_year?: number;
  series_name?: string;
};

/** How a row of each file names its figure. */
const IDENTITIES: {[File in PublishedFile]: (row: PublishedRow<File>) => Identity} = {
  "indicators.csv": ({kpi_id, ...row}) => ({...row, series: kpi_id, item: ""}),
  "overtime-means.csv": ({measure, ...row}) => ({...row, series: measure, item: ""}),
  "overtime-over-480h-by-bureau.csv": ({bureau_name, staff_count, ...row}) => ({
    series: `overtime_over_${row.threshold_hours}h_by_bureau`,
    item: bureau_name,
    fiscal_year: row.fiscal_year,
    value: staff_count,
  }),
  "overtime-over-thresholds-by-group.csv": ({group_name, staff_count, ...row}) => ({
    series: `overtime_over_${row.threshold_hours}h_by_group`,
    item: group_name,
    fiscal_year: row.fiscal_year,
    value: staff_count,
  }),
  "overtime-pay.csv": ({account_name, measure, ...row}) => ({
    ...row,
    series: `overtime_pay_${measure}`,
    item: account_name,
  }),
  "punctual-leave-days.csv": ({held_on, ...row}) => ({...row, series: "punctual_leave_rate", item: held_on}),
  "shared-services.csv": ({task_name, measure, last_fiscal_year, ...row}) => ({
    ...row,
    series: `shared_services_${measure}`,
    item: task_name,
    fiscal_year: last_fiscal_year,
  }),
  "trainings.csv": ({training_name, measure, ...row}) => ({
    ...row,
    series: `training_${measure}`,
    item: training_name,
  }),
  "observed-counts.csv": ({series_id, ...row}) => ({...row, series: series_id, item: ""}),
};

export const PUBLISHED_COLUMNS = {
  series: "varchar",
  series_name: "varchar",
  item: "varchar",
  first_fiscal_year: "integer",
  fiscal_year: "integer",
  value: "double",
  decimals: "integer",
  unit: "varchar",
  document: "varchar",
  location: "varchar",
  status: "varchar",
  note: "varchar",
  slip: "varchar",
  slip_value: "double",
};

/** Every printed figure of the city's folder published/. UserError with file, line and reason for what does not fit. */
export function publishedFigures(city: string): RowsToInsert["rows"] {
  return (Object.keys(publishedFiles) as PublishedFile[]).flatMap((file) => figuresOf(city, file));
}

function figuresOf<File extends PublishedFile>(city: string, file: File): RowsToInsert["rows"] {
  const rows = checkedRows(city, `published/${file}`, publishedFiles[file]) as PublishedRow<File>[];
  return rows.map((row) => ({...figureOf(row, IDENTITIES[file](row))}));
}

function figureOf(
  {unit, document, location, status, note, slip, slip_value}: PublishedRow<PublishedFile>,
  {series, item, fiscal_year, first_fiscal_year = fiscal_year, value, series_name = ""}: Identity,
): PublishedFigure {
  return {
    series,
    series_name,
    item,
    first_fiscal_year,
    fiscal_year,
    value: Number(value),
    decimals: value.split(".")[1]?.length ?? 0,
    unit,
    document,
    location,
    status,
    note,
    slip,
    slip_value: slip_value === "" ? null : Number(slip_value),
  };
}
