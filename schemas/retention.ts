import {z} from "zod";

/** city/retention.yaml: what is removed when it is old. */
export const retention = z.strictObject({
  releases: z.strictObject({
    /** So many of the latest are kept. */
    keep_latest: z.int().min(1),
    /** Those published within so many days are kept. */
    keep_days: z.int().nonnegative(),
    /** The last one published in each fiscal year is kept. */
    keep_last_of_fiscal_year: z.boolean(),
  }),
  batches: z.strictObject({
    /** Rows of a file that is not in force stay in the ledger for so many days after it was replaced or rejected. */
    keep_unused_days: z.int().nonnegative(),
  }),
  /** What a restore or an upgrade put aside stays for so many days. */
  put_aside: z.strictObject({keep_days: z.int().nonnegative()}),
  /** Files with people in them, as they were sent or made from such. They leave, and that they were there stays noted. */
  originals: z.strictObject({
    /** Whole fiscal years after the one of its data or its receipt, whichever is later. */
    archive_keep_fiscal_years: z.int().nonnegative(),
    /** Days after a file was put aside. */
    refused_keep_days: z.int().nonnegative(),
    /** Days after a workbook was written. */
    mending_keep_days: z.int().nonnegative(),
  }),
});

export type Retention = z.infer<typeof retention>;
