import {z} from "zod";
import type {Contract} from "../../../schemas/contract.ts";
import {statement} from "../../catalog/sql-files.ts";
import type {Warehouse} from "../../engine/open.ts";
import {judgedFields} from "../../ledger/stored-columns.ts";
import {laterColumns} from "../../ledger/stored-tables.ts";
import type {PeriodSaid} from "../read/around/periods-around.ts";

/** A batch whose rows lie in the ledger but which is not recorded yet. */
export interface NewBatch {
  contract: Contract;
  batchId: number;
  fileName: string;
  /** First days of the periods that it says something of, "there is nothing" included. */
  periods: string[];
  /** It says that there was nothing. */
  isNone: boolean;
  /** Periods that stand around its table or in the name of its sheet, and were not needed to read it. */
  saidPeriods: PeriodSaid[];
  /** The words with which it was read. */
  readAs: string[];
  /** The day in Japan. */
  today: string;
  /** Whether anything was published yet: a release knows what time it was. */
  hasRelease: boolean;
}

const earlierRow = z.strictObject({
  batchId: z.int(),
  fileName: z.string(),
  period: z.iso.date(),
  /** In force there; waiting with the right rows, only not all; or neither. */
  standing: z.enum(["in_force", "waiting", "past"]),
  isCompacted: z.boolean(),
});

const comparedRow = z.strictObject({
  batchId: z.int(),
  period: z.iso.date(),
  earlierCount: z.int(),
  /** Rows whose key is in the new batch too, and of these the ones that say something else. */
  sharedCount: z.int(),
  changedCount: z.int(),
  /** Final rows for which the new batch has an open one only. */
  reopenedCount: z.int(),
});

/** What an earlier batch has in one period of a new one, key by key. A batch that says there is nothing has no rows. */
export type Earlier = z.infer<typeof earlierRow> & Omit<z.infer<typeof comparedRow>, "batchId" | "period">;

const NOTHING = {earlierCount: 0, sharedCount: 0, changedCount: 0, reopenedCount: 0};

/** Every earlier batch in every period of a new one. */
export async function earlierBatches(ledger: Warehouse, batch: NewBatch): Promise<Earlier[]> {
  const {contract, batchId, periods} = batch;
  const rows = await ledger.rows(statement("ledger.earlier_periods"), {
    source: contract.source,
    batch_id: batchId,
    periods: JSON.stringify(periods),
  });
  const earlier = z.array(earlierRow).parse(rows);
  const compared = await comparedRows(ledger, batch, earlier);
  const counts = new Map(compared.map(({batchId, period, ...counted}) => [`${batchId} ${period}`, counted]));
  return earlier.map((row) => ({...row, ...(counts.get(`${row.batchId} ${row.period}`) ?? NOTHING)}));
}

async function comparedRows(
  ledger: Warehouse,
  {contract, batchId}: NewBatch,
  earlier: z.infer<typeof earlierRow>[],
): Promise<z.infer<typeof comparedRow>[]> {
  const stored = earlier.filter(({isCompacted}) => !isCompacted);
  if (stored.length === 0) return [];
  const {source, grain, settles} = contract;
  const since = await laterColumns(ledger, source);
  const fields = judgedFields(contract);
  const same = (isAmong: (name: string) => boolean) =>
    fields
      .filter(({name}) => isAmong(name))
      .map(({storedName}) => `(${sameValue(storedName, since.get(storedName))})`)
      .join(" and ") || "true";
  const isKey = (name: string) => grain.includes(name) && name !== settles?.column;
  const {settled, reopened} = finality(contract);
  const rows = await ledger.rows(
    `with earlier as (
       select unnest(from_json($2, '[{"batchId": "integer", "period": "date"}]'), max_depth := 2)
     ),
     mine as (
       select mine.* from raw.${source} as mine
       where mine.batch_id = $1 and not ${isSettledAmong(contract, same(isKey))}
     ),
     theirs as (
       select rows.* from raw.${source} as rows
       inner join earlier on earlier."batchId" = rows.batch_id and earlier.period = rows.period
       where rows.batch_id in (${[...new Set(stored.map(({batchId}) => batchId))].join(", ")})
     )
     select theirs.batch_id as "batchId", theirs.period, count(*)::integer as "earlierCount",
       count(mine.batch_id)::integer as "sharedCount",
       (count(*) filter (
         mine.batch_id is not null and not ${settled} and not ${reopened}
         and not (${same((name) => !grain.includes(name))})
       ))::integer as "changedCount",
       (count(*) filter (${reopened}))::integer as "reopenedCount"
     from theirs
     left join mine on mine.period = theirs.period and ${same(isKey)}
     group by all`,
    [batchId, JSON.stringify(stored.map(({batchId, period}) => ({batchId, period})))],
  );
  return z.array(comparedRow).parse(rows);
}

/** Whether my row settles theirs, and whether it would open it again, as SQL. */
function finality({settles}: Contract): {settled: string; reopened: string} {
  if (!settles) return {settled: "false", reopened: "false"};
  const {column, open, final} = settles;
  const are = (mine: string, theirs: string) =>
    `coalesce(mine.${column} = '${mine}' and theirs.${column} = '${theirs}', false)`;
  return {settled: are(final, open), reopened: are(open, final)};
}

/** Whether one batch has the final row of the same thing beside an open one, as SQL: the open one says nothing then. */
function isSettledAmong({source, settles}: Contract, sameThing: string): string {
  if (!settles) return "false";
  const {column, open, final} = settles;
  return `(mine.${column} = '${open}' and exists (
    select 1 from raw.${source} as theirs
    where theirs.batch_id = mine.batch_id and theirs.period = mine.period and theirs.${column} = '${final}' and ${sameThing}
  ))`;
}

/** A batch from before the source had a column says nothing of it. */
function sameValue(column: string, since: number | undefined): string {
  const same = `mine.${column} is not distinct from theirs.${column}`;
  return since === undefined ? same : `theirs.batch_id < ${since} or ${same}`;
}
