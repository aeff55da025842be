import {z} from "zod";
import {catalogTables} from "../../schemas/catalog.ts";
import {visibleLine} from "../../schemas/visible-text.ts";
import {checkedRows} from "../catalog/catalog-file.ts";
import {readKpiCatalog} from "../catalog/kpi-catalog.ts";
import type {Row} from "../engine/open.ts";

/** Which indicators of the bodies are united, in which unit, and which are not. */
export interface DeclaredSeries {
  united: {series: string; segment: string | null; unit: string; kpiId: string}[];
  leftOut: string[];
}

const foundSeries = z.strictObject({
  folder: z.string(),
  series: z.string(),
  segment: z.string().nullable(),
  kpi_name: z.string(),
  unit: z.string(),
  year_starts: z.int(),
});

type FoundSeries = z.infer<typeof foundSeries>;

/** What an office decided: indicators of kpis.yaml that say how figures of bodies make the whole, and left-out.csv. */
export function declaredSeries(city: string): DeclaredSeries {
  const united = readKpiCatalog(city).kpis.flatMap(({id, measure, unit}) =>
    measure?.kind === "figures" && measure.whole !== undefined
      ? [{series: measure.indicator, segment: measure.segment ?? null, unit, kpiId: id}]
      : [],
  );
  const leftOut = checkedRows(city, "left-out.csv", catalogTables.left_out).map(({indicator}) =>
    String(indicator),
  );
  return {united, leftOut};
}

/** What the bodies tell and nobody has said how to unite, or what does not fit what was said, a line each. */
export function undeclaredFaults(
  rows: Row[],
  {declared: {united, leftOut}, nameOf}: {declared: DeclaredSeries; nameOf: (folder: string) => string},
): string[] {
  const found = z
    .array(foundSeries)
    .parse(rows)
    .filter(({series}) => !leftOut.includes(series));
  const faults = found.flatMap((one) => {
    const declared = united.find(({series, segment}) => series === one.series && segment === one.segment);
    const fault = faultOf(one, declared?.unit);
    return fault === null ? [] : [{fault, body: nameOf(one.folder)}];
  });
  return [...Map.groupBy(faults, ({fault}) => fault)].map(([fault, of]) => `${fault}（${bodiesText(of)}）`);
}

function faultOf(
  {series, segment, kpi_name, unit, year_starts}: FoundSeries,
  declared: string | undefined,
): string | null {
  const name = `${series}${segment === null ? "" : `（区分 ${segment}）`}`;
  const called = visibleLine(series === kpi_name ? name : `${name}「${kpi_name}」`);
  if (declared === undefined) return `${called}: 合わせ方が決まっていません`;
  if (percent(unit) !== percent(declared))
    return `${called}: 単位が「${visibleLine(unit)}」で、合わせるほうの「${declared}」と違います`;
  return year_starts === 4
    ? null
    : `${called}: ${year_starts}月に始まる年で数えているので、年度の値と合わせられません`;
}

function percent(unit: string): string {
  return unit === "％" ? "%" : unit;
}

const MOST_NAMED = 3;

function bodiesText(faults: {body: string}[]): string {
  const names = faults.slice(0, MOST_NAMED).map(({body}) => body);
  return `${names.join("、")}${faults.length > MOST_NAMED ? ` ほか${faults.length - MOST_NAMED}団体` : ""}`;
}
