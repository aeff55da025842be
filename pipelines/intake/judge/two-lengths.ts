import {z} from "zod";
import {periodName} from "../../../schemas/period-name.ts";
import {statement} from "../../catalog/sql-files.ts";
import type {Warehouse} from "../../engine/open.ts";
import type {Hold} from "../../ledger/hold.ts";
import type {Replaced} from "../../ledger/replaces.ts";
import type {NewBatch} from "./earlier-batches.ts";

/* A source whose files come by month in some bureaus and years and by quarter in others (schemas/coming-by-month.ts). */

const toldOtherwise = z.strictObject({
  batchId: z.int(),
  fileName: z.string(),
  /** Whom both tell of. */
  people: z.int(),
  /** What it covers of the quarters in which they do. */
  periods: z.array(z.iso.date()),
});

/** An earlier file in force that tells the same people's quarter in the other way: both together would count twice. */
export type ToldOtherwise = z.infer<typeof toldOtherwise>;

export async function toldByOtherLength(ledger: Warehouse, batch: NewBatch): Promise<ToldOtherwise[]> {
  if (!isOfTwoLengths(batch)) return [];
  const {contract, batchId} = batch;
  const rows = await ledger.rows(statement("ledger.told_by_other_length"), {
    source: contract.source,
    batch_id: batchId,
  });
  return z.array(toldOtherwise).parse(rows);
}

function isOfTwoLengths({contract: {period}}: Pick<NewBatch, "contract">): boolean {
  return period !== "whole" && period.or !== undefined;
}

/** Which of the two is right only a person knows: accepted, the new one counts alone. */
export function otherLengthHolds(told: ToldOtherwise[]): Hold[] {
  return told.map(({batchId, fileName, people, periods}): Hold => {
    const text = `前に受け付けた「${fileName}」（受付番号${batchId}）に、同じ職員${people.toLocaleString("ja-JP")}人の同じ四半期の分があり、片方は月ごと、片方は四半期ごとです。両方を数えると二重になります。このファイルが正しければ accept で受け付けてください（前のファイルの${spanText(periods)}の分は使わなくなります）。前のファイルが正しければ reject してください`;
    return {kind: "contradiction", text};
  });
}

function spanText(periods: string[]): string {
  const [first = "", last = first] = [periods[0], periods.at(-1)];
  return first === last ? periodName(1, first) : `${periodName(1, first)}～${periodName(1, last)}`;
}

/** Whether another batch tells by the same period: amounts of a month and of a quarter are not compared. */
export async function isOfSameLength(
  ledger: Warehouse,
  batch: NewBatch,
): Promise<(batchId: number) => boolean> {
  if (!isOfTwoLengths(batch)) return () => true;
  const {source} = batch.contract;
  const rows = await ledger.rows(statement("ledger.batches_by_quarter"), {source});
  const byQuarter = new Set(rows.map(({batch_id}) => Number(batch_id)));
  return (batchId) => byQuarter.has(batchId) === byQuarter.has(batch.batchId);
}

/** With what told the same otherwise, and with the whole of every quarter of which a part is taken. */
export async function replacedWhole(
  ledger: Warehouse,
  batch: NewBatch,
  {replaced, told}: {replaced: Replaced[]; told: ToldOtherwise[]},
): Promise<Replaced[]> {
  if (!isOfTwoLengths(batch)) return replaced;
  const all = [
    ...replaced,
    ...told.flatMap(({batchId, periods}) => periods.map((period) => ({period, replaced_id: batchId}))),
  ];
  const rows = await ledger.rows(statement("ledger.replaced_with_quarters"), {
    source: batch.contract.source,
    replaced: JSON.stringify(all),
  });
  return rows.map(({period, replaced_id}) => ({period: String(period), replaced_id: Number(replaced_id)}));
}
