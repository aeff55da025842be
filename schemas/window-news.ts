import {z} from "zod";

/** One number that a publication says otherwise, as it is told. */
const newsLine = z.strictObject({
  code: z.string(),
  name: z.string(),
  from: z.string(),
  to: z.string(),
  cause: z.string(),
});

/** An indicator that is judged otherwise. */
const newsVerdict = z.strictObject({
  name: z.string(),
  on: z.iso.date(),
  from: z.string(),
  to: z.string(),
  cause: z.string(),
});

/** What one person is told of one publication: their own part, and only what changed. */
const letter = z.strictObject({
  account_id: z.string(),
  lines: z.array(newsLine),
  verdicts: z.array(newsVerdict),
  /** Codes of figures that are new, without the many that every quarter brings to each bureau. */
  appeared: z.array(z.string()),
  /**
   * here: to be read in the window; sent: by mail, too; waiting: mail failed and is tried again; refused: a number of it is not that
   * of the release, and it goes nowhere.
   */
  state: z.enum(["here", "sent", "waiting", "refused"]),
  at: z.iso.datetime(),
  why: z.string(),
});

export type Letter = z.infer<typeof letter>;

/** window/news.json: what the last publication was told to whom. */
export const windowNews = z.strictObject({
  from: z.string(),
  release: z.string(),
  letters: z.array(letter),
});

export type WindowNews = z.infer<typeof windowNews>;
