import {type Contract, fieldsOf} from "../../../schemas/contract.ts";
import {largest, smallest} from "../../../schemas/extremes.ts";
import {monthsOfPeriod} from "../../../schemas/period-months.ts";
import {periodName} from "../../../schemas/period-name.ts";
import type {Warehouse} from "../../engine/open.ts";
import type {NewBatch} from "./earlier-batches.ts";
import type {FormerPart} from "./periods-before.ts";
import {periodsOfBatch} from "./periods-of-batch.ts";

const FEWEST_ROWS = 20;
/** A month of half the rows is half a month; many rows come and go less by chance. */
const TIMES = {fewer: 2, fewerOfMany: 1.6, more: 3};
const MANY_ROWS = 100;

/** Periods with far fewer rows than those before, or far more, in lists of people and of what people did. */
export async function oddRowCounts(
  ledger: Warehouse,
  {contract, batchId}: NewBatch,
  before: FormerPart[],
): Promise<string[]> {
  if (before.length === 0 || !hasSteadyRows(contract)) return [];
  const usual = new Map<string, number>();
  for (const {period, batchId} of before)
    for (const stored of await periodsOfBatch(ledger, {source: contract.source, batchId}))
      if (stored.period === period) usual.set(period, (usual.get(period) ?? 0) + stored.rowCount);
  if (usual.size === 0) return []; // what came before were reports of nothing
  const [fewest, most] = [smallest(usual.values()), largest(usual.values())];
  if (fewest < FEWEST_ROWS) return [];
  const times = fewest < MANY_ROWS ? TIMES.fewer : TIMES.fewerOfMany;
  const mine = await periodsOfBatch(ledger, {source: contract.source, batchId});
  return mine
    .filter(({rowCount}) => rowCount > 0) // months of a quarter are counted in its first
    .filter(({rowCount}) => rowCount * times < fewest || rowCount > most * TIMES.more)
    .map(({period, rowCount}) => {
      const name = periodName(monthsOfPeriod(contract), period);
      const range = fewest === most ? count(most) : `${count(fewest)}～${count(most)}`;
      return `${name}は${count(rowCount)}行ですが、前の${usual.size}期間は${range}行です。一部だけ、または二重のファイルではありませんか`;
    });
}

/** What bureaus send as sums may have other rows from month to month. */
function hasSteadyRows(contract: Contract): boolean {
  const months = monthsOfPeriod(contract);
  const hasAmounts = fieldsOf(contract).some(({meta: {kind}}) => kind === "integer" || kind === "duration");
  return (months === 1 || months === 3) && (contract.grain.includes("staff_number") || !hasAmounts);
}

function count(value: number): string {
  return value.toLocaleString("ja-JP");
}
