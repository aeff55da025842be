import type {Contract} from "../../schemas/contract.ts";
import {shippedContracts} from "../../schemas/sources.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";

/** Whether there are cities in which files of the source come by month, and others in which they come by quarter. */
export function mayComeByMonth(source: string): boolean {
  return shippedContracts.find((contract) => contract.source === source)?.byMonth !== undefined;
}

/** Whether a column says the longer one of two periods. */
export function saysLongerPeriod({period, byMonth}: Contract, column: string): boolean {
  return byMonth !== undefined && period !== "whole" && (period.or ?? period.column) === column;
}

/** The city has said that files of a source come by another period: what is noted of earlier ones is said in it. */
export async function notePeriodsAnew(ledger: Warehouse, {source, period}: Contract): Promise<void> {
  const isByMonth = period !== "whole" && period.or !== undefined;
  if (!isByMonth) await ledger.run(statement("ledger.quarters_of_months"), {source});
  else {
    await ledger.run(statement("ledger.months_of_quarters"), {source});
    await ledger.run(statement("ledger.replaced_months_of_quarters"), {source});
  }
}
