import {UserError} from "../schemas/errors.ts";
import type {ExplainedBatch, ExplainedSource, Explanation} from "../schemas/explanation.ts";
import {figureCode, isTypedFigure, parseFigureCode} from "../schemas/figure-code.ts";
import type {MartRow} from "../schemas/marts.ts";
import type {Ingredients, ReleaseHeader, ReleaseManifest} from "../schemas/release-manifest.ts";
import {figureHistory} from "./figures/figure-history.ts";
import {bearsOn, isCumulative, type Lineage, lineageOf} from "./figures/lineage.ts";
import type {Home} from "./home.ts";
import {nearest} from "./nearest.ts";
import {type ReleaseFigures, readFigures} from "./read-figures.ts";
import {readManifest} from "./release-history.ts";

type Figure = MartRow<"marts.fct_kpi_values">;

/** All that stands behind a figure of a release. UserError with the nearest codes when there is no such figure. */
export async function explainFigure(home: Home, code: string, release: ReleaseHeader): Promise<Explanation> {
  const manifest = readManifest(home, release.releaseId);
  const figures = await readFigures(home, release);
  const figure = findFigure(code, figures, manifest);
  const lineage = lineageOf(manifest.ingredients, figure.kpi_id);
  const {held, records} = await figureHistory(home, figure, manifest);
  return {
    figure: figureCode(figure, officialScope(manifest, figure.kpi_id)),
    ...figure,
    ...namesOf(figure, figures),
    release_id: release.releaseId,
    released_on: release.releasedOn,
    models: modelsIn(manifest.ingredients, lineage, figure),
    sources: sourcesOf(manifest.ingredients, figure, held),
    catalog: catalogFilesIn(manifest.ingredients, lineage),
    history: records,
  };
}

function officialScope({ingredients}: ReleaseManifest, kpiId: string): string {
  return ingredients.kpis.find((kpi) => kpi.kpiId === kpiId)?.officialScope ?? "";
}

function findFigure(code: string, {values}: ReleaseFigures, manifest: ReleaseManifest): Figure {
  const typed = parseFigureCode(code);
  const scope = officialScope(manifest, typed.kpiId);
  const found = values.find((figure) => isTypedFigure(typed, figure, scope));
  if (found) return found;
  const codes = values
    .filter(({kpi_id}) => kpi_id === typed.kpiId)
    .map((figure) => figureCode(figure, scope));
  const near =
    codes.length > 0
      ? `近いもの: ${nearest(code, codes).join("、")}`
      : `指標「${typed.kpiId}」の値がありません。値のある指標: ${nearest(
          typed.kpiId,
          values.map(({kpi_id}) => kpi_id),
        ).join("、")}`;
  throw new UserError(`公開版 ${manifest.releaseId} に数値「${code}」はありません。${near}`);
}

type Names = Pick<
  Explanation,
  | "kpi_name"
  | "unit"
  | "decimals"
  | "definition"
  | "as_of_rule"
  | "assumption"
  | "how_to_change"
  | "owner"
  | "scope_name"
  | "bureau_name"
>;

function namesOf(figure: Figure, {kpis, scopes, bureaus}: ReleaseFigures): Names {
  const kpi = kpis.find(({kpi_id}) => kpi_id === figure.kpi_id);
  if (!kpi) throw new Error(`marts.dim_kpis has no ${figure.kpi_id}`);
  const {kpi_name, unit, decimals, definition, as_of_rule, assumption, how_to_change, owner} = kpi;
  const scope = scopes.find(({scope_id}) => scope_id === figure.scope_id);
  const bureau = bureaus.find(({bureau_code}) => bureau_code === figure.bureau_code);
  return {
    ...{kpi_name, unit, decimals, definition, as_of_rule, assumption, how_to_change, owner},
    scope_name: scope?.scope_name ?? figure.scope_id,
    bureau_name: bureau?.bureau_name ?? figure.bureau_code,
  };
}

/** From the indicator's own model upwards; functions are left out, their text stands in sql/functions. */
function modelsIn({models}: Ingredients, {own, shared}: Lineage, {kpi_id}: Figure): Explanation["models"] {
  return models
    .filter(({name}) => (own.has(name) || shared.has(name)) && !name.startsWith("functions."))
    .reverse()
    .map(({name, description, sha256, text}) => ({
      name,
      description,
      sha256,
      sql: name === `metrics.kpi_${kpi_id}` ? text : null,
    }));
}

/** Files in force whose periods bear on the figure, and held ones of the same sources. */
function sourcesOf(
  ingredients: Ingredients,
  figure: Figure,
  held: (ExplainedBatch & {source: string; sourceTitle: string})[],
): ExplainedSource[] {
  const {own} = lineageOf(ingredients, figure.kpi_id);
  const span = {...figure, isCumulative: isCumulative(ingredients, figure.kpi_id)};
  const inForce = ingredients.batches
    .filter((batch) => batch.periods.some((period) => bearsOn(batch, period, span)))
    .map(({source, sourceTitle, acceptance, ...batch}) => ({
      source,
      sourceTitle,
      state: "in_force" as const,
      batch_id: batch.batchId,
      file_name: batch.fileName,
      received_on: batch.receivedOn,
      row_count: batch.rowCount,
      accepted_count: batch.acceptedCount,
      acceptance: acceptance && {
        accepted_by: acceptance.acceptedBy,
        accepted_on: acceptance.acceptedOn,
        reason: acceptance.reason,
      },
    }));
  const behind = [...inForce, ...held].filter(({source}) => own.has(`raw.${source}`));
  return [...Map.groupBy(behind, ({source}) => source)].map(([source, batches]) => ({
    source,
    source_title: batches[0]?.sourceTitle ?? source,
    batches: batches.map(({source: _, sourceTitle: __, ...batch}) => batch),
  }));
}

function catalogFilesIn({catalog, files}: Ingredients, {own, shared}: Lineage): Explanation["catalog"] {
  const tables = catalog.filter(({table}) => own.has(`catalog.${table}`) || shared.has(`catalog.${table}`));
  const named = new Set(["kpis.yaml", ...tables.map(({file}) => file)]);
  return files.filter(({file}) => named.has(file));
}
