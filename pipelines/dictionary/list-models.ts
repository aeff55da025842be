import type {ListedModel} from "../../schemas/listed-model.ts";
import {materialisation} from "../build/create-model.ts";
import {lastBuilt} from "../build/kept-build.ts";
import {readDescriptions} from "../catalog/descriptions.ts";
import type {Home} from "../installation/home.ts";
import {chooseRelations} from "./choose-relations.ts";
import {relationShapes} from "./relation-shapes.ts";
import {describeRelations} from "./relations.ts";

/**
 * The relations of a city in the order in which they are computed, inputs first; only those that are chosen, where some are. `all`
 * counts the others, too.
 * UserError for a choice that names none.
 */
export async function listModels(
  home: Home,
  select: string[],
): Promise<{models: ListedModel[]; all: number}> {
  const shapes = await relationShapes(home.city);
  const relations = describeRelations(shapes, readDescriptions(home.city));
  const built = lastBuilt(home);
  const models = new Map(shapes.models.map((model, place) => [model.name, {model, place}]));
  const chosen = chooseRelations(relations, select);
  const listed = relations
    .filter(({name}) => chosen.has(name))
    .toSorted((one, other) => (models.get(one.name)?.place ?? -1) - (models.get(other.name)?.place ?? -1))
    .map(({name, layer, title, dependsOn, usedBy, columns}) => {
      const model = models.get(name)?.model;
      return {
        ...{name, layer, title, kind: model ? materialisation(model) : "input"},
        ...{depends_on: dependsOn, used_by: usedBy},
        ...{built_at: built[name]?.builtAt ?? null, milliseconds: built[name]?.milliseconds ?? null},
        columns: columns.map((column) => ({name: column.name, from: column.from})),
      } satisfies ListedModel;
    });
  return {models: listed, all: relations.length};
}
