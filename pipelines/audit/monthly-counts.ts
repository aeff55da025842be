import {z} from "zod";
import type {DisclosureAudit} from "../../schemas/disclosure-audit.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import type {Home} from "../installation/home.ts";
import {currentRelease} from "../releases/history.ts";
import {withPublished} from "../releases/published.ts";
import type {MonthFinding} from "./attack-months.ts";
import {martsThere} from "./told-overtime.ts";

const found = z.strictObject({
  tables: z.coerce.number(),
  hidden: z.coerce.number(),
  narrowest: z.coerce.number().nullable(),
  undone: z.coerce.number(),
});

/**
 * What the current release tells every month of bureaus with people enough: each table stands for itself, so that no programme is needed;
 * and what it tells together with earlier ones (`overReleases`).
 */
export async function monthlyCountsAudit(
  warehouse: Warehouse,
  home: Home,
  overReleases: MonthFinding[],
): Promise<DisclosureAudit[]> {
  const release = currentRelease(home);
  if (!release) return [];
  return withPublished(warehouse, {home, release}, () => auditOfMonths(warehouse, overReleases));
}

/** Of the release attached as `published`. */
async function auditOfMonths(warehouse: Warehouse, overReleases: MonthFinding[]): Promise<DisclosureAudit[]> {
  if (!(await martsThere(warehouse)).has_overtime) return [];
  const [row] = await warehouse.rows(statement("disclosure.monthly_counts"));
  const {tables, undone, ...rest} = found.parse(row);
  if (tables === 0) return [];
  const sum = (countOf: (finding: MonthFinding) => number) =>
    overReleases.reduce((total, finding) => total + countOf(finding), 0);
  return [
    {
      ...{kpi_id: "marts.fct_overtime_limits", name: "時間外の月ごとの人数（対象職員の多い局区）"},
      attacks: tables,
      ...rest,
      undone: undone + sum((finding) => finding.undone.length),
      told_before: sum(({before}) => before.size),
      programmes: sum(({programmes}) => programmes),
    },
  ];
}
