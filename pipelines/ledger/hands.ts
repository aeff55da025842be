import {z} from "zod";
import type {Account} from "../../schemas/account.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";

const hand = z.strictObject({
  batch_id: z.int(),
  file_name: z.string(),
  act: z.enum(["load", "accept"]),
  name: z.string(),
  sudo_user: z.string().nullable(),
});

/** An account that loaded a file or let a held one in. */
export type Hand = z.infer<typeof hand>;

/** Notes whose account did something with a batch; a decision is the last one. Runs inside the transaction of what was done. */
export async function noteHand(
  ledger: Warehouse,
  batchId: number,
  {act, account}: {act: Hand["act"] | "reject"; account: Account},
): Promise<void> {
  await ledger.run(statement("ledger.insert_hand"), {batch_id: batchId, act, ...account});
}

/** Whoever did that with a batch has a hand in the one that its file was read anew into. Runs inside that transaction. */
export async function carryHands(
  ledger: Warehouse,
  {from, to, act}: {from: number; to: number; act: Hand["act"]},
): Promise<void> {
  await ledger.run(statement("ledger.carry_hands"), {from_batch: from, to_batch: to, act});
}

/** Who loaded and who accepted these batches; nobody for those of before it was noted. */
export async function handsIn(ledger: Warehouse, batchIds: number[]): Promise<Hand[]> {
  const rows = await ledger.rows(statement("ledger.hands_in_batches"), {batch_ids: JSON.stringify(batchIds)});
  return z.array(hand).parse(rows);
}
