import {DAY_MS} from "../../../schemas/fiscal-time.ts";
import {periodName} from "../../../schemas/period-name.ts";
import {statement} from "../../catalog/sql-files.ts";
import type {Warehouse} from "../../engine/open.ts";
import type {NewBatch} from "./earlier-batches.ts";
import {type IntakeLimit, isWithin} from "./intake-limits.ts";

/** Rosters without many of the people of the one before. */
export async function oddRoster(
  ledger: Warehouse,
  {contract, batchId, periods}: NewBatch,
  limit: IntakeLimit,
): Promise<string[]> {
  if (contract.source !== "staff") return [];
  const found: string[] = [];
  for (const period of periods) {
    const [row] = await ledger.rows(statement("ledger.people_gone_from_roster"), {batch_id: batchId, period});
    if (!row) continue;
    const [day, of, gone] = [String(row.day), Number(row.before_count), Number(row.gone_count)];
    if (isWithin(limit, gone / halfYearsBetween(day, period), of)) continue;
    found.push(
      `${periodName(null, day)}現在の名簿にいた${count(of)}人のうち、${count(gone)}人（${percent(gone, of)}）が${periodName(null, period)}現在の名簿にありません（その後に退職した人も載る名簿です）。一部だけのファイルではありませんか`,
    );
  }
  return found;
}

function halfYearsBetween(from: string, to: string): number {
  return Math.max(1, (Date.parse(to) - Date.parse(from)) / HALF_YEAR_MS);
}

const HALF_YEAR_MS = 184 * DAY_MS;

function count(value: number): string {
  return value.toLocaleString("ja-JP");
}

function percent(part: number, of: number): string {
  return `${((100 * part) / of).toFixed(1)}%`;
}
