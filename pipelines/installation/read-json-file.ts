import {existsSync} from "node:fs";
import type {z} from "zod";
import {UserError} from "../../schemas/errors.ts";
import {readPlainFile} from "./plain-file.ts";

/** The largest, what is planned of a candidate, has some megabytes. */
const LARGEST_BYTES = 200_000_000;

/**
 * Reads one of the installation's own files that remembers something, and is only ever replaced whole. UserError with
 * the remedy when it was damaged since.
 */
export function readJsonFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  remedy: string,
): z.infer<Schema> {
  const result = schema.safeParse(parsed(textOf(file)));
  if (result.success) return result.data;
  throw new UserError(`「${file}」が壊れています。${remedy}`, {cause: result.error});
}

function textOf(file: string): string {
  try {
    return readPlainFile(file, LARGEST_BYTES).toString("utf8");
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw new UserError(`「${file}」を読めません。${cause.message}`, {cause});
  }
}

/** Reads a file that can be made anew: undefined where it is missing, torn, or of a program that wrote it otherwise. */
export function readDerivedFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): z.infer<Schema> | undefined {
  if (!existsSync(file)) return undefined;
  const result = schema.safeParse(parsed(readPlainFile(file, LARGEST_BYTES).toString("utf8")));
  return result.success ? result.data : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
