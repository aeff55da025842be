import {z} from "zod";
import {type Contract, fieldsOf} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";
import {fieldOf} from "../../../schemas/fields.ts";
import type {Warehouse} from "../../engine/open.ts";
import {choicesOf, storedColumns} from "../../ledger/stored-tables.ts";

/**
 * A contract in words of another day, with its values counted as the raw table counts them today. UserError for a value of
 * the city's own that the table has no more.
 */
export async function asStored(ledger: Warehouse, contract: Contract): Promise<Contract> {
  if (!contract.words) return contract;
  const columns = (await storedColumns(ledger)).filter(({source}) => source === contract.source);
  const types = new Map(columns.map(({name, type}) => [name, choicesOf(type)]));
  const row = fieldsOf(contract).map(({name, meta, schema}) => {
    const values = types.get(name);
    if (meta.kind !== "choice" || values === undefined) return [name, schema];
    const gone = meta.values.find((value) => !values.includes(value));
    if (gone !== undefined) throw new UserError(`前に市の言葉にあった値「${gone}」が、いまはありません`);
    return [name, fieldOf({...meta, values})];
  });
  return {...contract, row: z.strictObject(Object.fromEntries(row))};
}
