import type {Contract} from "./contract.ts";

const MONTHS: Record<string, number> = {month: 1, quarter: 3, fiscal_year: 12};

/** How many months one period of a source covers; null for lists that are replaced whole and days of record. */
export function monthsOfPeriod({period, row}: Contract): number | null {
  if (period === "whole") return null;
  if (period.by === "month") return 1;
  return MONTHS[row.shape[period.column]?.meta()?.field?.kind ?? ""] ?? null;
}
