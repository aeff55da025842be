import type {Marts} from "../../pipelines/engine/kysely.ts";
import {orNone} from "../../pipelines/engine/or-none.ts";
import {missingRosterNote} from "../../schemas/disability-day.ts";
import {type FiscalQuarter, quarterBefore, quarterCode, quarterEnd} from "../../schemas/fiscal-time.ts";
import {isDisabilityRate, isOver480Hours} from "../../schemas/kpi-model.ts";
import type {MartName, MartRow} from "../../schemas/marts.ts";
import {withPaperNote} from "../../schemas/paper-note.ts";
import {knownOn} from "../values/known-on.ts";
import {parseRows} from "../values/parse-rows.ts";
import {type Body, readBody} from "../values/read-body.ts";
import {type Programme, readProgrammes} from "../values/read-programmes.ts";
import {readScores, scoresOf} from "../values/read-scores.ts";
import {actionsOf} from "./action-table.ts";
import {blankReasons} from "./blank-cells.ts";
import {type BureauSums, bureauSums} from "./bureau-sums.ts";
import {type Event, eventsKnownOn} from "./figure-events.ts";

/** Everything that one quarter's scorecard of a programme shows, parsed, in the order of the programme. */
export interface Scorecard {
  quarter: FiscalQuarter;
  /** The day by which values are 速報 or 確定; undefined: that of the release. */
  day: string | undefined;
  /** Of a candidate, before it is public: every page says so. */
  isDraft?: boolean | undefined;
  release: MartRow<"marts.release_info">;
  programme: Programme;
  body: Body;
  /** When bureaus were made, merged or renamed, oldest first. */
  organisationChanges: MartRow<"marts.dim_organisation_changes">[];
  /** Task sheets that have no indicator. */
  emptyTasks: MartRow<"marts.dim_tasks">[];
  indicators: Indicator[];
  /** What came of the indicators' sources up to the quarter's end. */
  sourcePeriods: MartRow<"marts.fct_source_periods">[];
  /** Those with a page of their own: one that waits for a kind of file that never came has nothing to show. */
  pages: Indicator[];
  /** Figures up to the quarter's end that the release before said otherwise. */
  revisions: Revision[];
  /** Judgements of the quarter, and other numbers on its pages, that readers of the scorecard know otherwise. */
  seriesRevisions: SeriesRevision[];
}

export type Revision = MartRow<"marts.fct_revisions">;

export type SeriesRevision = MartRow<"marts.fct_series_revisions">;

/** One indicator with what was known of it at the quarter's end. Years and bureaus are of its official scope. */
export interface Indicator {
  kpi: MartRow<"marts.dim_kpis">;
  score: MartRow<"marts.fct_scoreboard">;
  /** The board of the quarter before; null where the release has none. */
  before: MartRow<"marts.fct_scoreboard"> | null;
  scope: MartRow<"marts.dim_scopes">;
  /** The other task sheets that list it (再掲). */
  repeats: MartRow<"marts.dim_kpi_listings">[];
  /** Fiscal years of a new definition, oldest first. */
  breaks: MartRow<"marts.dim_kpi_breaks">[];
  /** What happened until the quarter's end and bears on it, or on all, oldest first. */
  events: Event[];
  /** What is done about its delay, as the quarter knew it. */
  actions: MartRow<"marts.dim_corrective_actions">[];
  /** Yearly values of the city, oldest first. */
  years: MartRow<"marts.fct_kpi_values">[];
  /** Values to the end of each quarter that the board knows, of the city, oldest first. */
  quarters: MartRow<"marts.fct_kpi_values">[];
  /** Each month for itself, where the indicator tells it, until the quarter's end, of the city, oldest first. */
  months: MartRow<"marts.fct_kpi_values">[];
  /** Sampling error of the latest yearly value; null of what no survey measures. */
  margin: MartRow<"marts.fct_survey_margins"> | null;
  /** Of how many people a bureau's rate must be to be ranked. */
  fewPeople: number;
  /** Yearly values by bureau; empty when the indicator is not shown by bureau. */
  bureauYears: (MartRow<"marts.fct_kpi_values"> & {bureau_name: string})[];
  /** Values of the bureaus to the quarter's end; empty where they are not shown, or counted within the year. */
  bureauToDate: MartRow<"marts.fct_kpi_values">[];
  /** Of groups of bureaus and of several years; null where the city does not ask for them. */
  sums: BureauSums | null;
  sources: MartRow<"marts.fct_kpi_sources">[];
  /** Kinds of files that would bring the first value, by title. */
  awaits: string[];
  /** Why cells of it are blank: which files did not come. */
  blanks: string[];
  /** What the data that came do not cover; null where nothing is known to be missing. */
  remark: string | null;
  /** The office's own words for this quarter, in Markdown. */
  note: string | null;
  /** Overtime of all authorities, another scope than the programme's. Only beside the 480-hour indicator. */
  overtime: OvertimeSeries | null;
}

