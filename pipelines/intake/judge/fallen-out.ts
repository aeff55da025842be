import {z} from "zod";
import type {Contract} from "../../../schemas/contract.ts";
import type {Warehouse} from "../../engine/open.ts";
import type {Replaced} from "../../ledger/replaces.ts";
import {sameKey} from "../../ledger/rows-in-force.ts";
import {judgedFields} from "../../ledger/stored-columns.ts";

/** What counted until now and counts no more. `people` is null for a source without staff numbers. */
export interface FallenOut {
  rows: number;
  people: number | null;
}

const fallenOut = z.strictObject({rows: z.int(), people: z.int().nullable()});

/**
 * What falls out when a batch takes the place of others that are in force: their rows of which neither the batch nor another
 * file in force has the key, and the people who have no row left in those periods.
 */
export async function fallenOutBy(
  ledger: Warehouse,
  {contract, batchId}: {contract: Contract; batchId: number},
  replaced: Replaced[],
): Promise<FallenOut> {
  const {source} = contract;
  const isOfPeople = judgedFields(contract).some(({storedName}) => storedName === "staff_key");
  const people = isOfPeople
    ? `(count(distinct gone.staff_key) filter (
         not exists (select 1 from kept where kept.period = gone.period and kept.staff_key = gone.staff_key)
       ))::integer`
    : "null::integer";
  const [row] = await ledger.rows(
    `with replaced as (
       select unnest(from_json($2, '[{"period": "date", "replaced_id": "integer"}]'), max_depth := 2)
     ),
     staying as (
       select period, batch_id from intake.current_periods
       where source = '${source}' and period in (select period from replaced)
         and not exists (
           select 1 from replaced
           where replaced.replaced_id = current_periods.batch_id and replaced.period = current_periods.period
         )
       union
       select period, $1::integer as batch_id from replaced
     ),
     kept as (
       select rows.* from raw.${source} as rows
       inner join staying on staying.batch_id = rows.batch_id and staying.period = rows.period
     ),
     gone as (
       select rows.* from raw.${source} as rows
       inner join replaced on replaced.replaced_id = rows.batch_id and replaced.period = rows.period
       where not exists (select 1 from kept where kept.period = rows.period and ${sameKey(contract, ["kept", "rows"])})
     )
     select count(*)::integer as rows, ${people} as people from gone`,
    [batchId, JSON.stringify(replaced)],
  );
  return fallenOut.parse(row);
}

/** "10行（10人）", "3行". */
export function fallenOutText({rows, people}: FallenOut): string {
  const count = (value: number) => value.toLocaleString("ja-JP");
  return `${count(rows)}行${people === null || people === 0 ? "" : `（${count(people)}人）`}`;
}
