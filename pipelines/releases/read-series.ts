import {CODED_SERIES} from "../../schemas/coded-series.ts";
import type {MartRow} from "../../schemas/marts.ts";
import type {CodedSeries, SeriesCell} from "../../schemas/series-code.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";

export interface CellOfSeries extends SeriesCell {
  series: CodedSeries;
}

/** Every number and word of a release (of some of its relations) that has a code of a series; relations and columns that an earlier program did not write have none. */
export async function readAllSeries(release: Warehouse, only?: ReadonlySet<string>): Promise<CellOfSeries[]> {
  const all = await relationsOf(release);
  const there = only ? all.intersection(only) : all;
  const context = await contextOf(release);
  const rows = new Map<string, object[]>();
  const found: CellOfSeries[] = [];
  for (const series of CODED_SERIES.filter(({relation}) => there.has(relation))) {
    const known = rows.get(series.relation) ?? (await wholeRelation(release, series.relation));
    rows.set(series.relation, known);
    for (const cell of series.cells(known, context)) found.push({...cell, series});
  }
  return found;
}

/** The cells of one series. */
export async function readSeries(release: Warehouse, series: CodedSeries): Promise<SeriesCell[]> {
  return series.cells(await wholeRelation(release, series.relation), await contextOf(release));
}

/** Published relations that a release has. */
export async function relationsOf(release: Warehouse): Promise<Set<string>> {
  const rows = await release.rows(statement("releases.marts_there"), {database: null});
  return new Set(rows.map(({relation}) => String(relation)));
}

async function contextOf(release: Warehouse) {
  const bureaus = (await wholeRelation(release, "marts.dim_bureaus")) as MartRow<"marts.dim_bureaus">[];
  const [years] = await release.rows(statement("releases.last_fiscal_year"));
  return {
    groups: new Map(bureaus.map((bureau) => [bureau.bureau_code, bureau.appointing_authority_group])),
    lastYear: Number(years?.last_year ?? 0),
  };
}

async function wholeRelation(release: Warehouse, relation: string): Promise<object[]> {
  return release.rows(statement("releases.whole_relation"), {relation});
}
