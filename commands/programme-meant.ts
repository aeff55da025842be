import type {Marts} from "../pipelines/engine/kysely.ts";
import type {Programme} from "../reports/values/read-programmes.ts";

/** The programme of a release that a person means, by its name, a part of it, or its id. UserError with the nearest. */
export async function programmeMeant(marts: Marts, typed: string): Promise<Programme> {
  const {oneNamed} = await import("../pipelines/catalog/one-named.ts");
  const {readProgrammes} = await import("../reports/values/read-programmes.ts");
  const programmes = await readProgrammes(marts);
  const named = programmes.map(({programme_id, name, title}) => ({
    id: programme_id,
    title: `${name}（${programme_id}）`,
    names: [name, ...(title === null ? [] : [title])],
  }));
  const {id} = oneNamed(typed, named, "計画");
  const meant = programmes.find(({programme_id}) => programme_id === id);
  if (!meant) throw new Error("the programme was found and is missing");
  return meant;
}
