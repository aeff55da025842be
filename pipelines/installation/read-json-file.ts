import type {z} from "zod";
import {UserError} from "../../schemas/errors.ts";
import {isPlainFile, readOwnFile} from "./plain-file.ts";

/**
 * Reads one of the installation's own files that remembers something, and is only ever replaced whole. UserError with
 * the remedy when it was damaged since.
 */
export function readJsonFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  remedy: string,
): z.infer<Schema> {
  const result = schema.safeParse(parsed(readOwnFile(file)));
  if (result.success) return result.data;
  throw new UserError(`「${file}」が壊れています。${remedy}`, {cause: result.error});
}

/** Reads a file that can be made anew: undefined where it is missing, no file, torn, or of a program that wrote it otherwise. */
export function readDerivedFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): z.infer<Schema> | undefined {
  if (!isPlainFile(file)) return undefined;
  const result = schema.safeParse(parsed(readOwnFile(file)));
  return result.success ? result.data : undefined;
}

function parsed(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString("utf8"));
  } catch {
    return undefined;
  }
}
