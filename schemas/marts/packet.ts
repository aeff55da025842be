import {z} from "zod";
import {MAIN} from "../programme.ts";
import {count, isoDate, place} from "./column-kinds.ts";

/* Words of the committee packets, of each programme its own. Where a cell holds several lines they are parted by line feeds. */

/** One row per fiscal year, measure and part (part_no 0: the measure itself); a repetition has repeats_id and no plan or result. */
export const dimInitiatives = z.strictObject({
  programme_id: z.string().default(MAIN),
  fiscal_year: place,
  initiative_id: z.string(),
  part_no: place,
  direction_no: place,
  direction_name: z.string(),
  section_no: place,
  section_name: z.string(),
  measure_no: place,
  title: z.string(),
  repeats_id: z.string().nullable(),
  plan: z.string().nullable(),
  result: z.string().nullable(),
});

/** One row per task: the words of its fixed form. */
export const dimTaskSheets = z.strictObject({
  programme_id: z.string().default(MAIN),
  display_order: place,
  task_no: z.string(),
  owner: z.string(),
  theme_no: z.string(),
  theme_name: z.string(),
  item_no: z.string(),
  item_name: z.string(),
  current_state: z.string(),
  /** 取組の方向性. */
  course: z.string(),
  goal: z.string(),
  needs_people: z.boolean(),
  needs_goods: z.boolean(),
  needs_money: z.boolean(),
  needs_information: z.boolean(),
  needs_time: z.boolean(),
});

/** One row per task and span of fiscal years. */
export const dimTaskActions = z.strictObject({
  programme_id: z.string().default(MAIN),
  task_no: z.string(),
  display_order: place,
  first_fiscal_year: place,
  last_fiscal_year: place,
  actions: z.string(),
});

/** One row per task of the reform, also those of single bureaus that have no sheet. */
export const dimRelatedTasks = z.strictObject({
  programme_id: z.string().default(MAIN),
  display_order: place,
  group_name: z.string(),
  task_no: z.string(),
  task_name: z.string(),
});

/** One row per programme that prints packets: the reform. */
export const dimReform = z.strictObject({
  programme_id: z.string().default(MAIN),
  city: z.string(),
  programme_name: z.string(),
  /** What the packet calls the reform itself. */
  reform_name: z.string(),
  is_verbatim: z.boolean(),
  purpose: z.string(),
  vision: z.string(),
  approaches: z.string(),
  item_no: z.string(),
  item_name: z.string(),
  progress: z.string(),
  course: z.string(),
});

/** One row per page of the packet's overview; `content` is the page as the city wrote it, in JSON (schemas/packet-pages.ts). */
export const dimPacketPages = z.strictObject({
  programme_id: z.string().default(MAIN),
  page_no: place,
  content: z.string(),
});

/** One row per fiscal year: the packet's cover. */
export const dimPackets = z.strictObject({
  programme_id: z.string().default(MAIN),
  fiscal_year: place,
  committee: z.string(),
  matter: z.string(),
  title: z.string(),
  presented_on: isoDate,
  department: z.string(),
});

/** One row per fiscal year and block of lines. `place` is a chapter, or "section-1-4" for section (1)-④ at a glance. */
export const dimPacketTexts = z.strictObject({
  programme_id: z.string().default(MAIN),
  fiscal_year: place,
  display_order: place,
  place: z.string(),
  kind: z.enum(["text", "done", "next"]),
  heading: z.string(),
  lines: z.string(),
});

/** One row per packet, place and published figure that no source file gives, with its document. */
export const fctPacketReferences = z.strictObject({
  programme_id: z.string().default(MAIN),
  fiscal_year: count,
  place: z.string(),
  display_order: place,
  series: z.string(),
  series_name: z.string(),
  published_fiscal_year: count,
  value: z.number(),
  decimals: count,
  unit: z.string(),
  document: z.string(),
  location: z.string(),
  published_status: z.enum(["確定", "速報", "計画"]),
  note: z.string(),
});
