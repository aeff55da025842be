import {z} from "zod";

/** One file that a section owes for one period. `due --json` prints these. */
const dueFile = z.strictObject({
  source: z.string(),
  title: z.string(),
  section: z.string(),
  /** 2024-09, R6Q2, R6 or a day of record 2024-04-01. */
  period: z.string(),
  period_name: z.string(),
  due_on: z.iso.date(),
  /** upcoming: not due yet; late: due day has passed; held: a file came but is held; arrived: it counts. */
  state: z.enum(["arrived", "upcoming", "held", "late"]),
  received_on: z.iso.date().nullable(),
  /** Calendar days since the due day, 0 up to that day and once the file has arrived. */
  days_overdue: z.int().min(0),
  /** Opening days among them. */
  opening_days_overdue: z.int().min(0),
});

/** One report of one period. */
const dueReport = z.strictObject({
  report: z.string(),
  title: z.string(),
  period: z.string(),
  period_name: z.string(),
  print_on: z.iso.date(),
  /**
   * upcoming: its day is not there yet; waiting: files are missing and it still waits for them, or it cannot do without
   * them; ready: to be printed now; retrying: failed and will be tried again; failed: tried to the end; done: printed.
   */
  state: z.enum(["upcoming", "waiting", "ready", "retrying", "failed", "done"]),
  /** Sources of which something is missing in the current release. */
  missing: z.array(z.string()),
  /** Last day on which it waits. */
  waits_until: z.iso.date(),
  /** What was printed, or why it failed. */
  note: z.string().nullable(),
  /** Name of the data it is printed from; null while there is no release. */
  input: z.string().nullable(),
});

/** A file that was read and counts for nothing until it is sent again or accepted. */
const heldFile = z.strictObject({
  batch_id: z.int(),
  source: z.string(),
  title: z.string(),
  section: z.string(),
  file_name: z.string(),
  received_on: z.iso.date(),
});

/** Something that the register of corrective actions (city/corrective-actions.csv) lacks. */
const dueAction = z.strictObject({
  /** unrecorded: behind, and nothing is said of it; overdue: not done by its day; unanswered: the committee waits. */
  lacks: z.enum(["unrecorded", "overdue", "unanswered"]),
  kpi_id: z.string(),
  short_name: z.string(),
  /** What was to be done, or what the committee said; null where nothing is recorded. */
  what: z.string().nullable(),
  owner: z.string().nullable(),
  due_on: z.iso.date().nullable(),
});

/** What is due on a day: files by due day, reports by day of printing. */
const dueList = z.strictObject({
  as_of: z.iso.date(),
  due_from: z.iso.date(),
  files: z.array(dueFile),
  reports: z.array(dueReport),
  held: z.array(heldFile),
});

/** The same with what is to be said of indicators that are behind. */
const dueWork = dueList.extend({actions: z.array(dueAction)});

export type DueAction = z.infer<typeof dueAction>;
export type DueWork = z.infer<typeof dueWork>;
export type DueFile = z.infer<typeof dueFile>;
export type DueReport = z.infer<typeof dueReport>;
export type DueList = z.infer<typeof dueList>;
