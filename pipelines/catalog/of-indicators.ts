import type {z} from "zod";
import {UserError} from "../../schemas/errors.ts";
import type {RowsToInsert} from "../engine/insert-rows.ts";
import {placedRows} from "./catalog-file.ts";
import {type Named, oneNamed} from "./one-named.ts";
import {whyNotPrintable} from "./printable.ts";

type Row = RowsToInsert["rows"][number];

/**
 * Rows of a CSV file of the city that name indicators (kpi_id), by id or by name, and say of them what is printed. UserError with
 * file and line for an indicator that there is not, and for a sign that cannot be printed.
 */
export function rowsOfIndicators(
  {city, file, schema}: {city: string; file: string; schema: z.ZodObject},
  indicators: Named[],
): Row[] {
  return placedRows(city, file, schema).map(({row, place}) => {
    mustBePrintable(row, place);
    return row.kpi_id === null ? row : {...row, kpi_id: idOf(String(row.kpi_id), place, indicators)};
  });
}

function mustBePrintable(row: Row, place: string): void {
  for (const [column, text] of Object.entries(row)) {
    const fault = typeof text === "string" ? whyNotPrintable(text) : null;
    if (fault) throw new UserError(`${place}: ${column} の${fault}`);
  }
}

function idOf(typed: string, place: string, indicators: Named[]): string {
  try {
    return oneNamed(typed, indicators, "指標").id;
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw new UserError(`${place}: ${cause.message}`, {cause});
  }
}
