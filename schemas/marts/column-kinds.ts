import {z} from "zod";

/** Dates leave the warehouse as ISO text ("2024-09-30"); counts are integers, measures doubles; "none" is null. */
export const isoDate = z.iso.date();

export const count = z.int();

/** A number that says where something stands (a year, an order, how many digits are shown), not how much: no figure to remember. */
export const place = z.int();

/** Direction in which an indicator improves; within: into a range; none: its target is in words. */
export const direction = z.enum(["up", "down", "within", "none"]);

/** Status of observation: 速報 provisional, 確定 final, 改定 revised (an earlier release said otherwise), 秘匿 withheld (a small cell that may not be shown). */
export const observationStatus = z.enum(["provisional", "final", "revised", "withheld"]);

/** 達成 / 順調 / やや遅れ / 遅れ / 逆行 (worse than the base) / 容認 / 起点 (the programme has not begun) / 不明 / 参考 / 該当なし. */
export const kpiStatus = z.enum([
  "achieved",
  "on_track",
  "slightly_behind",
  "behind",
  "reversed",
  "accepted",
  "start",
  "unknown",
  "reference",
  "none",
]);

/** What a target asks for besides its number; all null in releases from before there were forms. */
export const targetColumns = {
  /** Between these a value must lie; null: that side is open. */
  target_low: z.number().nullable().default(null),
  target_high: z.number().nullable().default(null),
  /** The target as it is printed (概ね50%（±2）); null: the number with the comparator. */
  target_words: z.string().nullable().default(null),
  /** Its year in the plan's own words, of an era that has ended (平成32年度). */
  target_year_words: z.string().nullable().default(null),
  /** Its day, where the plan names one. */
  target_by: isoDate.nullable().default(null),
};
