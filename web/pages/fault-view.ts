import type {FaultGroup} from "../../schemas/fault-group.ts";
import {someOf} from "../../schemas/some-of.ts";

/** The same wrong thing in one column, as a row of a table. */
export interface FaultView {
  heading: string;
  cell: string;
  reason: string;
  rows: string;
  places: string;
}

export function faultView({heading, cell, reason, row_count, first_places}: FaultGroup): FaultView {
  return {
    ...{heading, reason, rows: row_count.toLocaleString("ja-JP")},
    cell: cell ?? "（示しません）",
    places: someOf(first_places, row_count, "行"),
  };
}
