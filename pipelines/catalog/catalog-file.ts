import {parse} from "csv-parse/sync";
import type {z} from "zod";
import {UserError} from "../../schemas/errors.ts";
import {whyNotFitting} from "../../schemas/why-not-fitting.ts";
import type {RowsToInsert} from "../engine/insert-rows.ts";
import {cityText} from "./city-folder.ts";

/**
 * The rows of a CSV file of the city or, where it has none, of the program, each checked; none where nobody has written any.
 * Lines that begin with # explain the file. UserError with file, line and reason for what does not fit.
 */
export function checkedRows(city: string, file: string, schema: z.ZodObject): RowsToInsert["rows"] {
  const written = cityText(city, file);
  if (!written) return [];
  return recordsIn(written.text, written.place).map(({record, info}) => {
    const result = schema.safeParse(record);
    if (result.success) return result.data as RowsToInsert["rows"][number];
    throw new UserError(
      `${written.place} の${info.lines}行目が正しくありません。${whyNotFitting(result.error)}`,
    );
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
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`${place} を CSV として読めません: ${said}`, {cause});
  }
}
