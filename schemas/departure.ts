import {z} from "zod";

export const departure = z.strictObject({
  /** A loaded file, one that was refused, a workbook in which somebody was to mend a file. */
  kind: z.enum(["archive", "refused", "mending"]),
  /** As it came; of a refused one its name in the folder, of a workbook its place. */
  name: z.string(),
  /** Null for what was no file. */
  sha256: z.string().nullable(),
  byte_count: z.int().nullable(),
  /** The last batch that came from it. */
  batch_id: z.int().nullable(),
  left_at: z.string(),
  /** The day in Japan. */
  left_on: z.iso.date(),
  account: z.string(),
  /** Null for what left by rule. */
  ordered_by: z.string().nullable(),
  reason: z.string(),
  /** What a person's order rests on; null where the term was over. */
  order_basis: z.string().nullable(),
  /** Whether the same content was loaded once more since: then it is kept again. */
  came_again: z.boolean(),
});

/** The proof that an original was there. */
export type Departure = z.infer<typeof departure>;

/** Kinds in the office's words. */
export const ORIGINAL_KINDS = {
  archive: "保管ファイル",
  refused: "受付不可のファイル",
  mending: "直し用のExcel",
} as const;
