import type {Cell} from "../../pipelines/engine/open.ts";

/** A value as text: nothing for NULL, lists and structs as JSON. */
export function cellText(cell: Cell): string {
  if (cell === null) return "";
  return typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}