export interface OvertimeSeries {
  scope: MartRow<"marts.dim_scopes">;
  /** People over a threshold, by year and bureau. */
  counts: MartRow<"marts.fct_overtime_counts">[];
  means: MartRow<"marts.fct_overtime_means">[];
}

const OVERTIME_SCOPE = "all_authorities";

/** Of which programme (the first where none is named), and as of which day its values are 速報 or 確定. */
export interface WantedScorecard {
  programme?: Programme | undefined;
  day?: string | undefined;
}

/** UserError when the release does not have the programme's quarter. */
export async function readScorecard(
  marts: Marts,
  quarter: FiscalQuarter,
  {programme: wanted, day}: WantedScorecard = {},
): Promise<Scorecard> {
  const programme = wanted ?? theOne(await readProgrammes(marts), "marts.dim_programmes");
  const scores = await readScores(marts, quarter, {programme: wanted, day});
  const earlier = await scoresOf(marts, quarterBefore(quarter), day);
  const rows = ofProgramme(await readRows(marts, {quarter, day}), programme);
  const body = await readBody(marts);
  const indicators = rows.kpis.flatMap((kpi) => {
    const score = scores.find(({kpi_id}) => kpi_id === kpi.kpi_id);
    const before = earlier.find(({kpi_id}) => kpi_id === kpi.kpi_id) ?? null;
    return score ? [{...indicatorOf(kpi, score, rows), before, fewPeople: body.fewPeople}] : [];
  });
  const pages = indicators.filter(({awaits}) => awaits.length === 0);
  return {
    quarter,
    day,
    release: theOne(rows.releases, "marts.release_info"),
    programme,
    body,
    organisationChanges: rows.organisationChanges,
    emptyTasks: rows.tasks.filter(
      ({task_no}) => !rows.listings.some((listing) => listing.task_no === task_no),
    ),
    indicators,
    sourcePeriods: rows.sourcePeriods.filter(
      ({source, period_end}) =>
        period_end <= quarterEnd(quarter) &&
        indicators.some(({sources}) => sources.some((row) => row.source === source)),
    ),
    pages,
    revisions: rows.revisions.filter(
      ({kpi_id, scope_id, period_end}) =>
        period_end <= quarterEnd(quarter) &&
        indicators.some(({score}) => score.kpi_id === kpi_id && score.scope_id === scope_id),
    ),
    seriesRevisions: rows.seriesRevisions.filter((row) => isOnPages(row, {quarter, programme, indicators})),
  };
}

/** Measures of the board that a page shows, as the last part of their codes. */
const SHOWN_JUDGEMENTS = ["status", "required", "target", "base", "target_year", "accepted_until"];

const SHOWN_SERIES = /^T-(overtime_counts-(R|H)\d+-ALL-\d+$|overtime_means-(R|H)\d+-[a-z_]+$)/;

function isOnPages(
  {figure_code, fiscal_year}: SeriesRevision,
  {quarter, programme, indicators}: Pick<Scorecard, "quarter" | "programme"> & {indicators: Indicator[]},
): boolean {
  const [, series, kpiId, as_of, measure = ""] = figure_code.split("-");
  if (series === "scoreboard")
    return (
      as_of === quarterCode(quarter) &&
      SHOWN_JUDGEMENTS.includes(measure) &&
      indicators.some(({kpi}) => kpi.kpi_id === kpiId)
    );
  const isShown = programme.display_order === 1 || indicators.some(({overtime}) => overtime !== null);
  return isShown && SHOWN_SERIES.test(figure_code) && (fiscal_year ?? 0) < quarter.fiscalYear;
}

type Rows = Awaited<ReturnType<typeof readRows>>;

/** Task numbers are a programme's own. */
function ofProgramme(rows: Rows, {programme_id}: Programme): Rows {
  const kpis = rows.kpis.filter((kpi) => kpi.programme_id === programme_id);
  const ids = new Set(kpis.map(({kpi_id}) => kpi_id));
  return {
    ...rows,
    kpis,
    tasks: rows.tasks.filter((task) => task.programme_id === programme_id),
    listings: rows.listings.filter(({kpi_id}) => ids.has(kpi_id)),
  };
}

