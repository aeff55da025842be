import {addAll} from "../../schemas/add-all.ts";
import type {Warehouse} from "../engine/open.ts";
import {checkFiles, headerOf} from "./checks.ts";
import {type Indicator, isIndicatorModel, isMeasureModel, measuredModel} from "./indicator-models.ts";
import {readKpiCatalog} from "./kpi-catalog.ts";
import {mustFitIndicators} from "./must-fit-indicators.ts";
import {mustReadWhatItMay} from "./own-sql.ts";
import {type ParsedModel, parsedSelects} from "./parsed-select.ts";
import {ownSqlFiles, type SqlFile, sqlFiles} from "./sql-files.ts";

/** One SELECT; its path is its relation name, its first comment says what it holds. */
export interface Model extends SqlFile {
  dependsOn: string[];
  description: string;
}

/** Layers in their order; a model reads its own layer and those before it, and the inputs `raw` and `catalog`. */
export const LAYERS = ["staging", "restricted", "intermediate", "metrics", "marts"] as const;

/**
 * All models that a city needs, the program's and its own, each after those it reads; of the models of indicators only
 * those that it chose. UserError with file and line for what does not fit, before anything is built.
 */
export function readModels(warehouse: Warehouse, city: string): Promise<Model[]> {
  return modelsFor(warehouse, city, readKpiCatalog(city).kpis);
}

/** The same for indicators that are known already. */
export async function modelsFor(warehouse: Warehouse, city: string, chosen: Indicator[]): Promise<Model[]> {
  const models = await parsedFiles(warehouse, modelFiles(city, chosen), descriptionOf);
  const checks = await parsedFiles(warehouse, checkFiles(city), (check) => headerOf(check).message);
  mustReadWhatItMay(models, checks);
  mustFitIndicators(models, chosen, city);
  const read = checks.flatMap(({dependsOn}) => dependsOn);
  return inOrder(needed(models, read)).map(({nodes: _, columns: __, ...model}) => model);
}

/** The texts of all models, and the one that is made of the chosen indicators. */
export function modelFiles(city: string, chosen: Indicator[]): SqlFile[] {
  return [
    ...LAYERS.flatMap((layer) => [...sqlFiles(layer), ...ownSqlFiles(layer, city)]),
    measuredModel(chosen),
  ];
}

async function parsedFiles(
  warehouse: Warehouse,
  files: SqlFile[],
  describe: (file: SqlFile) => string,
): Promise<ParsedModel[]> {
  const parsed = await parsedSelects(warehouse, files);
  return parsed.map((file) => ({...file, description: describe(file)}));
}

function descriptionOf({text}: SqlFile): string {
  return /^-- (.+)$/m.exec(text)?.[1] ?? "";
}

/** Without the models of indicators that nobody chose, and without the steps that lead to those alone; checks find what they read. */
function needed(models: ParsedModel[], read: string[]): ParsedModel[] {
  const byName = new Map(models.map((model) => [model.name, model]));
  const found = new Set<ParsedModel>();
  const waiting = [...models.filter(isAlwaysBuilt).map(({name}) => name), ...read];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const model = byName.get(name);
    if (model === undefined || found.has(model)) continue;
    found.add(model);
    addAll(waiting, model.dependsOn);
  }
  return models.filter((model) => found.has(model));
}

function isAlwaysBuilt({name, schema}: ParsedModel): boolean {
  return schema !== "intermediate" && !isIndicatorModel(name) && !isMeasureModel(name);
}

function inOrder(models: ParsedModel[]): ParsedModel[] {
  const byName = new Map(models.map((model) => [model.name, model]));
  const ordered = new Set<ParsedModel>();
  function place(model: ParsedModel, path: string[]): void {
    if (path.includes(model.name))
      throw new Error(`models go in a circle: ${[...path, model.name].join(" → ")}`);
    if (ordered.has(model)) return;
    for (const name of model.dependsOn) {
      const upstream = byName.get(name);
      if (upstream) place(upstream, [...path, model.name]);
    }
    ordered.add(model);
  }
  for (const model of models) place(model, []);
  return [...ordered];
}
