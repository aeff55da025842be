import {CsvError, parse} from "csv-parse/sync";
import type {z} from "zod";
import {UserError} from "../../schemas/errors.ts";
import "../../schemas/why-not-fitting.ts";
import type {RowsToInsert} from "../engine/insert-rows.ts";
import {type CityText, cityText} from "./city-folder.ts";

/**
 * The rows of a CSV file of the city or, where it has none, of the program, each checked; none where nobody has written any.
 * Lines that begin with # explain the file. UserError with file, line and reason for what does not fit.
 */
export function checkedRows(city: string, file: string, schema: z.ZodObject): RowsToInsert["rows"] {
  const written = cityText(city, file);
  if (!written) return [];
  const last = lastOf.get(schema);
  if (last?.text === written.text && last.place === written.place) return last.rows;
  const rows = rowsIn(written, schema);
  lastOf.set(schema, {...written, rows});
  return rows;
}

/** The same, each with the place where it is written: "city/units.csv の3行目". */
export function placedRows(city: string, file: string, schema: z.ZodObject): PlacedRow[] {
  const written = cityText(city, file);
  if (!written) return [];
  const lines = recordsIn(written.text, written.place).map(({info}) => info.lines);
  return checkedRows(city, file, schema).map((row, index) => ({
    row,
    place: `${written.place} の${lines[index]}行目`,
  }));
}

interface PlacedRow {
  row: RowsToInsert["rows"][number];
  place: string;
}

/** What was read last by each schema: the limits of files are asked for with every file. */
const lastOf = new WeakMap<z.ZodObject, CityText & Pick<RowsToInsert, "rows">>();

function rowsIn({text, place}: CityText, schema: z.ZodObject): RowsToInsert["rows"] {
  return recordsIn(text, place).map(({record, info}) => {
    const result = schema.safeParse(record);
    if (result.success) return result.data as RowsToInsert["rows"][number];
    const faults = result.error.issues.map(({path, message}) => `${path.join(".")}: ${message}`);
    throw new UserError(`${place} の${info.lines}行目が正しくありません（${faults.join("、")}）。`);
  });
}

interface ReadRecord {
  record: unknown;
  info: {lines: number};
}

function recordsIn(text: string, place: string): ReadRecord[] {
  try {
    return parse(text, {
      columns: true,
      bom: true,
      info: true,
      comment: "#",
      comment_no_infix: true,
    }) as ReadRecord[];
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new UserError(
      `${place} の${cause.lines}行目: 列の数が見出しと違うか、引用符が閉じていません。見出しの行と見比べて直してください。`,
      {cause},
    );
  }
}
