import type {Model} from "../catalog/models.ts";
import type {Warehouse} from "../engine/open.ts";

/**
 * Notes for the check `mart_rows_are_unique` where a mart has a row twice: rows that are alike in all that its line
 * "-- grain: …" names ("one row" for a mart of one row).
 */
export async function noteRepeatedRows(warehouse: Warehouse, models: Model[]): Promise<void> {
  const marts = models.filter(({schema}) => schema === "marts");
  await warehouse.run(
    `insert into catalog.repeated_mart_rows ${marts.map(repeatedRowsOf).join("\nunion all\n")}`,
  );
}

function repeatedRowsOf(mart: Model): string {
  const columns = grainOf(mart);
  return `select '${mart.description}', concat_ws('・', ${columns.join(", ") || "null"}), count(*)
    from ${mart.name} ${columns.length > 0 ? `group by ${columns.join(", ")}` : ""} having count(*) > 1`;
}

/** Columns that make a row of a mart one row; none where there is only one. */
function grainOf({name, text}: Model): string[] {
  const columns = /^-- grain: (.+)$/m.exec(text)?.[1];
  if (!columns)
    throw new Error(
      `sql/${name.replace(".", "/")}.sql has no line "-- grain: …": name the columns that make a row one row, or "one row"`,
    );
  return columns === "one row" ? [] : columns.split(", ");
}
