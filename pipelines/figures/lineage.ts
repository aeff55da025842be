import {addAll} from "../../schemas/add-all.ts";
import {modelOf} from "../../schemas/kpi-model.ts";
import {WHOLE_LIST} from "../../schemas/period-name.ts";
import type {BatchInForce, Ingredients} from "../../schemas/release-manifest.ts";

/** Every value passes through these after its own model; they read all indicators, so the way up is not followed from them. */
const SHARED_MODELS = [
  "metrics.pooled_values",
  "metrics.kpi_values",
  "metrics.provisional_reasons",
  "metrics.provisional_periods",
  "metrics.kpi_values_shown",
];
const SHARED_TABLES = ["catalog.privacy"];

/** What an indicator rests on, as relation names: its models and functions, catalog tables and raw sources. */
export interface Lineage {
  own: Set<string>;
  shared: Set<string>;
}

/** "metrics.kpi_paper_sheets": what an indicator is measured by. */
export function modelBehind({kpis}: Ingredients, kpiId: string): string {
  const model = kpis.find((kpi) => kpi.kpiId === kpiId)?.model ?? null;
  return `metrics.${modelOf({kpiId, model})}`;
}

/** Follows an indicator's model up to the raw sources. */
export function lineageOf(ingredients: Ingredients, kpiId: string): Lineage {
  const {sources = null} = ingredients.kpis.find((kpi) => kpi.kpiId === kpiId) ?? {};
  const others = sources === null ? [] : amountsOfOthers(ingredients, sources);
  const own = upFrom(ingredients, modelBehind(ingredients, kpiId), others);
  return {own, shared: new Set([...SHARED_MODELS, ...SHARED_TABLES])};
}

/** A measure can add up the amounts of any source; behind one indicator lie those that it names. */
function amountsOfOthers({models}: Ingredients, sources: string[]): string[] {
  const named = sources.map((source) => `${AMOUNTS_OF}${source}`);
  return models.map(({name}) => name).filter((name) => name.startsWith(AMOUNTS_OF) && !named.includes(name));
}

const AMOUNTS_OF = "intermediate.int_amounts_of_";

/** What a status is judged with besides the figure itself, as relation names: the models of the scoreboard up to the figures. */
export function lineageOfJudging(ingredients: Ingredients): Set<string> {
  return upFrom(ingredients, "metrics.scoreboard", OF_ALL_INDICATORS);
}

const FIGURES = "metrics.figures";
/** They read the figures of every indicator. */
const OF_ALL_INDICATORS = [
  ...[FIGURES, "metrics.forecasts", "metrics.year_end_basis", "metrics.year_end_forecasts"],
  ...["metrics.on_course", "metrics.provisional_reasons"],
];

/** Whether a file of city is the named one, or lies in the named folder. */
export function isAt(file: string, name: string): boolean {
  return file === name || file.startsWith(`${name}/`);
}

/** Follows a published relation up to the raw sources. */
export function lineageOfRelation(ingredients: Ingredients, relation: string): Lineage {
  return {own: upFrom(ingredients, relation), shared: new Set()};
}

/** A number or word of a published relation, as far as its causes go. */
export interface SeriesPeriod {
  series: {relation: string};
  kpiId: string | null;
  /** Null for what has no year: then every file bears on it. */
  fiscalYear: number | null;
  isCumulative: boolean;
}

/** Of what is said of an indicator: its own models, and those of the relation up to the figures of all. */
export function lineageOfCell(ingredients: Ingredients, {series, kpiId}: SeriesPeriod): Lineage {
  const whole = lineageOfRelation(ingredients, series.relation);
  if (kpiId === null || !whole.own.has(FIGURES)) return whole;
  const judging = upFrom(ingredients, series.relation, OF_ALL_INDICATORS);
  return {own: new Set([...judging, ...lineageOf(ingredients, kpiId).own]), shared: whole.shared};
}

const LAST_YEAR = 9998;

export function spanOfCell({fiscalYear, isCumulative}: SeriesPeriod): FigureSpan {
  const year = fiscalYear ?? LAST_YEAR;
  return {
    fiscal_year: year,
    period_end: `${year + 1}-03-31`,
    isCumulative: isCumulative || fiscalYear === null,
  };
}

/** Relations behind one, itself among them; those behind `ends` are not followed. */
function upFrom({models}: Ingredients, relation: string, ends: string[] = []): Set<string> {
  const upstreams = new Map(models.map(({name, dependsOn}) => [name, dependsOn]));
  const own = new Set<string>();
  const waiting = [relation];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (own.has(name) || ends.includes(name)) continue;
    own.add(name);
    addAll(waiting, upstreams.get(name) ?? []);
  }
  return own;
}

/** The period of an indicator that a figure stands for. */
export interface FigurePeriod {
  kpi_id: string;
  fiscal_year: number;
  period_end: string;
}

/** The time whose rows are in a number. */
export interface FigureSpan extends Omit<FigurePeriod, "kpi_id"> {
  isCumulative: boolean;
}

/**
 * Whether rows of that period can bear on the figure: those of its fiscal year to its end (of all years before, too,
 * when it is cumulative), rosters to the day after the year's end, and lists that have no period.
 */
export function bearsOn(
  {periodMonths}: Pick<BatchInForce, "periodMonths">,
  period: string,
  {fiscal_year, period_end, isCumulative}: FigureSpan,
): boolean {
  if (period === WHOLE_LIST) return true;
  const from = isCumulative ? "" : `${fiscal_year}-04-01`;
  const until = periodMonths === null ? `${fiscal_year + 1}-04-01` : period_end;
  return from <= period && period <= until;
}

export function isCumulative({kpis}: Ingredients, kpiId: string): boolean {
  return kpis.some((kpi) => kpi.kpiId === kpiId && kpi.isCumulative);
}