/** Every row that a page may need: a few thousand, in one statement per mart. */
async function readRows(marts: Marts, {quarter, day}: Pick<Scorecard, "quarter" | "day">) {
  const valuesOf = (kind: "year" | "quarter" | "month") =>
    marts.selectFrom("marts.fct_kpi_values").selectAll().where("period_kind", "=", kind);
  const counts = marts
    .selectFrom("marts.fct_overtime_counts")
    .selectAll()
    .where("scope_id", "=", OVERTIME_SCOPE);
  const all = <Name extends MartName>(name: Name) => marts.selectFrom<MartName>(name).selectAll();
  return {
    releases: parseRows("marts.release_info", await all("marts.release_info").execute()),
    organisationChanges: await orNone(async () =>
      parseRows(
        "marts.dim_organisation_changes",
        await all("marts.dim_organisation_changes").orderBy("changed_on").execute(),
      ),
    ),
    tasks: parseRows("marts.dim_tasks", await all("marts.dim_tasks").orderBy("display_order").execute()),
    listings: parseRows(
      "marts.dim_kpi_listings",
      await all("marts.dim_kpi_listings").orderBy("listing_order").execute(),
    ),
    breaks: parseRows(
      "marts.dim_kpi_breaks",
      await all("marts.dim_kpi_breaks").orderBy("fiscal_year").execute(),
    ),
    events: eventsKnownOn(
      await orNone(async () =>
        parseRows(
          "marts.dim_events",
          await all("marts.dim_events").orderBy("starts_on").orderBy("event").execute(),
        ),
      ),
      quarterEnd(quarter),
    ),
    actions: await orNone(async () =>
      parseRows(
        "marts.dim_corrective_actions",
        await all("marts.dim_corrective_actions").orderBy("due_on").orderBy("measure").execute(),
      ),
    ),
    kpis: parseRows("marts.dim_kpis", await all("marts.dim_kpis").orderBy("display_order").execute()),
    scopes: parseRows("marts.dim_scopes", await all("marts.dim_scopes").execute()),
    bureaus: parseRows("marts.dim_bureaus", await all("marts.dim_bureaus").execute()),
    values: knownOn(
      parseRows(
        "marts.fct_kpi_values",
        await valuesOf("year").orderBy("fiscal_year").orderBy("bureau_code").execute(),
      ),
      day,
    ),
    quarters: knownOn(
      parseRows(
        "marts.fct_kpi_values",
        await valuesOf("quarter").where("bureau_code", "is", null).orderBy("period_end").execute(),
      ),
      day,
    ),
    months: knownOn(
      parseRows("marts.fct_kpi_values", await valuesOf("month").orderBy("period_end").execute()),
      day,
    ),
    bureauToDate: knownOn(
      parseRows(
        "marts.fct_kpi_values",
        await valuesOf("quarter")
          .where("bureau_code", "is not", null)
          .where("period_end", "=", quarterEnd(quarter))
          .execute(),
      ),
      day,
    ),
    sources: parseRows(
      "marts.fct_kpi_sources",
      await all("marts.fct_kpi_sources").orderBy("source").execute(),
    ),
    awaited: await orNone(async () =>
      parseRows(
        "marts.fct_kpi_awaited_sources",
        await all("marts.fct_kpi_awaited_sources").orderBy("source").execute(),
      ),
    ),
    sourcePeriods: await orNone(async () =>
      parseRows(
        "marts.fct_source_periods",
        await all("marts.fct_source_periods").orderBy("source").orderBy("period_end").execute(),
      ),
    ),
    paperSizes: await orNone(async () =>
      parseRows("marts.dim_kpi_paper_sizes", await all("marts.dim_kpi_paper_sizes").execute()),
    ),
    sums: await orNone(async () =>
      parseRows("marts.fct_kpi_sums", await all("marts.fct_kpi_sums").orderBy("period_end").execute()),
    ),
    bureauGroups: await orNone(async () =>
      parseRows("marts.dim_bureau_groups", await all("marts.dim_bureau_groups").execute()),
    ),
    margins: await orNone(async () =>
      parseRows("marts.fct_survey_margins", await all("marts.fct_survey_margins").execute()),
    ),
    counts: parseRows("marts.fct_overtime_counts", await counts.orderBy("fiscal_year").execute()),
    notes: parseRows("marts.fct_office_notes", await all("marts.fct_office_notes").execute()),
    revisions: parseRows(
      "marts.fct_revisions",
      await all("marts.fct_revisions").orderBy("kpi_id").orderBy("period_end").execute(),
    ),
    seriesRevisions: parseRows(
      "marts.fct_series_revisions",
      await all("marts.fct_series_revisions")
        .where("document_kind", "=", "scorecard")
        .orderBy("figure_code")
        .execute(),
    ),
    disability: parseRows("marts.fct_disability_rate", await all("marts.fct_disability_rate").execute()),
    means: parseRows(
      "marts.fct_overtime_means",
      await all("marts.fct_overtime_means").orderBy("fiscal_year").execute(),
    ),
  };
}

