import {z} from "zod";

const text = z.coerce.string().min(1);

/** usual-words.yaml: what cities usually call the columns and values of their files. It proposes, and reads no file. */
export const usualWords = z.strictObject({
  /** Pieces of headings that mean the same: the first is read as the second. */
  pieces: z.record(text, text).default({}),
  /** Column → headings that are usual for it. */
  headings: z.record(z.string(), z.array(text)).default({}),
  /** Column → a usual word → the program's. */
  values: z.record(z.string(), z.record(text, text)).default({}),
});

export type UsualWords = z.infer<typeof usualWords>;
