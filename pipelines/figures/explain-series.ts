import {CODED_SERIES} from "../../schemas/coded-series.ts";
import {UserError} from "../../schemas/errors.ts";
import type {SeriesExplanation} from "../../schemas/explanation.ts";
import {nearest} from "../../schemas/nearest.ts";
import type {ReleaseHeader} from "../../schemas/release-manifest.ts";
import {type SeriesCell, sameCode} from "../../schemas/series-code.ts";
import type {Home} from "../installation/home.ts";
import {readManifest} from "../releases/history.ts";
import {openRelease} from "../releases/open.ts";
import {readSeries} from "../releases/read-series.ts";
import {catalogFilesIn, modelsIn, ownChecksIn, sourcesIn} from "./evidence.ts";
import {seriesHistory} from "./figure-history.ts";
import {lineageOfRelation} from "./lineage.ts";

/** All that stands behind a number of a published relation. UserError with the nearest codes when there is none. */
export async function explainSeriesCell(
  home: Home,
  code: string,
  {releaseId, releasedOn}: ReleaseHeader,
): Promise<SeriesExplanation> {
  const {series, cell} = await findCell(home, code, releaseId);
  const manifest = readManifest(home, releaseId);
  const {ingredients} = manifest;
  const lineage = lineageOfRelation(ingredients, series.relation);
  const {records, held} = await seriesHistory(home, cell.code, manifest);
  return {
    figure: cell.code,
    series_title: series.title,
    relation: series.relation,
    keys: cell.keys,
    value: cell.value,
    unit: cell.unit,
    decimals: cell.decimals,
    row_count: cell.rowCount,
    release_id: releaseId,
    released_on: releasedOn,
    models: modelsIn(ingredients, lineage, series.relation),
    sources: sourcesIn(ingredients, {lineage, span: spanOf(cell), held}),
    catalog: catalogFilesIn(ingredients, lineage),
    checks: ownChecksIn(manifest.checks, lineage),
    program: ingredients.program,
    history: records,
  };
}

function spanOf({fiscalYear, isCumulative}: SeriesCell) {
  return fiscalYear === null
    ? null
    : {fiscal_year: fiscalYear, period_end: `${fiscalYear + 1}-03-31`, isCumulative};
}

async function findCell(home: Home, code: string, releaseId: string) {
  const [, name = ""] = code.normalize("NFKC").split(/[-‐‑‒–—―−ー]/);
  const series = CODED_SERIES.find((one) => sameCode(one.name, name));
  if (!series) throw new UserError(unknownSeries(code));
  const release = await openRelease(home, releaseId);
  try {
    const cells = await readSeries(release, series);
    const cell = cells.find((one) => sameCode(one.code, code));
    if (cell) return {series, cell};
    const near = nearest(
      code,
      cells.map((one) => one.code),
    );
    throw new UserError(
      `公開版 ${releaseId} に数値「${code}」はありません。記号は T-${series.name}-${series.pattern} です。近いもの: ${near.join("、")}`,
    );
  } finally {
    release.close();
  }
}

function unknownSeries(code: string): string {
  const names = CODED_SERIES.map(({name, title}) => `T-${name}（${title}）`);
  return `「${code}」は数値の記号として読めません。あるもの: ${names.join("、")}`;
}
