import {z} from "zod";
import {type Ingredients, latestIngredients} from "../../schemas/release-manifest.ts";
import {statement} from "../catalog/sql-files.ts";
import {insertRows} from "../engine/insert-rows.ts";
import type {Warehouse} from "../engine/open.ts";
import type {Home} from "../installation/home.ts";
import {hasManifest, readManifest} from "../releases/history.ts";
import {causeText} from "./cause-text.ts";
import {type ChangesBehind, compareIngredients} from "./changes.ts";
import {handedOut} from "./series-revisions.ts";

/**
 * Fills catalog.last_figures and catalog.change_causes (why a figure would say otherwise now) from the figure ledger, which is
 * attached as `ledger`. Compared is with what readers know: what was said of a figure when a document was last handed out, or
 * where none was, when it was first published.
 */
export async function loadFigureHistory(
  warehouse: Warehouse,
  home: Home,
  ingredients: Ingredients,
): Promise<void> {
  await warehouse.run(statement("ledger.last_figures"), handedOut(home));
  await warehouse.run(statement("ledger.series_revisions_table"));
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

const comparedPeriod = z.strictObject({
  kpi_id: z.string(),
  fiscal_year: z.int(),
  period_end: z.iso.date(),
  previous_release_id: z.string(),
});

async function comparedPeriods(warehouse: Warehouse): Promise<z.infer<typeof comparedPeriod>[]> {
  const rows = await warehouse.rows(statement("releases.compared_periods"));
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
