import {z} from "zod";
import {type Ingredients, latestIngredients} from "../../schemas/release-manifest.ts";
import {insertRows} from "../engine/insert-rows.ts";
import type {Warehouse} from "../engine/open.ts";
import type {Home} from "../installation/home.ts";
import {hasManifest, readManifest} from "../releases/history.ts";
import {lastPrintedScorecard} from "../releases/printed-note.ts";
import {causeText} from "./cause-text.ts";
import {type ChangesBehind, compareIngredients} from "./changes.ts";

/**
 * Fills catalog.last_figures and catalog.change_causes (why a figure would say otherwise now) from the figure ledger, which is
 * attached as `ledger`. Compared is with what readers know: what was said of a figure when the city's scorecard was last
 * printed, or where none was, by the last release.
 */
export async function loadFigureHistory(
  warehouse: Warehouse,
  home: Home,
  ingredients: Ingredients,
): Promise<void> {
  await warehouse.run(LAST_FIGURES, [lastPrintedScorecard(home) ?? null]);
  const columns = {
    kpi_id: "varchar",
    fiscal_year: "integer",
    period_end: "date",
    previous_release_id: "varchar",
    cause: "varchar",
  };
  const definitions = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  await warehouse.run(`create table catalog.change_causes (${definitions.join(", ")})`);
  const periods = await comparedPeriods(warehouse);
  const releaseIds = new Set(periods.map(({previous_release_id}) => previous_release_id));
  const comparisons = comparisonsWith(home, releaseIds, ingredients);
  await insertRows(warehouse, {
    table: "catalog.change_causes",
    columns,
    rows: periods.map((period) => ({
      ...period,
      cause: causeText(comparisons.get(period.previous_release_id)?.(period)),
    })),
  });
}

const LAST_FIGURES = `
create table catalog.last_figures as
with known as (
  select coalesce(
    (select release_number from ledger.figures.releases where release_id = $1::varchar),
    (select max(release_number) from ledger.figures.releases)
  ) as last_number
),
records as (
  select records.* from ledger.figures.records as records
  inner join known on records.release_number <= known.last_number
),
present as (
  select records.* from records
  where observation_status <> 'absent'
  qualify row_number() over (
    partition by kpi_id, period_kind, period_end, scope_id, bureau_code order by release_number desc
  ) = 1
),
last_said as (
  select present.*, coalesce(
    (select min(gone.release_number) - 1 from records as gone
     where gone.observation_status = 'absent' and gone.release_number > present.release_number
       and gone.kpi_id = present.kpi_id and gone.period_kind = present.period_kind
       and gone.period_end = present.period_end and gone.scope_id = present.scope_id
       and gone.bureau_code is not distinct from present.bureau_code),
    (select last_number from known)
  ) as last_release_number
  from present
)
select last_said.* exclude (release_number, last_release_number, previous_value, cause),
  releases.release_id, releases.released_on
from last_said
inner join ledger.figures.releases as releases on releases.release_number = last_said.last_release_number`;

const comparedPeriod = z.strictObject({
  kpi_id: z.string(),
  fiscal_year: z.int(),
  period_end: z.iso.date(),
  previous_release_id: z.string(),
});

async function comparedPeriods(warehouse: Warehouse): Promise<z.infer<typeof comparedPeriod>[]> {
  const rows = await warehouse.rows(
    `select distinct kpi_id, fiscal_year, period_end, release_id as previous_release_id from catalog.last_figures`,
  );
  return z.array(comparedPeriod).parse(rows);
}

/** Compares with each earlier release once; one whose record was removed cannot be compared with. */
function comparisonsWith(
  home: Home,
  releaseIds: Set<string>,
  ingredients: Ingredients,
): Map<string, ChangesBehind> {
  const known = [...releaseIds].filter((releaseId) => hasManifest(home, releaseId));
  return new Map(
    known.map((releaseId) => [
      releaseId,
      compareIngredients(latestIngredients(readManifest(home, releaseId)), ingredients),
    ]),
  );
}
