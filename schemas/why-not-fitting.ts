import {z} from "zod";
import {ja} from "zod/locales";

// Messages are made when a value is read, not when they are shown: so for all that is read anywhere.
z.config(ja());

/** What in a file of settings does not fit its schema, and where, one line after another. */
export function whyNotFitting(error: z.ZodError): string {
  return z.prettifyError(error).replaceAll(/→ at /g, "→ 場所: ");
}
