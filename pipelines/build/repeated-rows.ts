import {UserError} from "../../schemas/errors.ts";
import {grainOf} from "../catalog/grain.ts";
import type {Model} from "../catalog/models.ts";
import type {Warehouse} from "../engine/open.ts";
import {quoted} from "../engine/quoted.ts";

/**
 * Notes for the check `mart_rows_are_unique` where a mart has a row twice: rows that are alike in all that its line
 * "-- grain: …" names ("one row" for a mart of one row). UserError where a mart of the city's own names columns that it has not.
 */
export async function noteRepeatedRows(warehouse: Warehouse, models: Model[]): Promise<void> {
  const marts = models.filter(({schema}) => schema === "marts");
  await note(
    warehouse,
    marts.filter(({from}) => from !== "city"),
  );
  for (const mart of marts.filter(({from}) => from === "city")) await noteOfCity(warehouse, mart);
}

async function note(warehouse: Warehouse, marts: Model[]): Promise<void> {
  const rows = marts.map(repeatedRowsOf).join("\nunion all\n");
  await warehouse.run(`insert into catalog.repeated_mart_rows ${rows}`);
}

async function noteOfCity(warehouse: Warehouse, mart: Model): Promise<void> {
  try {
    await note(warehouse, [mart]);
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(
      `${mart.file}: 「-- grain:」の列で、同じ行があるかを確かめられません（${said}）。この表の列の名前を書いてください。`,
      {cause},
    );
  }
}

function repeatedRowsOf(mart: Model): string {
  const columns = grainOf(mart);
  if (!columns)
    throw new Error(
      `${mart.file} has no line "-- grain: …": name the columns that make a row one row, or "one row"`,
    );
  return `select ${quoted(mart.description)}, concat_ws('・', ${columns.join(", ") || "null"}), count(*)
    from ${mart.name} ${columns.length > 0 ? `group by ${columns.join(", ")}` : ""} having count(*) > 1`;
}
