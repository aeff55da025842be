import {z} from "zod";

/** Something that people should know of. */
const condition = z.strictObject({
  /** The same trouble keeps its key: late:overtime:2024-09, behind:paper_sheets … */
  key: z.string(),
  /** error: the work stands still or is in danger; warning: somebody should look. */
  level: z.enum(["error", "warning"]),
  /** One line for a list or the subject of a mail. */
  title: z.string(),
  /** What to do. */
  remedy: z.string(),
});

/** One message about a condition. */
const notice = condition.extend({
  kind: z.enum(["new", "again", "over", "event"]),
  at: z.iso.datetime(),
  /** Where it is still to be told. */
  untold: z.array(z.enum(["log", "mail"])),
});

/** service/alerts.json: what is open, what was told, what is still to be told. */
export const alertState = z.strictObject({
  open: z.array(
    condition.extend({since: z.iso.datetime(), toldAt: z.iso.datetime(), timesTold: z.int().min(1)}),
  ),
  /** Keys of the latest events, so that none is told twice. */
  toldEvents: z.array(z.string()),
  notices: z.array(notice),
  /** Why the last candidate was not published: a check stopped it, or a person is asked. It holds until what was to be published is. */
  unpublished: z.array(condition),
  /** Mail that could not be sent is tried again after a while. */
  mail: z.strictObject({failures: z.int().min(0), retryAt: z.iso.datetime().nullable(), why: z.string()}),
});

export type Condition = z.infer<typeof condition>;
export type Notice = z.infer<typeof notice>;
export type AlertState = z.infer<typeof alertState>;
