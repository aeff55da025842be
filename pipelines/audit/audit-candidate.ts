import {FORGETFUL, type QuietMemory} from "../../schemas/kept-build.ts";
import {insertRows} from "../engine/insert-rows.ts";
import type {Warehouse} from "../engine/open.ts";
import type {Home} from "../installation/home.ts";
import {publishedReleases} from "../releases/history.ts";
import {wholeReleaseFile} from "../releases/must-be-whole.ts";
import {attackMonths, type MonthFinding} from "./attack-months.ts";
import {audit, type Finding, rulesOf} from "./audit-disclosure.ts";
import {type MonthlyTable, publishedTables, tablesHere} from "./monthly-tables.ts";
import {toldByPublished, toldHere} from "./told-overtime.ts";
import type {ToldRow} from "./told-sums.ts";

/** What readers have of a release. */
interface Read {
  rows: ToldRow[];
  months: MonthlyTable[];
}

/** What the releases of an installation tell, the newest first; each is attached, read and let go. */
export async function readPublished(warehouse: Warehouse, home: Home): Promise<Read[]> {
  const releases: Read[] = [];
  for (const {releaseId} of publishedReleases(home).toReversed()) {
    await warehouse.attach(wholeReleaseFile(home, releaseId), "published");
    try {
      releases.push({
        rows: await toldByPublished(warehouse, home.city),
        months: await publishedTables(warehouse),
      });
    } finally {
      await warehouse.detach("published");
    }
  }
  return releases;
}

/**
 * Attacks what the marts of a warehouse and every earlier release tell together, and fills disclosure.undone with the counts
 * that can be worked out. The marts must be built.
 */
export async function auditCandidate(
  warehouse: Warehouse,
  home: Home,
  memory: QuietMemory = FORGETFUL,
): Promise<void> {
  const published = await readPublished(warehouse, home);
  const before = published.map(({rows}) => rows);
  const here = await toldHere(warehouse, home.city);
  const found = await audit({rules: rulesOf(home.city), releases: [here, ...before], before, memory});
  const monthsBefore = published.map(({months}) => months);
  const months = await attackMonths([await tablesHere(warehouse), ...monthsBefore], monthsBefore);
  const rows = [...found.flatMap(undoneRows), ...months.flatMap(undoneMonths)];
  await insertRows(warehouse, {table: "disclosure.undone", columns: UNDONE, rows});
}

const UNDONE = {
  kpi_id: "varchar",
  scope_id: "varchar",
  fiscal_year: "integer",
  bureau_code: "varchar",
  after_day: "date",
  period_end: "date",
  counted_part: "varchar",
  lowest: "double",
  highest: "double",
  needed_width: "double",
  was_told_before: "boolean",
};

function undoneRows({kpiId, scopeId, fiscalYear, part, attack: {undone}, before}: Finding) {
  return undone.map((sighting) => ({
    kpi_id: kpiId,
    scope_id: scopeId,
    fiscal_year: fiscalYear,
    bureau_code: sighting.unit,
    after_day: sighting.after,
    period_end: sighting.end,
    counted_part: part,
    lowest: sighting.low,
    highest: sighting.high,
    needed_width: sighting.bar,
    was_told_before: before.has(sighting),
  }));
}

/** Under the mart's and the limit's name. */
function undoneMonths({mart, rule_id, scope_id, fiscal_year, undone, before}: MonthFinding) {
  return undone.map((sighting) => ({
    kpi_id: `marts.${mart} ${rule_id}`,
    scope_id,
    fiscal_year,
    bureau_code: sighting.unit,
    after_day: null,
    period_end: sighting.end,
    counted_part: "above",
    lowest: sighting.low,
    highest: sighting.high,
    needed_width: sighting.bar,
    was_told_before: before.has(sighting),
  }));
}
