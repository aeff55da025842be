import {z} from "zod";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";

const amount = z.number().nullable();

/** A bureau's count of a period, with its rule and what an earlier release last told of it. */
const cell = z.strictObject({
  kpi_id: z.string(),
  display_order: z.int(),
  own_scope: z.string().nullable(),
  least: z.int(),
  zero_small: z.boolean(),
  complement: z.boolean(),
  periods: z.enum(["quarter", "year"]),
  groups: z.enum(["none", "year", "half"]),
  several_years: z.boolean(),
  scope_id: z.string().nullable(),
  fiscal_year: z.int(),
  period_kind: z.string(),
  period_start: z.iso.date(),
  period_end: z.iso.date(),
  bureau_code: z.string(),
  is_former: z.boolean(),
  counted_as: z.string().nullable(),
  absorbs: z.boolean(),
  is_new: z.boolean(),
  value: amount,
  numerator: amount,
  denominator: amount,
  is_provisional: z.boolean(),
  told_status: z.enum(["provisional", "final"]).nullable(),
  told_value: amount,
  told_numerator: amount,
  told_denominator: amount,
});

export type Cell = z.infer<typeof cell>;
export type Numbers = Pick<Cell, "value" | "numerator" | "denominator">;

/** The warehouse has the ledger attached as `ledger` and metrics.kpi_values built. */
export async function readCells(warehouse: Warehouse): Promise<Cell[]> {
  return z.array(cell).parse(await warehouse.rows(statement("disclosure.cells")));
}

export function toldOf({told_value, told_numerator, told_denominator}: Cell): Numbers {
  return {value: told_value, numerator: told_numerator, denominator: told_denominator};
}

type Part = (numbers: Numbers) => number;

/** Those above the line, or the value itself where there is no line. */
const above: Part = ({numerator, value}) => numerator ?? value ?? 0;
const all: Part = ({denominator}) => denominator ?? 0;

/** The people counted: those above the line, and all of them. */
export const PARTS = [above, all] as const;

/** The counts that are protected together, of cells of one indicator: also what is left of all, where the rule says so. */
export function partsOf(cells: Cell[]): Part[] {
  if (cells.every((one) => all(one) === 0 && all(toldOf(one)) === 0)) return [above];
  return cells[0]?.complement ? [above, all, (numbers) => all(numbers) - above(numbers)] : [above, all];
}

/** The numbers of several bureaus as those of one. */
export function together(each: Numbers[]): Numbers {
  const sum = (part: (numbers: Numbers) => number | null) =>
    each.every((numbers) => part(numbers) === null)
      ? null
      : each.reduce((total, numbers) => total + (part(numbers) ?? 0), 0);
  const [value, numerator, denominator] = [
    sum((numbers) => numbers.value),
    sum((numbers) => numbers.numerator),
    sum((numbers) => numbers.denominator),
  ];
  if (!numerator || !denominator) return {value, numerator, denominator};
  // A rate, in whatever unit those of the single ones are (a share, a percentage).
  const one = each.find((numbers) => all(numbers) > 0 && above(numbers) > 0 && numbers.value !== null);
  const unit = one ? ((one.value ?? 0) * all(one)) / above(one) : 1;
  return {value: (unit * numerator) / denominator, numerator, denominator};
}
