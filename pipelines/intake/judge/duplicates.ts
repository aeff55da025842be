import type {Contract} from "../../../schemas/contract.ts";
import {statement} from "../../catalog/sql-files.ts";
import type {Warehouse} from "../../engine/open.ts";
import {judgedFields} from "../../ledger/stored-columns.ts";

/** A row of the ledger whose key another row of the batch has too; `rank` counts the batch's rows in file order from 0. */
export interface DuplicateRow {
  rowId: string;
  rank: number;
  /** The same for rows of the same key. */
  twins: number;
}

interface JudgedBatch {
  contract: Contract;
  batchId: number;
  /** How many rows of it lie in the raw table. */
  rowCount: number;
}

/** All rows with a key of the contract's grain, within one period, that the batch has more than once. */
export async function duplicateRows(
  ledger: Warehouse,
  {contract, batchId, rowCount}: JudgedBatch,
): Promise<DuplicateRow[]> {
  const {source, grain} = contract;
  const stored = judgedFields(contract).filter(({name}) => grain.includes(name));
  const key = ["period", ...stored.map(({storedName}) => storedName)].join(", ");
  if (await isUnique(ledger, {source, key, batchId, rowCount})) return [];
  const rows = await ledger.rows(
    `with mine as (
       select rowid as row_id, row_number() over (order by rowid) - 1 as rank, ${key}
       from raw.${source} where batch_id = $1
     )
     select cast(row_id as varchar) as row_id, rank::integer as rank, (min(rank) over (partition by ${key}))::integer as twins
     from mine qualify count(*) over (partition by ${key}) > 1 order by rank`,
    [batchId],
  );
  return rows.map(({row_id, rank, twins}) => ({
    rowId: String(row_id),
    rank: Number(rank),
    twins: Number(twins),
  }));
}

/** Rows whose keys are compared at once: more would need more memory than a run may have. */
const ROWS_AT_ONCE = 4_000_000;

interface Keys {
  source: string;
  key: string;
  batchId: number;
  rowCount: number;
}

/** Whether no key stands twice, asked for as many periods at a time as fit. */
async function isUnique(ledger: Warehouse, {source, key, batchId, rowCount}: Keys): Promise<boolean> {
  for (const {first, last} of await spans(ledger, {source, batchId, rowCount})) {
    const [counts] = await ledger.rows(
      `select count(*) = count(distinct hash(${key})) as is_unique
       from raw.${source} where batch_id = $1 and period between cast($2 as date) and cast($3 as date)`,
      [batchId, first, last],
    );
    if (counts?.is_unique !== true) return false;
  }
  return true;
}

interface Span {
  first: string;
  last: string;
}

const ALL_PERIODS: Span = {first: "0001-01-01", last: "9999-12-31"};

async function spans(
  ledger: Warehouse,
  {source, batchId, rowCount}: Pick<Keys, "source" | "batchId" | "rowCount">,
): Promise<Span[]> {
  if (rowCount <= ROWS_AT_ONCE) return [ALL_PERIODS];
  const rows = await ledger.rows(statement("ledger.spans_of_periods"), {
    source,
    batch_id: batchId,
    rows_at_once: ROWS_AT_ONCE,
  });
  return rows.map(({first, last}) => ({first: String(first), last: String(last)}));
}
