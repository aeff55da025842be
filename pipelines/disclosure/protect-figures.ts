import {fiscalYearOf} from "../../schemas/fiscal-time.ts";
import {FILL_ANEW, type Fill} from "../../schemas/kept-build.ts";
import {statement} from "../catalog/sql-files.ts";
import {insertRows} from "../engine/insert-rows.ts";
import type {Warehouse} from "../engine/open.ts";
import {viewOf} from "../engine/relation-content.ts";
import {readCells} from "./cells.ts";
import {type SumVerdict, type Verdicts, verdictsOf} from "./programme-verdicts.ts";
import {readGroups, sumsBefore} from "./sums-before.ts";
import type {Verdict} from "./verdicts.ts";

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

/** Of disclosure.sums. */
export const SUM_COLUMNS = {
  kpi_id: "varchar",
  scope_id: "varchar",
  group_code: "varchar",
  bureau_code: "varchar",
  period_kind: "varchar",
  fiscal_year: "integer",
  period_start: "date",
  period_end: "date",
  is_told: "boolean",
  value: "double",
  numerator: "double",
  denominator: "double",
};

/**
 * What may be told of every count of a bureau and of the sums of groups and years, chosen for each indicator and fiscal year, or all years of
 * its groups, over all bureaus and quarters at once. What an earlier release told stays told. The warehouse has the ledger
 * attached as `ledger`, metrics.kpi_values built and the tables of what was told before.
 */
export async function verdictsIn(warehouse: Warehouse): Promise<Verdicts> {
  const cells = await readCells(warehouse);
  const [members, before] = [await readGroups(warehouse), await sumsBefore(warehouse)];
  const indicators = [...Map.groupBy(cells, ({kpi_id}) => kpi_id).values()];
  const chosen = indicators.map((own) => verdictsOf(own, members, before));
  return {figures: chosen.flatMap(({figures}) => figures), sums: chosen.flatMap(({sums}) => sums)};
}

/** Another rule instead of the city's, in this warehouse alone; what is null stays. */
export async function tryRule(
  warehouse: Warehouse,
  rule: {least: number | null; periods: string | null; zero_small: boolean | null; groups: string | null},
): Promise<void> {
  await warehouse.run(statement("disclosure.other_rule"), rule);
}

/** Fills disclosure.figures and disclosure.sums with what may be told, and by which numbers. */
export async function protectFigures(warehouse: Warehouse, fill: Fill = FILL_ANEW): Promise<void> {
  await warehouse.run(statement("disclosure.tables"));
  const cells = await viewOf(warehouse, "cells", statement("disclosure.cells"));
  const dependsOn = [cells, "catalog.bureau_groups", "disclosure.sums_before"];
  const text = statement("disclosure.groups") + statement("disclosure.sums_before");
  const tables = ["disclosure.figures", "disclosure.sums"];
  await fill({tables, from: () => ({text, dependsOn})}, async () => {
    const {figures, sums} = await verdictsIn(warehouse);
    await insertRows(warehouse, {table: "disclosure.figures", columns: FIGURES, rows: figures.map(figureOf)});
    await insertRows(warehouse, {table: "disclosure.sums", columns: SUM_COLUMNS, rows: sums.map(sumOf)});
  });
}

function figureOf({cell: one, refusal, numbers}: Verdict) {
  const {kpi_id, fiscal_year, period_kind, period_start, period_end, scope_id, bureau_code} = one;
  const place = {kpi_id, fiscal_year, period_kind, period_start, period_end, scope_id, bureau_code};
  return {...place, is_told: refusal === null, ...numbers};
}

function sumOf({cell, group_code, bureau_code, period_kind, from, to, refusal, numbers}: SumVerdict) {
  const {kpi_id, scope_id} = cell;
  const place = {kpi_id, scope_id, group_code, bureau_code, period_kind, fiscal_year: fiscalYearOf(to)};
  return {...place, period_start: from, period_end: to, is_told: refusal === null, ...numbers};
}
