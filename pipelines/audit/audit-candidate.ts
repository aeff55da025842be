import {fiscalYearOf} from "../../schemas/fiscal-time.ts";
import {FORGETFUL, type Looked, type QuietMemory} from "../../schemas/kept-build.ts";
import type {Told} from "../../schemas/kept-readings.ts";
import {statement} from "../catalog/sql-files.ts";
import {insertRows} from "../engine/insert-rows.ts";
import type {Warehouse} from "../engine/open.ts";
import {viewOf} from "../engine/relation-content.ts";
import type {Home} from "../installation/home.ts";
import {toldFrom} from "../releases/told-by-releases.ts";
import {attackMonths, type MonthFinding} from "./attack-months.ts";
import {audit, type Finding, rulesOf} from "./audit-disclosure.ts";
import {tablesHere} from "./monthly-tables.ts";
import {COUNTS, readTold} from "./readers-have.ts";
import {countsHere, over480In} from "./told-overtime.ts";
import {ofIndicators} from "./told-sums.ts";

/**
 * Attacks what the marts of a warehouse and every earlier release tell together, and fills disclosure.undone with the counts
 * that can be worked out. The marts must be built.
 */
export async function auditCandidate(
  warehouse: Warehouse,
  home: Home,
  memory: QuietMemory = FORGETFUL,
): Promise<void> {
  const shown = await viewOf(warehouse, "shown_counts", statement("disclosure.shown_counts"));
  const looked = () => lookedAt(shown, home);
  if (await memory.isQuiet(looked())) return;
  const {latest, before} = await readTold(warehouse, home, true);
  const here = {counts: await countsHere(warehouse), months: await tablesHere(warehouse)};
  const {found, months} = await attackTold({now: here, before: [latest, before]}, home.city, memory);
  const rows = [...found.flatMap(undoneRows), ...months.flatMap(undoneMonths)];
  await insertRows(warehouse, {table: "disclosure.undone", columns: UNDONE, rows});
  if (rows.length === 0) await memory.noteQuiet(looked());
}

/** All that the attack rests on: what the marts tell, with the counts of a view, what releases before them told, and the city's rules. */
function lookedAt(shown: string, home: Home): Looked {
  const marts = COUNTS.made.flatMap((sql) =>
    [...sql.matchAll(/published\.(marts\.\w+)/g)].map(([, mart = ""]) => mart),
  );
  const {text: before} = toldFrom(home, COUNTS);
  return {
    name: "what can be worked out",
    text: JSON.stringify({before, rules: [...rulesOf(home.city)], over480: over480In(home.city)}),
    dependsOn: [shown, ...new Set(marts.filter((mart) => mart !== "marts.fct_kpi_values"))],
  };
}

/** What is told now together with what was told before (the newest first; null: nothing). */
export async function attackTold(
  {now, before}: {now: Told<"counts">; before: (Told<"counts"> | null)[]},
  city: string,
  memory: QuietMemory = FORGETFUL,
): Promise<{found: Finding[]; months: MonthFinding[]}> {
  const over480 = over480In(city);
  const earlier = before.filter((told) => told !== null);
  const [rows, ...rowsBefore] = [now, ...earlier].map(({counts}) => ofIndicators(counts, over480));
  const monthsBefore = earlier.map(({months}) => months);
  return {
    found: await audit({
      rules: rulesOf(city),
      releases: [rows ?? [], ...rowsBefore],
      before: rowsBefore,
      memory,
    }),
    months: await attackMonths([now.months, ...monthsBefore], monthsBefore),
  };
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

function undoneRows({kpiId, scopeId, part, attack: {undone}, before}: Finding) {
  return undone.map((sighting) => ({
    kpi_id: kpiId,
    scope_id: scopeId,
    fiscal_year: fiscalYearOf(sighting.end),
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
