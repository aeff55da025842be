import type {SqlFile} from "./sql-files.ts";

/** Columns that make a row of a mart one row, by its line "-- grain: …"; none for "one row", undefined without such a line. */
export function grainOf({text}: Pick<SqlFile, "text">): string[] | undefined {
  const columns = /^-- grain: (.+)$/m.exec(text)?.[1];
  return columns === "one row" ? [] : columns?.split(", ");
}
