import {type Named, oneNamed} from "../../pipelines/catalog/one-named.ts";
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

/** The one that a person means, by its name, a part of it, or its id. UserError with the nearest. */
export async function programmeMeant(marts: Marts, typed: string): Promise<Programme> {
  const programmes = await readProgrammes(marts);
  const {id} = oneNamed(typed, programmes.map(namedProgramme), "計画");
  const meant = programmes.find(({programme_id}) => programme_id === id);
  if (!meant) throw new Error("the programme was found and is missing");
  return meant;
}

/** Part of a file's name and of a mark: none for the first programme. */
export function programmePart({programme_id, display_order}: Programme): string {
  return display_order === 1 ? "" : programme_id;
}

function namedProgramme({programme_id, name, title}: Programme): Named {
  return {
    id: programme_id,
    title: `${name}（${programme_id}）`,
    names: [name, ...(title === null ? [] : [title])],
  };
}
