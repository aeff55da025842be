import {z} from "zod";
import type {FullViewRow} from "../../schemas/full-view.ts";
import {readKpiCatalog} from "../catalog/kpi-catalog.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import type {SumVerdict, Verdicts} from "./programme-verdicts.ts";
import {periodOfCell, periodOfSum, WHY_NOT} from "./shares.ts";
import type {Verdict} from "./verdicts.ts";

/** Every count of a bureau and of a group as it is, beside what is told of it: for those who may see all, never for a release. */
export interface FullView {
  rows: FullViewRow[];
  isSample: boolean;
}

const unitName = z.strictObject({code: z.string(), name: z.string(), is_group: z.boolean()});
const facts = z.tuple([z.looseObject({is_sample: z.boolean()})]);

/** Of the warehouse in which the verdicts were chosen. Only indicators that are told by bureau at all are in them. */
export async function fullView(
  warehouse: Warehouse,
  {figures, sums}: Verdicts,
  city: string,
): Promise<FullView> {
  const names = new Map(readKpiCatalog(city).kpis.map(({id, short_name}) => [id, short_name]));
  const units = new Map(
    z
      .array(unitName)
      .parse(await warehouse.rows(statement("disclosure.full_view_names")))
      .map(({code, name, is_group}) => [placeOf(code, is_group), name]),
  );
  const [{is_sample}] = facts.parse(await warehouse.rows(statement("disclosure.full_view_facts")));
  const named = (row: Omit<FullViewRow, "indicator" | "unit">): FullViewRow => ({
    ...row,
    indicator: names.get(row.kpi_id) ?? row.kpi_id,
    unit: units.get(placeOf(row.code, row.is_group)) ?? row.code,
  });
  return {rows: [...figures.map(ofFigure), ...sums.map(ofSum)].map(named), isSample: is_sample};
}

function placeOf(code: string, isGroup: boolean): string {
  return `${isGroup} ${code}`;
}

function ofFigure({cell, refusal, numbers}: Verdict): Omit<FullViewRow, "indicator" | "unit"> {
  const {kpi_id, scope_id, bureau_code, value, numerator, denominator} = cell;
  return {
    ...{kpi_id, scope_id, code: bureau_code, is_group: false, period: periodOfCell(cell)},
    truth: {value, numerator, denominator},
    told: refusal === null ? numbers : null,
    why_not: refusal === null ? null : WHY_NOT[refusal],
  };
}

function ofSum(verdict: SumVerdict): Omit<FullViewRow, "indicator" | "unit"> {
  const {cell, group_code, bureau_code, refusal, numbers, truth} = verdict;
  return {
    ...{kpi_id: cell.kpi_id, scope_id: cell.scope_id, code: group_code ?? bureau_code ?? ""},
    ...{is_group: group_code !== null, period: periodOfSum(verdict), truth},
    told: refusal === null ? numbers : null,
    why_not: refusal === null ? null : WHY_NOT[refusal],
  };
}
