import type {z} from "zod";
import {UserError} from "../../schemas/errors.ts";
import {readOwnFile, readOwnIfAny} from "./plain-file.ts";

/**
 * Reads one of the installation's own files that remembers something, and is only ever replaced whole. UserError with
 * the remedy when it was damaged since.
 */
export function readJsonFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  remedy: string,
): z.infer<Schema> {
  const result = schema.safeParse(parsed(readOwnFile(file).toString("utf8")));
  if (result.success) return result.data;
  throw new UserError(`「${file}」が壊れています。${remedy}`, {cause: result.error});
}

/** Reads a file that can be made anew: undefined where it is missing, no file, far too long, torn, or of a program that wrote it otherwise. */
export function readDerivedFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): z.infer<Schema> | undefined {
  const text = readOwnIfAny(file);
  return text === undefined ? undefined : schema.safeParse(parsed(text)).data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
