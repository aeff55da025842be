import {z} from "zod";
import type {Contract} from "../../../schemas/contract.ts";
import {monthsOfPeriod} from "../../../schemas/period-months.ts";
import type {Warehouse} from "../../engine/open.ts";
import {replacedInForce} from "../../ledger/replaces.ts";
import {sameKey} from "../../ledger/rows-in-force.ts";
import {type JudgedField, judgedFields} from "../../ledger/stored-columns.ts";
import {type FallenOut, fallenOutBy} from "./fallen-out.ts";

/** What a batch would do to what is in force, were it accepted. */
export interface WouldChange {
  /** First days; `isNew` where nothing is in force. */
  periods: {period: string; isNew: boolean}[];
  /** How many months one of them covers; null for lists and days of record. */
  periodMonths: number | null;
  rows: {new: number; changed: number; same: number};
  /** People of whom nothing is in force in the same period; null for a source without staff numbers. */
  newPeople: number | null;
  gone: FallenOut;
  /** Sums over the batch's periods, as they are and as they would be. */
  totals: Total[];
}

export interface Total {
  heading: string;
  isDuration: boolean;
  before: number;
  after: number;
}

const counted = z.strictObject({
  new_rows: z.int(),
  changed_rows: z.int(),
  same_rows: z.int(),
  new_people: z.int().nullable(),
});
const periodRow = z.strictObject({period: z.string(), isNew: z.boolean()});

/** Asks about a recorded batch that is held, inside the transaction that recorded it. */
export async function wouldChange(
  ledger: Warehouse,
  batch: {contract: Contract; batchId: number},
): Promise<WouldChange> {
  const replaced = await replacedInForce(ledger, batch.batchId);
  const {new_rows, changed_rows, same_rows, new_people} = await countsOf(ledger, batch);
  const gone = replaced.length === 0 ? {rows: 0, people: null} : await fallenOutBy(ledger, batch, replaced);
  return {
    periods: await periodsOf(ledger, batch),
    periodMonths: monthsOfPeriod(batch.contract),
    rows: {new: new_rows, changed: changed_rows, same: same_rows},
    newPeople: new_people,
    gone,
    totals: await totalsOf(ledger, batch, JSON.stringify(replaced)),
  };
}

/** The rows of a source in force in the periods of the batch $1, and the batch's own. */
function bothSides({source}: Contract): string {
  return `mine as (select * from raw.${source} where batch_id = $1),
    before as (
      select rows.* from raw.${source} as rows
      inner join intake.current_periods as periods
        on periods.source = '${source}' and periods.batch_id = rows.batch_id and periods.period = rows.period
      where rows.period in (select period from mine)
    )`;
}

async function countsOf(
  ledger: Warehouse,
  {contract, batchId}: {contract: Contract; batchId: number},
): Promise<z.infer<typeof counted>> {
  const fields = judgedFields(contract);
  const isOfPeople = fields.some(({storedName}) => storedName === "staff_key");
  const isSame = fields
    .map(({storedName}) => `before.${storedName} is not distinct from mine.${storedName}`)
    .join(" and ");
  const people = isOfPeople
    ? `(select count(*)::integer from (
         select distinct period, staff_key from mine except select period, staff_key from before
       ))`
    : "null::integer";
  const [row] = await ledger.rows(
    `with ${bothSides(contract)},
     compared as (
       select
         exists (from before where before.period = mine.period and ${sameKey(contract, ["before", "mine"])}) as is_known,
         exists (from before where before.period = mine.period and ${isSame}) as is_same
       from mine
     )
     select count(*) filter (not is_known)::integer as new_rows,
       count(*) filter (is_known and not is_same)::integer as changed_rows,
       count(*) filter (is_same)::integer as same_rows, ${people} as new_people
     from compared`,
    [batchId],
  );
  return counted.parse(row);
}

async function periodsOf(
  ledger: Warehouse,
  {contract, batchId}: {contract: Contract; batchId: number},
): Promise<WouldChange["periods"]> {
  const rows = await ledger.rows(
    `with ${bothSides(contract)}
     select cast(period as varchar) as period, period not in (select period from before) as "isNew"
     from (select distinct period from mine) order by period`,
    [batchId],
  );
  return z.array(periodRow).parse(rows);
}

async function totalsOf(
  ledger: Warehouse,
  {contract, batchId}: {contract: Contract; batchId: number},
  replaced: string,
): Promise<Total[]> {
  const summed = judgedFields(contract).filter((field) => isSummed(field, contract));
  if (summed.length === 0) return [];
  const sum = ({storedName}: JudgedField, rows: string) =>
    `(select coalesce(sum(${storedName}), 0)::double from ${rows})`;
  const [row] = await ledger.rows(
    `with ${bothSides(contract)},
     replaced as (select unnest(from_json($2, '[{"period": "date", "replaced_id": "integer"}]'), max_depth := 2)),
     after as (
       select * from mine
       union all by name
       select before.* from before
       anti join replaced on replaced.replaced_id = before.batch_id and replaced.period = before.period
     )
     select ${summed.map((field, index) => `${sum(field, "before")} as now_${index}, ${sum(field, "after")} as then_${index}`).join(", ")}`,
    [batchId, replaced],
  );
  return summed.map(({name, meta}, index) => ({
    heading: meta.headings[0] ?? name,
    isDuration: meta.kind === "duration",
    before: Number(row?.[`now_${index}`]),
    after: Number(row?.[`then_${index}`]),
  }));
}

function isSummed({name, meta: {kind}}: JudgedField, {grain}: Contract): boolean {
  return (kind === "integer" || kind === "duration") && !grain.includes(name);
}
