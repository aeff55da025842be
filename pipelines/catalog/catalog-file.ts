import {readFileSync} from "node:fs";
import {join} from "node:path";
import {parse} from "csv-parse/sync";
import type {z} from "zod";
import {UserError} from "../../schemas/errors.ts";
import {whyNotFitting} from "../../schemas/why-not-fitting.ts";
import type {RowsToInsert} from "../engine/insert-rows.ts";
import {CATALOG_FOLDER} from "./sql-files.ts";

/** The rows of a CSV file of data/catalog, each checked. UserError with file, line and reason for what does not fit. */
export function checkedRows(file: string, schema: z.ZodObject): RowsToInsert["rows"] {
  const records: unknown[] = parse(readFileSync(join(CATALOG_FOLDER, file), "utf8"), {
    columns: true,
    bom: true,
  });
  return records.map((record, index) => {
    const result = schema.safeParse(record);
    if (result.success) return result.data as RowsToInsert["rows"][number];
    throw new UserError(
      `data/catalog/${file} の${index + 2}行目が正しくありません。${whyNotFitting(result.error)}`,
    );
  });
}
