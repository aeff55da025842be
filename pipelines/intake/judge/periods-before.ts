import {monthsOfPeriod} from "../../../schemas/period-months.ts";
import type {Warehouse} from "../../engine/open.ts";
import {recordedFiles} from "../../ledger/recorded-files.ts";
import type {NewBatch} from "./earlier-batches.ts";

/** So many periods before are looked at, and no further back than a year. */
export const PERIODS_BEFORE = 3;

/** A file in force in one of the periods before. */
export interface FormerPart {
  period: string;
  batchId: number;
}

/** The files of the months or quarters before a batch's first; none for lists of a year or a day. */
export async function periodsBefore(
  ledger: Warehouse,
  {contract, periods}: Pick<NewBatch, "contract" | "periods">,
): Promise<FormerPart[]> {
  const months = monthsOfPeriod(contract);
  const first = periods.toSorted()[0];
  if (first === undefined || (months !== 1 && months !== 3)) return [];
  const since = `${Number(first.slice(0, 4)) - 1}${first.slice(4)}`;
  const recorded = (await recordedFiles(ledger)).periodsOf(contract.source);
  const former = recorded.filter(({period, isInForce}) => isInForce && period >= since && period < first);
  const last = [...new Set(former.map(({period}) => period))].slice(-PERIODS_BEFORE);
  return former.filter(({period}) => last.includes(period));
}
