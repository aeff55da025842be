import type {Contract, RowRule} from "../../schemas/contract.ts";
import {monthsIn} from "../../schemas/row-rules.ts";

/** SQL over the columns of a source's raw table that is true where the row keeps all rules of its contract; undefined without rules. */
export function keepsRules(contract: Contract): string | undefined {
  const {rules = []} = contract;
  if (rules.length === 0) return undefined;
  return rules.map((rule) => `coalesce(${ruleSql(rule, monthsIn(contract))}, true)`).join(" and ");
}

/** Null where a cell has no value. */
function ruleSql({kind, column, other}: RowRule, months: (column: string) => number): string {
  const end = () => `cast(${other} + to_months(${months(other)}) as date)`;
  switch (kind) {
    case "not_before":
      return `${column} >= ${other}`;
    case "not_after":
      return `${column} <= ${other}`;
    case "not_after_period":
      return `${column} < ${end()}`;
    case "either":
      return `(${column} is not null or ${other} is not null)`;
    case "within":
      return `${column} >= ${other} and ${column} < ${end()}`;
    default:
      return kind satisfies never;
  }
}
