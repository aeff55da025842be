import type {Marts} from "../../pipelines/engine/kysely.ts";
import type {MartRow} from "../../schemas/marts.ts";
import {parseRows} from "./parse-rows.ts";

export type Programme = MartRow<"marts.dim_programmes">;

/** The programmes of a release, in their order; the first is meant where nothing says another. */
export async function readProgrammes(marts: Marts): Promise<Programme[]> {
  const rows = await marts.selectFrom("marts.dim_programmes").selectAll().execute();
  return parseRows("marts.dim_programmes", rows).toSorted(
    (one, other) => one.display_order - other.display_order,
  );
}

/** Part of a file's name and of a mark: none for the first programme. */
export function programmePart({programme_id, display_order}: Programme): string {
  return display_order === 1 ? "" : programme_id;
}
