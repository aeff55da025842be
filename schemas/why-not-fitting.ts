import {z} from "zod";
import {ja} from "zod/locales";

// Messages are made when a value is read, not when they are shown: so for all that is read anywhere.
z.config({...ja(), customError: whatIsEmpty});

/** Said of a text or list with nothing in it; undefined for what the library says itself. */
function whatIsEmpty({code, origin, minimum}: z.core.$ZodRawIssue): string | undefined {
  if (code !== "too_small" || Number(minimum) !== 1) return undefined;
  if (origin === "string") return "空です。言葉を書いてください。";
  return origin === "array" ? "空です。一つ以上書いてください。" : undefined;
}

/** What in a file of settings does not fit its schema, and where, one line after another. */
export function whyNotFitting(error: z.ZodError): string {
  return z.prettifyError(error).replaceAll(/→ at /g, "→ 場所: ");
}
