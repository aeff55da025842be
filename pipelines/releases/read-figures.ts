import type {MartName, MartRow} from "../../schemas/marts.ts";
import type {ReleaseHeader} from "../../schemas/release-manifest.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import type {Home} from "../installation/home.ts";
import {openRelease} from "./open.ts";
import {type CellOfSeries, readAllSeries, relationsOf} from "./read-series.ts";

/** The figures of a release and the names they are printed with. */
export interface ReleaseFigures {
  values: MartRow<"marts.fct_kpi_values">[];
  revisions: MartRow<"marts.fct_revisions">[];
  scores: MartRow<"marts.fct_scoreboard">[];
  kpis: MartRow<"marts.dim_kpis">[];
  scopes: MartRow<"marts.dim_scopes">[];
  bureaus: MartRow<"marts.dim_bureaus">[];
  /** Without the rosters it rests on in releases from before they were noted. */
  disability: MartRow<"marts.fct_disability_rate">[];
  /** None of these in releases from before they were noted. */
  paperSizes: MartRow<"marts.dim_kpi_paper_sizes">[];
  sourcePeriods: MartRow<"marts.fct_source_periods">[];
  sources: MartRow<"marts.fct_kpi_sources">[];
}

export async function readFigures(home: Home, {releaseId}: ReleaseHeader): Promise<ReleaseFigures> {
  const release = await openRelease(home, releaseId);
  try {
    return await figuresIn(release);
  } finally {
    release.close();
  }
}

/** All that an open release, or a candidate for one, is compared by (of series, those of some relations); closes it. */
export async function readCompared(
  release: Warehouse,
  seriesOf?: ReadonlySet<string>,
): Promise<{figures: ReleaseFigures; cells: CellOfSeries[]}> {
  try {
    return {figures: await figuresIn(release), cells: await readAllSeries(release, seriesOf)};
  } finally {
    release.close();
  }
}

async function figuresIn(release: Warehouse): Promise<ReleaseFigures> {
  const there = await relationsOf(release);
  const ifThere = async <Name extends MartName>(name: Name) =>
    there.has(name) ? await martRows(release, name) : [];
  return {
    values: await martRows(release, "marts.fct_kpi_values"),
    revisions: await martRows(release, "marts.fct_revisions"),
    scores: await martRows(release, "marts.fct_scoreboard"),
    kpis: await martRows(release, "marts.dim_kpis"),
    scopes: await martRows(release, "marts.dim_scopes"),
    bureaus: await martRows(release, "marts.dim_bureaus"),
    disability: await martRows(release, "marts.fct_disability_rate"),
    paperSizes: await ifThere("marts.dim_kpi_paper_sizes"),
    sourcePeriods: await ifThere("marts.fct_source_periods"),
    sources: await ifThere("marts.fct_kpi_sources"),
  };
}

/** An earlier release may lack columns that were added later; those that are used here were there from the beginning. */
async function martRows<Name extends MartName>(release: Warehouse, name: Name): Promise<MartRow<Name>[]> {
  return (await release.rows(statement("releases.whole_relation"), {relation: name})) as MartRow<Name>[];
}
