import {z} from "zod";

/** The last line of the log of who read what: whoever knows it can tell whether the log was cut or begun anew since. */
export const accessHead = z.object({
  /** Name of the log, by chance. */
  log: z.string(),
  number: z.int(),
  mac: z.string(),
});

export type AccessHead = z.infer<typeof accessHead>;
