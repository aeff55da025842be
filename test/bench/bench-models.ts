import {materialisation} from "../../pipelines/build/create-model.ts";
import {transform} from "../../pipelines/build/transform.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {type Comparison, compare} from "./measure.ts";

const SILENT = {info: () => {}, warn: () => {}, progress: () => {}};
const IDENTITY = {releaseId: "2024-10-08-000000", createdOn: "2024-10-08"};

/** Building every model, catalog and dependency order included, against running the same statements on prepared inputs. */
export async function compareModels(home: Home): Promise<Comparison> {
  const {warehouse, models} = await transform(home, IDENTITY, SILENT);
  const backwards = models.toReversed();
  const comparison = await compare(`building ${models.length} models`, 1.2, {
    product: async () => async () => (await transform(home, IDENTITY, SILENT)).warehouse.close(),
    bare: async () => async () => {
      for (const model of backwards) await warehouse.run(`drop ${materialisation(model)} ${model.name}`);
      for (const model of models)
        await warehouse.run(`create ${materialisation(model)} ${model.name} as ${model.text}`);
    },
  });
  warehouse.close();
  return comparison;
}
