import {UserError} from "./errors.ts";
import {visibleLine} from "./visible-text.ts";

/** Signs that leave the paper white: spaces, controls, marks without a width, fillers. */
const BLANK = /\p{C}|\p{Z}|\p{M}|[\u115F\u1160\u2800\u3164\uFFA0]/gu;

/** What a person wrote down, as one line for the records. UserError with `missing` where nothing of it can be read. */
export function statedText(text: string, missing: string): string {
  if (text.replace(BLANK, "") === "") throw new UserError(missing);
  return visibleLine(text.trim());
}
