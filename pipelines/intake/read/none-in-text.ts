import {UserError} from "../../../schemas/errors.ts";
import type {ReadableText} from "./decode.ts";
import type {Grid} from "./grid.ts";
import {noneReport} from "./none-report.ts";
import type {ReadOptions} from "./read-options.ts";
import {readTextGrid} from "./read-text-grid.ts";
import type {TextTable} from "./text-table.ts";

/** What says that there is nothing is no longer. */
const MOST_BYTES = 8 * 1024;

/** A text file that reports that a period had nothing. */
export function noneInText(
  text: ReadableText,
  delimiters: string[],
  options: ReadOptions,
): TextTable | undefined {
  if (text.byteCount > MOST_BYTES) return undefined;
  for (const delimiter of delimiters) {
    const grid = gridOf(text, delimiter);
    const none = grid && noneReport([grid], options, text.writtenIn);
    if (none) return none;
  }
  return undefined;
}

/** Undefined for what cannot be split; others say why. */
function gridOf(text: ReadableText, delimiter: string): Grid | undefined {
  try {
    return readTextGrid(text, delimiter);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
