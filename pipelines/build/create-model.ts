import {UserError} from "../../schemas/errors.ts";
import type {Model} from "../catalog/models.ts";
import type {Warehouse} from "../engine/open.ts";

/** Makes each model's relation, those that it reads first. */
export interface Builder {
  build(model: Model): Promise<void>;
}

/** Builds every model in the warehouse itself. */
export function buildingAnew(warehouse: Warehouse): Builder {
  return {build: (model) => createModel(warehouse, model)};
}

/** The engine says which column or table it lacks, not which file asks for it. `relation` is where it is to lie, under its own name unless told. */
export async function createModel(
  warehouse: Warehouse,
  model: Model,
  relation: string = model.name,
): Promise<void> {
  try {
    await warehouse.run(`create or replace ${materialisation(model)} ${relation} as ${model.text}`);
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
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
