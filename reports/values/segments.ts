import type {MartRow} from "../../schemas/marts.ts";

type Kpi = Pick<MartRow<"marts.dim_kpis">, "short_name" | "segment_of" | "segment_of_name" | "segment_label">;

/** Name of an indicator's row on a board; a segment (男性) stands below the name of what it is a segment of. */
export function rowName({short_name, segment_label}: Kpi): string {
  return segment_label ?? short_name;
}

/** What stands above the row of the first of several segments; null above every other. */
export function nameOfWhole(kpi: Kpi, before: Kpi | undefined): string | null {
  return kpi.segment_of === null || kpi.segment_of === before?.segment_of ? null : kpi.segment_of_name;
}

/** A listing's label without the segment's part: "目標3（男性）" → "目標3". */
export function wholeLabel(label: string, {segment_label}: Kpi): string {
  const end = `（${segment_label}）`;
  return segment_label !== null && label.endsWith(end) ? label.slice(0, -end.length) : label;
}

/** "18指標", with how many rows they are where some have segments: "18指標（内訳を含めて21行）". */
export function countOfIndicators(kpis: (Kpi & {kpi_id: string})[]): string {
  const wholes = new Set(kpis.map(({kpi_id, segment_of}) => segment_of ?? kpi_id)).size;
  return `${wholes}指標${wholes === kpis.length ? "" : `（内訳を含めて${kpis.length}行）`}`;
}
