import {missingRosterNote} from "../../schemas/disability-day.ts";
import {UserError} from "../../schemas/errors.ts";
import type {Explanation} from "../../schemas/explanation.ts";
import {figureCode, isTypedFigure, parseFigureCode, type TypedFigure} from "../../schemas/figure-code.ts";
import {type FiscalQuarter, quarterEnd} from "../../schemas/fiscal-time.ts";
import {isDisabilityRate} from "../../schemas/kpi-model.ts";
import type {MartRow} from "../../schemas/marts.ts";
import {cameFrom, missingText} from "../../schemas/missing-periods.ts";
import {nearest} from "../../schemas/nearest.ts";
import {withPaperNote} from "../../schemas/paper-note.ts";
import type {ReleaseHeader, ReleaseManifest} from "../../schemas/release-manifest.ts";
import type {Home} from "../installation/home.ts";
import {readManifest} from "../releases/history.ts";
import {type ReleaseFigures, readFigures} from "../releases/read-figures.ts";
import {catalogFilesIn, modelsIn, ownChecksIn, sourcesIn} from "./evidence.ts";
import {figureHistory} from "./figure-history.ts";
import {isCumulative, lineageOf, modelBehind} from "./lineage.ts";

type Figure = MartRow<"marts.fct_kpi_values">;

/** All that stands behind a figure of a release. UserError with the nearest codes when there is no such figure. */
export async function explainFigure(home: Home, code: string, release: ReleaseHeader): Promise<Explanation> {
  const manifest = readManifest(home, release.releaseId);
  const figures = await readFigures(home, release);
  const figure = findFigure(code, figures, manifest);
  const lineage = lineageOf(manifest.ingredients, figure.kpi_id);
  const span = {...figure, isCumulative: isCumulative(manifest.ingredients, figure.kpi_id)};
  const {held, records} = await figureHistory(home, figure, manifest);
  return {
    figure: figureCode(figure, officialScope(manifest, figure.kpi_id)),
    ...figure,
    ...namesOf(figure, figures),
    release_id: release.releaseId,
    released_on: release.releasedOn,
    models: modelsIn(manifest.ingredients, lineage, modelBehind(manifest.ingredients, figure.kpi_id)),
    sources: sourcesIn(manifest.ingredients, {lineage, span, held}),
    catalog: catalogFilesIn(manifest.ingredients, lineage, ["kpis.yaml"]),
    checks: ownChecksIn(manifest.checks, lineage),
    program: manifest.ingredients.program,
    history: records,
  };
}

function officialScope({ingredients}: ReleaseManifest, kpiId: string): string {
  return ingredients.kpis.find((kpi) => kpi.kpiId === kpiId)?.officialScope ?? "";
}

function findFigure(code: string, figures: ReleaseFigures, manifest: ReleaseManifest): Figure {
  const {values} = figures;
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
  throw new UserError(
    `公開版 ${manifest.releaseId} に数値「${code}」はありません。${whyBlank(typed, figures)}${near}`,
  );
}

/** Which files did not come that the figure would need; "" where none is known to be missing. */
function whyBlank(
  {kpiId, fiscalYear, period, bureauCode}: TypedFigure,
  {kpis, values, bureaus, sources, sourcePeriods}: ReleaseFigures,
): string {
  const own = new Set(sources.flatMap(({kpi_id, source}) => (kpi_id === kpiId ? [source] : [])));
  const bureau = bureaus.find(({bureau_code}) => bureau_code === bureauCode)?.bureau_name;
  const came = cameFrom(bureau, sourcePeriods).filter(({source}) => own.has(source));
  const valued = values.filter(
    (row) =>
      row.kpi_id === kpiId &&
      row.period_kind === "year" &&
      row.bureau_code === bureauCode &&
      row.value !== null,
  );
  const starts = kpis.find(({kpi_id}) => kpi_id === kpiId)?.year_starts ?? 4;
  const text = missingText({came, valued}, {fiscalYear, starts, until: endOf(fiscalYear, period)});
  return text === "" ? "" : `${text}。`;
}

/** Null for the whole year. */
function endOf(fiscalYear: number, period: string): string | null {
  const part = Number(period.slice(1));
  if (period === "") return null;
  if (period.startsWith("Q")) return quarterEnd({fiscalYear, quarter: part as FiscalQuarter["quarter"]});
  return `${part < 4 ? fiscalYear + 1 : fiscalYear}-${period.slice(1)}-01`;
}

type Names = Pick<
  Explanation,
  | "kpi_name"
  | "unit"
  | "decimals"
  | "definition"
  | "as_of_rule"
  | "assumption"
  | "remark"
  | "how_to_change"
  | "owner"
  | "scope_name"
  | "bureau_name"
>;

function namesOf(figure: Figure, {kpis, scopes, bureaus, disability, paperSizes}: ReleaseFigures): Names {
  const kpi = kpis.find(({kpi_id}) => kpi_id === figure.kpi_id);
  if (!kpi) throw new Error(`marts.dim_kpis has no ${figure.kpi_id}`);
  const {kpi_name, unit, decimals, definition, as_of_rule, how_to_change, owner} = kpi;
  const sizes = paperSizes.filter(({kpi_id}) => kpi_id === figure.kpi_id);
  const scope = scopes.find(({scope_id}) => scope_id === figure.scope_id);
  const rested = isDisabilityRate(kpi)
    ? disability.find(({as_of_date}) => as_of_date === figure.period_end)
    : undefined;
  const bureau = bureaus.find(({bureau_code}) => bureau_code === figure.bureau_code);
  return {
    ...{kpi_name, unit, decimals, definition, as_of_rule, how_to_change, owner},
    assumption: withPaperNote(kpi.assumption, sizes),
    remark: rested ? missingRosterNote(rested) : null,
    scope_name: scope?.scope_name ?? figure.scope_id,
    bureau_name: bureau?.bureau_name ?? figure.bureau_code,
  };
}
