import {readFileSync} from "node:fs";
import {join} from "node:path";

/** Figures that were printed somewhere, transcribed in the city's folder (published/); the sample city is made to meet them. */
export interface Published {
  /** People over 480 hours by bureau name; undefined for years without a table by bureau. */
  over480(fiscalYear: number): ReadonlyMap<string, number> | undefined;
  /** People over the threshold in a group (市長事務部局, その他任命, 全任命権者). */
  overThreshold(fiscalYear: number, group: string, hours: number): number | undefined;
  indicator(kpiId: string, fiscalYear: number): number | undefined;
  /** Mean yearly hours without disaster and election work. */
  meanWithoutDisasterElection(fiscalYear: number): number | undefined;
  /** Pairs "bureau code|occupation" that the programme's scope leaves out. */
  programmeExclusions: ReadonlySet<string>;
  /** Groups that the share of long-term leave leaves out; a blank column means any. */
  mentalHealthExclusions: readonly Row[];
  /** Rows of a table of published/ (name without ending) that have the wanted cells. */
  rows(table: string, wanted?: Row): readonly Row[];
}

type Row = Readonly<Record<string, string | number>>;

/** Which of the program's templates the sample data belong to. */
export const SAMPLE_TEMPLATE = "kawasaki";

/** Reads the sample city of this project (plain comma-separated files without quotes). */
export function readPublished(
  catalog = join(import.meta.dirname, "../data/cities", SAMPLE_TEMPLATE),
): Published {
  const bureauRows = readRows(join(catalog, "published/overtime-over-480h-by-bureau.csv"));
  const groupRows = readRows(join(catalog, "published/overtime-over-thresholds-by-group.csv"));
  const indicatorRows = readRows(join(catalog, "published/indicators.csv"));
  const meanRows = readRows(join(catalog, "published/overtime-means.csv"));
  const exclusions = readRows(join(catalog, "overtime-scope-exclusions.csv"));
  return {
    over480(fiscalYear) {
      const cells = rowsWhere(bureauRows, {fiscal_year: fiscalYear});
      if (cells.length === 0) return undefined;
      return new Map(cells.map((row) => [String(row.bureau_name), Number(row.staff_count)]));
    },
    overThreshold: (fiscalYear, group, hours) =>
      only(
        rowsWhere(groupRows, {fiscal_year: fiscalYear, group_name: group, threshold_hours: hours}),
        "staff_count",
      ),
    indicator: (kpiId, fiscalYear) =>
      only(rowsWhere(indicatorRows, {kpi_id: kpiId, fiscal_year: fiscalYear}), "value"),
    meanWithoutDisasterElection: (fiscalYear) =>
      only(
        rowsWhere(meanRows, {measure: "mean_hours_without_disaster_election", fiscal_year: fiscalYear}),
        "value",
      ),
    programmeExclusions: new Set(
      rowsWhere(exclusions, {scope_id: "programme"})
        .filter((row) => row.bureau_code)
        .map((row) => `${row.bureau_code}|${row.occupation}`),
    ),
    mentalHealthExclusions: readRows(join(catalog, "mental-health-exclusions.csv")),
    rows: (table, wanted = {}) => rowsWhere(readRows(join(catalog, `published/${table}.csv`)), wanted),
  };
}

function readRows(path: string): Row[] {
  const [heading = "", ...lines] = readFileSync(path, "utf8").trim().split("\n");
  const names = heading.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ""]));
  });
}

function rowsWhere(rows: Row[], wanted: Row): Row[] {
  return rows.filter((row) => Object.entries(wanted).every(([name, value]) => row[name] === String(value)));
}

function only(rows: Row[], column: string): number | undefined {
  const [row] = rows;
  return row ? Number(row[column]) : undefined;
}
