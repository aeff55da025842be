import type {Model} from "../catalog/models.ts";
import {type SelectNode, selectTrees} from "../catalog/parsed-select.ts";
import type {Warehouse} from "../engine/open.ts";
import {columnSources} from "./column-sources.ts";

/** For "marts.fct_kpi_values.value": the loaded and catalog columns that its value is computed from, by name. */
export type ColumnLineage = Map<string, string[]>;

/** Traced through every model, down to what no model makes. `columns`: names of the columns of every relation. */
export async function columnLineage(
  warehouse: Warehouse,
  models: Model[],
  columns: Map<string, string[]>,
): Promise<ColumnLineage> {
  const trees = await selectTrees(warehouse, models);
  const lineage: ColumnLineage = new Map();
  // Each model comes after those it reads.
  for (const model of models)
    for (const [name, sources] of sourcesOf(model, trees.get(model.text), columns))
      lineage.set(
        `${model.name}.${name}`,
        [...new Set([...sources].flatMap((source) => lineage.get(source) ?? [source]))].sort(),
      );
  return lineage;
}

/** A city may write what cannot be traced; its columns then come from nowhere. */
function sourcesOf(
  {from}: Model,
  tree: SelectNode | undefined,
  columns: Map<string, string[]>,
): ReturnType<typeof columnSources> {
  try {
    return columnSources(tree ?? {}, (relation) => columns.get(relation));
  } catch (error) {
    if (from === "city") return new Map();
    throw error;
  }
}
