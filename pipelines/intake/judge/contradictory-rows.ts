import type {Contract} from "../../../schemas/contract.ts";
import type {Warehouse} from "../../engine/open.ts";
import {keepsRules} from "../../ledger/row-rules.ts";

/** A row of the ledger whose cells contradict each other; `rank` counts the batch's rows in file order from 0. */
export interface ContradictoryRow {
  rowId: string;
  rank: number;
}

/** Rows that break a rule of their contract. */
export async function contradictoryRows(
  ledger: Warehouse,
  contract: Contract,
  batchId: number,
): Promise<ContradictoryRow[]> {
  const keeps = keepsRules(contract);
  if (keeps === undefined) return [];
  const {source} = contract;
  const [count] = await ledger.rows(
    `select count(*)::integer as broken from raw.${source} where batch_id = $1 and not (${keeps})`,
    [batchId],
  );
  if (count?.broken === 0) return [];
  const rows = await ledger.rows(
    `with mine as (
       select rowid as row_id, row_number() over (order by rowid) - 1 as rank, ${keeps} as keeps
       from raw.${source} where batch_id = $1
     )
     select cast(row_id as varchar) as row_id, rank::integer as rank from mine where not keeps order by rank`,
    [batchId],
  );
  return rows.map(({row_id, rank}) => ({rowId: String(row_id), rank: Number(rank)}));
}
