import {readFileSync} from "node:fs";
import type {z} from "zod";
import {UserError} from "../../schemas/errors.ts";

/** Reads one of the installation's own files, which are only ever replaced whole. UserError with the remedy when it was damaged since. */
export function readJsonFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  remedy: string,
): z.infer<Schema> {
  const result = schema.safeParse(parsed(readFileSync(file, "utf8")));
  if (result.success) return result.data;
  throw new UserError(`「${file}」が壊れています。${remedy}`, {cause: result.error});
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
