import {UserError} from "../../schemas/errors.ts";
import {FILL_ANEW, type Fill} from "../../schemas/kept-build.ts";
import type {Model} from "../catalog/models.ts";
import type {Warehouse} from "../engine/open.ts";

/** Told of each model whose relation is there, and how long it took. */
export type Built = (model: Model, milliseconds: number) => void;

/** Makes each model's relation, those that it reads first. */
export interface Builder {
  build(models: Model[], built: Built): Promise<void>;
  /** Something outside has changed a table that models read. */
  changed(relation: string): void;
  /** Tables that models read and the program fills between them. */
  readonly fill: Fill;
}

/** Builds every model in the warehouse itself. */
export function buildingAnew(warehouse: Warehouse): Builder {
  return {
    async build(models, built) {
      for (const model of models) {
        const start = performance.now();
        await createModel(warehouse, model);
        built(model, performance.now() - start);
      }
    },
    changed() {},
    fill: FILL_ANEW,
  };
}

/** Makes a model's relation; `relation` is where it is to lie, under its own name unless told. */
export function createModel(
  warehouse: Warehouse,
  model: Model,
  relation: string = model.name,
): Promise<void> {
  return make(warehouse, model, `create or replace ${materialisation(model)} ${relation} as ${model.text}`);
}

/** Makes a table with the columns of a model's relation, and no row. */
export function declareModel(warehouse: Warehouse, model: Model): Promise<void> {
  return make(warehouse, model, `create or replace table ${model.name} as ${model.text} with no data`);
}

/** The engine says which column or table it lacks, not which file asks for it. */
async function make(warehouse: Warehouse, model: Model, sql: string): Promise<void> {
  try {
    await warehouse.run(sql);
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    if (said.startsWith("Out of Memory Error"))
      throw new UserError(
        `${model.file}: 計算に使ってよいメモリーが足りません。何も公開していません。settings.yaml の calculation: {max_memory: …}（MB）を増やすか、メモリーの多いコンピューターで、もう一度実行してください。`,
        {cause},
      );
    throw model.from === "city"
      ? new UserError(
          `${model.file}: 計算できません（${said}）。書き直してから、もう一度実行してください。`,
          {cause},
        )
      : new Error(`${model.file}: ${said}`, {cause});
  }
}

/** Staging only renames and casts, so it stays a view. */
export function materialisation({schema}: Model): "view" | "table" {
  return schema === "staging" ? "view" : "table";
}
