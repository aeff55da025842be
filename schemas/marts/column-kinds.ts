import {z} from "zod";

/** Dates leave the warehouse as ISO text ("2024-09-30"); counts are integers, measures doubles; "none" is null. */
export const isoDate = z.iso.date();

export const count = z.int();

/** A number that says where something stands (a year, an order, how many digits are shown), not how much: no figure to remember. */
export const place = z.int();

/** Direction in which an indicator improves. */
export const direction = z.enum(["up", "down"]);

/** Status of observation: 速報 provisional, 確定 final, 改定 revised (an earlier release said otherwise), 秘匿 withheld (a small cell that may not be shown). */
export const observationStatus = z.enum(["provisional", "final", "revised", "withheld"]);

/** 達成 / 順調 / やや遅れ / 遅れ / 容認 / 不明 / 参考. */
export const kpiStatus = z.enum([
  "achieved",
  "on_track",
  "slightly_behind",
  "behind",
  "accepted",
  "unknown",
  "reference",
]);
