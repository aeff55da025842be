import {z} from "zod";
import {type MartName, type MartRow, marts as schemas} from "../../schemas/marts.ts";

/** Rows pass the schema of their mart once, here; behind it everything is trusted. */
export function parseRows<Name extends MartName>(name: Name, rows: unknown[]): MartRow<Name>[] {
  return z.array(schemas[name]).parse(rows) as MartRow<Name>[];
}
