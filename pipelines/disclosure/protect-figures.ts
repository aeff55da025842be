import {statement} from "../catalog/sql-files.ts";
import {insertRows} from "../engine/insert-rows.ts";
import type {Warehouse} from "../engine/open.ts";
import {readCells} from "./cells.ts";
import {type Verdict, verdictsOfYear} from "./verdicts.ts";

const FIGURES = {
  kpi_id: "varchar",
  fiscal_year: "integer",
  period_kind: "varchar",
  period_start: "date",
  period_end: "date",
  scope_id: "varchar",
  bureau_code: "varchar",
  is_told: "boolean",
  value: "double",
  numerator: "double",
  denominator: "double",
};

/**
 * What may be told of every count of a bureau, chosen for each indicator and fiscal year over all its bureaus and quarters at once. What
 * an earlier release told stays told. The warehouse has the ledger attached as `ledger` and metrics.kpi_values built.
 */
export async function verdictsIn(warehouse: Warehouse): Promise<Verdict[]> {
  const cells = await readCells(warehouse);
  const years = Map.groupBy(cells, (one) => JSON.stringify([one.kpi_id, one.fiscal_year]));
  return [...years.values()].flatMap(verdictsOfYear);
}

/** Another rule instead of the city's, in this warehouse alone; what is null stays. */
export async function tryRule(
  warehouse: Warehouse,
  rule: {least: number | null; periods: string | null; zero_small: boolean | null},
): Promise<void> {
  await warehouse.run(statement("disclosure.other_rule"), rule);
}

/** Fills disclosure.figures with what may be told, and by which numbers. */
export async function protectFigures(warehouse: Warehouse): Promise<void> {
  const verdicts = await verdictsIn(warehouse);
  await warehouse.run(statement("disclosure.tables"));
  await insertRows(warehouse, {table: "disclosure.figures", columns: FIGURES, rows: verdicts.map(figureOf)});
}

function figureOf({cell: one, refusal, numbers}: Verdict) {
  const {kpi_id, fiscal_year, period_kind, period_start, period_end, scope_id, bureau_code} = one;
  const place = {kpi_id, fiscal_year, period_kind, period_start, period_end, scope_id, bureau_code};
  return {...place, is_told: refusal === null, ...numbers};
}
