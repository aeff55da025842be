import type {Contract} from "../../../schemas/contract.ts";
import type {Warehouse} from "../../engine/open.ts";
import type {Hold} from "../../ledger/hold.ts";
import {judgedFields} from "../../ledger/stored-columns.ts";

/** Kinds of holds for which rows are not used even when the file is accepted. */
const ROW_KINDS: Hold["kind"][] = ["bad_rows", "duplicates", "contradictory_rows", "unknown_references"];

export function isOfRows(kind: string): boolean {
  return ROW_KINDS.some((one) => one === kind);
}

/** How many of the people have no row in the raw table: nothing of them is used when the file is accepted as it is. */
export async function peopleLeftOut(
  ledger: Warehouse,
  {contract, batchId}: {contract: Contract; batchId: number},
  people: Set<bigint>,
): Promise<number> {
  const isOfPeople = judgedFields(contract).some(({storedName}) => storedName === "staff_key");
  if (!isOfPeople || people.size === 0) return 0;
  const [row] = await ledger.rows(
    `select count(distinct staff_key)::integer as people from raw.${contract.source} where batch_id = $1`,
    [batchId],
  );
  return Math.max(0, people.size - Number(row?.people));
}

/** The holds, the first of which for rows says how many people would be missing as a whole. */
export function tellingPeople(holds: Hold[], people: number): Hold[] {
  const first = holds.findIndex(({kind}) => isOfRows(kind));
  const hold = holds[first];
  if (!hold || people === 0) return holds;
  const text = `${hold.text}（このまま受け付けると、${people.toLocaleString("ja-JP")}人の行が一つも残りません）`;
  return holds.with(first, {...hold, text});
}
