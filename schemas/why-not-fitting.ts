import {z} from "zod";
import {ja} from "zod/locales";
import {faultsOf} from "./allowed-keys.ts";

// Messages are made when a value is read, not when they are shown: so for all that is read anywhere.
z.config({...ja(), customError: whatIsEmpty});

/** Said of what must be there. */
export const ABSENT = "ありません。書き足してください。";

/** Said of what is not there, and of a text or list with nothing in it; undefined for what the library says itself. */
function whatIsEmpty({code, origin, minimum, input}: z.core.$ZodRawIssue): string | undefined {
  if (code === "invalid_type" && input === undefined) return ABSENT;
  if (code !== "too_small" || Number(minimum) !== 1) return undefined;
  if (origin === "string") return "空です。言葉を書いてください。";
  return origin === "array" ? "空です。一つ以上書いてください。" : undefined;
}

/** What in a file of settings does not fit its schema, and where, one line after another. */
export function whyNotFitting({issues}: z.ZodError, schema: z.ZodType): string {
  const faults = issues.flatMap((issue) => faultsOf(issue, schema));
  return faults
    .map(({path, message}) =>
      path.length === 0 ? `✖ ${message}` : `✖ ${message}\n  → 場所: ${path.join(".")}`,
    )
    .join("\n");
}
