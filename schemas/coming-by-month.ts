import {z} from "zod";
import {type Contract, fieldsOf} from "./contract.ts";
import {fieldOf, rarely} from "./fields.ts";

/**
 * The contract of a source whose files come by month in this city, although the program asks for a longer period. Some bureaus and
 * earlier years may go on by the longer one: a row without a month is of all the months of its period, and it is an error to tell
 * the same people both ways (pipelines/intake/judge/two-lengths.ts).
 */
export function comingByMonth(contract: Contract): Contract {
  const {period, byMonth, rules = []} = contract;
  if (period === "whole" || byMonth === undefined)
    throw new Error(`${contract.source} does not come by month`);
  const longer = period.column;
  const row = fieldsOf(contract).map(({name, meta, schema}) => [
    name,
    name === longer ? fieldOf({...meta, optional: true, absent: rarely("")}) : schema,
  ]);
  return {
    ...contract,
    row: z.strictObject(Object.fromEntries(row)),
    period: {column: byMonth, by: "value", or: longer},
    rules: [...rules, {kind: "either", column: byMonth, other: longer}],
  };
}

/** Columns that people fill in: of a month and a longer period, the one by which the city's files come. */
export function askedColumns(contract: Contract): string[] {
  const {period, byMonth} = contract;
  const isByMonth = period !== "whole" && period.column === byMonth;
  const idle = isByMonth ? period.or : byMonth;
  return fieldsOf(contract).flatMap(({name}) => (name === idle ? [] : [name]));
}
