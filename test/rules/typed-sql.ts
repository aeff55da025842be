import {type Node, nodesOf} from "./portable-sql.ts";

/**
 * Calculations of a statement that are another thing in other engines, which only the types tell: "DATE - DATE" is a number of days here
 * and an interval in Spark. The tables that the statement reads are there.
 */
export function otherwiseElsewhere(plan: unknown): string[] {
  return [...new Set([...nodesOf(plan)].flatMap(calculation).filter((one) => one === "DATE - DATE"))];
}

function calculation({expression_class, name, children}: Node): string[] {
  if (expression_class !== "BOUND_FUNCTION" || !Array.isArray(children)) return [];
  const types = children.map(({return_type}) => (return_type as {id?: string} | undefined)?.id ?? "");
  return [types.join(` ${name} `)];
}
