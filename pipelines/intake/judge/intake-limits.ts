import {catalogTables} from "../../../schemas/catalog.ts";
import {checkedRows} from "../../catalog/catalog-file.ts";

/** How much a file may lack of what it supersedes; it is held when both are passed. */
export interface IntakeLimit {
  lostRows: number;
  lostPercent: number;
}

/** From data/catalog/intake-limits.csv, which has a line for every source (a test sees to it). */
export function intakeLimit(source: string): IntakeLimit {
  const rows = checkedRows("intake-limits.csv", catalogTables.intake_limits);
  const row = rows.find((limit) => limit.source === source);
  if (!row) throw new Error(`data/catalog/intake-limits.csv has no line for ${source}`);
  return {lostRows: Number(row.lost_rows), lostPercent: Number(row.lost_percent)};
}
