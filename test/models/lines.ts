import type {Row} from "../../pipelines/engine/open.ts";

/** Each row as one line: its values in order with a space between, whole numbers of any width alike, nothing as －. */
export function lines(rows: Row[]): string[] {
  return rows.map((row) =>
    Object.values(row)
      .map((value) => (value === null ? "－" : String(value)))
      .join(" "),
  );
}
