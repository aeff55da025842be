import type {Contract} from "../../schemas/contract.ts";
import {judgedFields} from "./stored-columns.ts";

/**
 * The rows of a source on which figures rest, as SQL in a warehouse that has the ledger attached as `ledger`: those of the files
 * in force for their periods. Where several files make a period, of rows with the same key the newest file's stands.
 */
export function rowsInForce(contract: Contract, isInParts: boolean): string {
  const {source} = contract;
  const fields = judgedFields(contract);
  const columns = fields.map(({storedName, meta}) =>
    meta.kind === "choice" ? `cast(rows.${storedName} as varchar) as ${storedName}` : `rows.${storedName}`,
  );
  const inForce = `select ${columns.join(", ")}
    from ledger.raw.${source} as rows
    inner join raw.current_files as periods
      on periods.source = '${source}' and periods.batch_id = rows.batch_id and periods.period = rows.period`;
  if (!isInParts) return inForce;
  return `${inForce}
    where not exists (
      select 1
      from ledger.raw.${source} as newer
      inner join raw.current_files as theirs
        on theirs.source = '${source}' and theirs.batch_id = newer.batch_id and theirs.period = newer.period
      where theirs.period in (
          select period from raw.current_files where source = '${source}' group by period having count(*) > 1
        )
        and newer.period = rows.period and newer.batch_id > rows.batch_id and ${sameKey(contract, ["newer", "rows"])}
    )`;
}

/** Whether two rows of one period say something of the same thing, as SQL. */
export function sameKey(contract: Contract, [one, other]: [string, string]): string {
  const keys = judgedFields(contract).filter(({name}) => contract.grain.includes(name));
  return keys
    .map(({storedName}) => `${one}.${storedName} is not distinct from ${other}.${storedName}`)
    .join(" and ");
}
