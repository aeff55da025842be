import type {Warehouse} from "../engine/open.ts";
import {type SqlFile, sqlFiles} from "./sql-files.ts";

/** One SELECT in one file; its path is its relation name, its first comment says what it holds. */
export interface Model extends SqlFile {
  dependsOn: string[];
  description: string;
}

/** Layers in their order; a model reads its own layer and those before it, and the inputs `raw` and `catalog`. */
export const LAYERS = ["staging", "restricted", "intermediate", "metrics", "marts"] as const;

/** All models, each after those it reads. The dependencies come from the engine's own parser. */
export async function readModels(warehouse: Warehouse): Promise<Model[]> {
  const files = LAYERS.flatMap(sqlFiles);
  const models: Model[] = [];
  for (const file of files)
    models.push({...file, dependsOn: await relationsIn(warehouse, file), description: descriptionOf(file)});
  return inOrder(models);
}

function descriptionOf({text}: SqlFile): string {
  return /^-- (.+)$/m.exec(text)?.[1] ?? "";
}

/** Schema-qualified relations that a statement reads, also inside subqueries and CTEs. */
async function relationsIn(warehouse: Warehouse, {name, text}: SqlFile): Promise<string[]> {
  const [row] = await warehouse.rows("select json_serialize_sql($1::varchar)::varchar as tree", [text]);
  const tree = JSON.parse(String(row?.tree)) as {error: boolean; error_message?: string};
  if (tree.error) throw new Error(`${name} is not one SELECT: ${tree.error_message}`);
  const found = new Set<string>();
  collectRelations(tree, found);
  return [...found].sort();
}

function collectRelations(node: unknown, found: Set<string>): void {
  if (typeof node !== "object" || node === null) return;
  const {type, schema_name: schema, table_name: table} = node as Record<string, unknown>;
  if (type === "BASE_TABLE" && schema) found.add(`${schema}.${table}`);
  for (const child of Object.values(node)) collectRelations(child, found);
}

function inOrder(models: Model[]): Model[] {
  const byName = new Map(models.map((model) => [model.name, model]));
  const ordered = new Set<Model>();
  function place(model: Model, path: string[]): void {
    if (path.includes(model.name))
      throw new Error(`models go in a circle: ${[...path, model.name].join(" → ")}`);
    for (const name of model.dependsOn) {
      const upstream = byName.get(name);
      if (upstream) place(upstream, [...path, model.name]);
    }
    ordered.add(model);
  }
  for (const model of models) place(model, []);
  return [...ordered];
}