/** Nothing later than the value that the board shows: an older quarter prints what was known then. */
function indicatorOf(
  kpi: Indicator["kpi"],
  score: Indicator["score"],
  rows: Rows,
): Omit<Indicator, "before" | "fewPeople"> {
  const lastYear = score.value_fiscal_year ?? score.as_of_fiscal_year - 1;
  const own = ({kpi_id}: {kpi_id: string}) => kpi_id === kpi.kpi_id;
  const sources = rows.sources.filter(own);
  const years = rows.values.filter(
    (row) => own(row) && row.scope_id === score.scope_id && row.fiscal_year <= lastYear,
  );
  return {
    kpi: {...kpi, assumption: withPaperNote(kpi.assumption, rows.paperSizes.filter(own))},
    score,
    scope: scopeOf(rows, score.scope_id),
    repeats: rows.listings.filter((row) => own(row) && row.listing_order > 1),
    breaks: rows.breaks.filter((row) => own(row) && row.fiscal_year <= score.as_of_fiscal_year),
    events: rows.events.filter(({kpi_id}) => kpi_id === null || kpi_id === kpi.kpi_id),
    actions: actionsOf(rows.actions, score),
    years: years.filter(({bureau_code}) => bureau_code === null),
    quarters: rows.quarters.filter(
      (row) => own(row) && row.scope_id === score.scope_id && row.period_end <= score.as_of_date,
    ),
    months: rows.months.filter(
      (row) => own(row) && row.scope_id === score.scope_id && row.period_end <= score.as_of_date,
    ),
    margin: rows.margins.find((row) => own(row) && row.fiscal_year === score.value_fiscal_year) ?? null,
    bureauYears: kpi.shown_by_bureau ? withBureauNames(years, rows) : [],
    bureauToDate: kpi.shown_by_bureau
      ? rows.bureauToDate.filter((row) => own(row) && row.scope_id === score.scope_id)
      : [],
    sums: kpi.shown_by_bureau
      ? bureauSums(
          {...rows, sums: rows.sums.filter((row) => own(row) && row.scope_id === score.scope_id)},
          lastYear,
        )
      : null,
    sources,
    blanks: blankReasons(
      {
        ...{kpi, score, toDate: score.to_date_value},
        years: years.filter(({bureau_code}) => bureau_code === null),
      },
      periodsOf({score, sources}, rows.sourcePeriods),
    ),
    remark: remarkOf(kpi, score, rows),
    note: noteOf(score, rows),
    awaits: rows.awaited.filter(own).map(({source_title}) => source_title),
    overtime: isOver480Hours(kpi) ? overtimeUntil(lastYear, rows) : null,
  };
}

/** What came of an indicator's sources up to the quarter's end. */
export function periodsOf(
  {score, sources}: Pick<Indicator, "score" | "sources">,
  sourcePeriods: Scorecard["sourcePeriods"],
): Scorecard["sourcePeriods"] {
  return sourcePeriods.filter(
    (period) => period.period_end <= score.as_of_date && sources.some(({source}) => source === period.source),
  );
}

function remarkOf(kpi: Indicator["kpi"], score: Indicator["score"], {disability}: Rows): string | null {
  if (!isDisabilityRate(kpi)) return null;
  const rested = disability.find(({as_of_date}) => as_of_date === score.value_date);
  return rested ? missingRosterNote(rested) : null;
}

function noteOf(
  {kpi_id, as_of_fiscal_year, as_of_quarter}: Indicator["score"],
  {notes}: Rows,
): string | null {
  const own = notes.find(
    (row) => row.kpi_id === kpi_id && row.fiscal_year === as_of_fiscal_year && row.quarter === as_of_quarter,
  );
  return own?.note ?? null;
}

function withBureauNames(years: Indicator["years"], {bureaus}: Rows): Indicator["bureauYears"] {
  const names = new Map(bureaus.map(({bureau_code, bureau_name}) => [bureau_code, bureau_name]));
  return years.flatMap((row) => {
    const bureau_name = row.bureau_code === null ? undefined : names.get(row.bureau_code);
    return bureau_name === undefined ? [] : [{...row, bureau_name}];
  });
}

/** Null in a city that has no such population, or counted nobody yet. */
function overtimeUntil(lastYear: number, rows: Rows): OvertimeSeries | null {
  const scope = rows.scopes.find(({scope_id}) => scope_id === OVERTIME_SCOPE);
  const counts = rows.counts.filter(({fiscal_year}) => fiscal_year <= lastYear);
  const means = rows.means.filter(({fiscal_year}) => fiscal_year <= lastYear);
  return scope && counts.length + means.length > 0 ? {scope, counts, means} : null;
}

function scopeOf({scopes}: Rows, scopeId: string): Indicator["scope"] {
  return theOne(
    scopes.filter(({scope_id}) => scope_id === scopeId),
    `the scope ${scopeId}`,
  );
}

function theOne<Row>([row]: Row[], name: string): Row {
  if (row === undefined) throw new Error(`${name} is missing`);
  return row;
}
