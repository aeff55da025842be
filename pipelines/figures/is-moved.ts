import type {Said} from "../../schemas/series-code.ts";

const FLOATING_NOISE = 1e-9;

/** Whether two values differ by more than the noise of adding in another order. As is_moved in sql/functions/figures.sql. */
export function isMoved(earlier: number | null, later: number | null): boolean {
  if (earlier === null || later === null) return earlier !== later;
  return Math.abs(later - earlier) > FLOATING_NOISE * Math.max(Math.abs(earlier), Math.abs(later), 1);
}

/** The same of what may also be a word. */
export function isSaidOtherwise(earlier: Said, later: Said): boolean {
  if (typeof earlier === "string" || typeof later === "string") return earlier !== later;
  return isMoved(earlier, later);
}
