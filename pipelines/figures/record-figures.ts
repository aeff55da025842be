import {z} from "zod";
import {latestIngredients, type ReleaseHeader} from "../../schemas/release-manifest.ts";
import {insertRows} from "../engine/insert-rows.ts";
import type {Warehouse} from "../engine/open.ts";
import type {Home} from "../installation/home.ts";
import {releaseFile} from "../releases/files.ts";
import {hasManifest, publishedReleases, readManifest} from "../releases/history.ts";
import {causeText} from "./cause-text.ts";
import {type ChangesBehind, compareIngredients} from "./changes.ts";

/**
 * Brings the figure ledger up to the current release. A release is published first and recorded afterwards, from its
 * own file: a process that dies in between leaves a release that the next run records here. Nothing to record, nothing written.
 */
export async function recordFigures(ledger: Warehouse, home: Home): Promise<void> {
  const recorded = await ledger.rows("select release_id from figures.releases");
  const known = new Set(recorded.map(({release_id}) => release_id));
  for (const release of publishedReleases(home))
    if (!known.has(release.releaseId)) await recordRelease(ledger, home, release);
}

async function recordRelease(ledger: Warehouse, home: Home, release: ReleaseHeader): Promise<void> {
  await ledger.attach(releaseFile(home, release.releaseId), "published");
  try {
    const changed = z.array(changedFigure).parse(await ledger.rows(CHANGED_FIGURES));
    const causeOf = release.rollback === null ? causes(home, release) : () => rollbackCause(release);
    await ledger.transaction(async () => {
      await ledger.run(
        "insert into figures.releases select coalesce(max(release_number), 0) + 1, $1, $2::date, $3 from figures.releases",
        [release.releaseId, release.releasedOn, release.inputHash],
      );
      await insertRecords(
        ledger,
        changed.map((figure) => ({...figure, cause: causeOf(figure)})),
      );
    });
  } finally {
    await ledger.detach("published");
  }
}

function causes(home: Home, release: ReleaseHeader): (figure: ChangedFigure) => string {
  const changesBehind = comparisonWithPrevious(home, release);
  return (figure) => causeOf(figure, changesBehind);
}

function rollbackCause({previousReleaseId, rollback}: ReleaseHeader): string {
  return `公開版 ${previousReleaseId} を取り消し、${rollback?.to} に戻した（${rollback?.reason}）`;
}

function comparisonWithPrevious(
  home: Home,
  {releaseId, previousReleaseId}: ReleaseHeader,
): ChangesBehind | undefined {
  if (previousReleaseId === null || !hasManifest(home, previousReleaseId)) return undefined;
  return compareIngredients(
    latestIngredients(readManifest(home, previousReleaseId)),
    readManifest(home, releaseId).ingredients,
  );
}

const recordColumns = {
  release_number: "integer",
  kpi_id: "varchar",
  fiscal_year: "integer",
  period_kind: "varchar",
  period_end: "date",
  scope_id: "varchar",
  bureau_code: "varchar",
  value: "double",
  numerator: "double",
  denominator: "double",
  observation_status: "varchar",
  previous_value: "double",
  cause: "varchar",
} as const;

const status = z.enum(["provisional", "final", "withheld", "absent"]);
const changedFigure = z.strictObject({
  kpi_id: z.string(),
  fiscal_year: z.int(),
  period_kind: z.string(),
  period_end: z.iso.date(),
  scope_id: z.string(),
  bureau_code: z.string().nullable(),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  observation_status: status,
  previous_value: z.number().nullable(),
  previous_status: status.nullable(),
  is_moved: z.boolean(),
});

type ChangedFigure = z.infer<typeof changedFigure>;

/** Figures of the attached release that differ from their last record, and those that it no longer has. */
const CHANGED_FIGURES = `
with current_figures as (
  select figures.kpi_id, figures.fiscal_year, figures.period_kind, figures.period_end, figures.scope_id,
    figures.bureau_code, figures.value, figures.numerator, figures.denominator,
    coalesce(revisions.settled_status, figures.observation_status) as observation_status
  from published.marts.fct_kpi_values as figures
  left join published.marts.fct_revisions as revisions
    on revisions.kpi_id = figures.kpi_id and revisions.period_kind = figures.period_kind
    and revisions.period_end = figures.period_end and revisions.scope_id = figures.scope_id
    and revisions.bureau_code is not distinct from figures.bureau_code
),
last_records as (select * from figures.latest_records),
compared as (
  select
    coalesce(figures.kpi_id, records.kpi_id) as kpi_id,
    coalesce(figures.fiscal_year, records.fiscal_year) as fiscal_year,
    coalesce(figures.period_kind, records.period_kind) as period_kind,
    coalesce(figures.period_end, records.period_end) as period_end,
    coalesce(figures.scope_id, records.scope_id) as scope_id,
    coalesce(figures.bureau_code, records.bureau_code) as bureau_code,
    figures.value, figures.numerator, figures.denominator,
    coalesce(figures.observation_status, 'absent') as observation_status,
    records.value as previous_value,
    records.observation_status as previous_status,
    is_moved(records.value, figures.value) or is_moved(records.numerator, figures.numerator)
      or is_moved(records.denominator, figures.denominator) as is_moved
  from current_figures as figures
  full join last_records as records
    on records.kpi_id = figures.kpi_id and records.period_kind = figures.period_kind
    and records.period_end = figures.period_end and records.scope_id = figures.scope_id
    and records.bureau_code is not distinct from figures.bureau_code
)
select * from compared
where is_moved or observation_status is distinct from previous_status
order by all`;

const FIRST = "初めての公表";

function causeOf(figure: ChangedFigure, changesBehind: ChangesBehind | undefined): string {
  const {observation_status, previous_status, is_moved} = figure;
  if (previous_status === null) return FIRST;
  if (observation_status === "withheld") return "少人数のため秘匿に変更";
  if (previous_status === "withheld") return "秘匿を解除";
  if (is_moved || observation_status === "absent") return causeText(changesBehind?.(figure));
  return observation_status === "final" ? "速報から確定へ" : "確定から速報へ";
}

async function insertRecords(ledger: Warehouse, figures: (ChangedFigure & {cause: string})[]): Promise<void> {
  const [row] = await ledger.rows("select max(release_number) as number from figures.releases");
  await insertRows(ledger, {
    table: "figures.records",
    columns: recordColumns,
    rows: figures.map(({previous_status: _, is_moved: __, ...record}) => ({
      release_number: Number(row?.number),
      ...record,
    })),
  });
}
