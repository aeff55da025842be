import {catalogTables} from "../../../schemas/catalog.ts";
import {largest} from "../../../schemas/extremes.ts";
import {checkedRows} from "../../catalog/catalog-file.ts";

/** How much a file may lack of what it supersedes (it is held when both are passed), and how large it may be. */
export interface IntakeLimit {
  lostRows: number;
  lostPercent: number;
  largestBytes: number;
}

/** From intake-limits.csv, which has a line for every source (a test sees to it). */
export function intakeLimit(city: string, source: string): IntakeLimit {
  const row = limitRows(city).find((limit) => limit.source === source);
  if (!row) throw new Error(`intake-limits.csv has no line for ${source}`);
  return {
    lostRows: Number(row.lost_rows),
    lostPercent: Number(row.lost_percent),
    largestBytes: Number(row.largest_megabytes) * MEGABYTE,
  };
}

/** What is larger is a file of no source: none of it is read. */
export function largestBytesOfAll(city: string): number {
  return largest(limitRows(city).map((row) => Number(row.largest_megabytes))) * MEGABYTE;
}

const MEGABYTE = 1_000_000;

function limitRows(city: string) {
  return checkedRows(city, "intake-limits.csv", catalogTables.intake_limits);
}

/** Up to so many rows the share holds as it is stated. */
const STATED_FOR = 100;

/**
 * Whether so few of so many are missing that nobody need be asked. What goes away by chance grows with the root of a number:
 * a fifth of 40 rows is 8, of 20,000 it would be a whole bureau, and there 283 are few.
 */
export function isWithin({lostRows, lostPercent}: IntakeLimit, lost: number, of: number): boolean {
  const measured = of <= STATED_FOR ? of : Math.sqrt(STATED_FOR * of);
  return lost <= lostRows || lost <= (measured * lostPercent) / 100;
}
