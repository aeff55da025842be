import {createModel} from "../../pipelines/build/create-model.ts";
import {LAYERS, type Model, readModels} from "../../pipelines/catalog/models.ts";
import {functionDefinitions, sqlFiles} from "../../pipelines/catalog/sql-files.ts";
import {openWritable, type Row, type Warehouse} from "../../pipelines/engine/open.ts";
import {SAMPLE_CITY} from "../sample-city.ts";
import {type BuiltModels, cityOf} from "./kept-cities.ts";
import {lines} from "./lines.ts";

/** Folders of sql/ whose SELECTs are no models, but answer rows: here those stand in a table of the file's name. */
export const ASKED_FOLDERS = ["checks", "disclosure"];

/** Rows of a table: its columns with their types, then one line a row, cells as SQL has them. */
export interface HandMade {
  columns: string;
  rows: string[];
}

interface OnTables extends BuiltModels {
  rows(sql: string): Promise<Row[]>;
}

/** What a check finds wrong on tables made by hand: its rows as lines, of some columns if told, in order. */
export async function wrongRows(
  check: string,
  tables: Record<string, HandMade>,
  columns = "*",
): Promise<string[]> {
  const {rows, close} = await modelsOn([`checks.${check}`], tables);
  const found = await rows(`select ${columns} from checks.${check}`);
  close();
  return lines(found).sort();
}

/**
 * Some real models on tables made by hand, where a whole city would need a year of files to have such rows.
 * `tables`: "catalog.kpis" → what stands in it; "ledger.figures.records" is one of an attached database.
 */
export async function modelsOn(names: string[], tables: Record<string, HandMade>): Promise<OnTables> {
  const built = await cityOf(JSON.stringify([names, tables]), () => build(names, tables));
  return {...built, rows: (sql) => built.warehouse.rows(sql)};
}

async function build(names: string[], tables: Record<string, HandMade>): Promise<BuiltModels> {
  const warehouse = await openWritable(":memory:", {threads: "1"});
  const models = (await allModels(warehouse)).filter(({name}) => names.includes(name));
  await warehouse.run(functionDefinitions());
  const schemas = new Set([...names, ...Object.keys(tables)].map((name) => name.replace(/\.[^.]+$/, "")));
  for (const schema of schemas) {
    const [database, ...inside] = schema.split(".");
    if (inside.length > 0) await warehouse.run(`attach if not exists ':memory:' as ${database}`);
    await warehouse.run(`create schema ${schema}`);
  }
  for (const [name, {columns, rows}] of Object.entries(tables)) {
    await warehouse.run(`create table ${name} (${columns})`);
    if (rows.length > 0)
      await warehouse.run(`insert into ${name} values ${rows.map((row) => `(${row})`).join(", ")}`);
  }
  for (const model of models) await createModel(warehouse, model);
  return {warehouse, models, close: () => warehouse.close()};
}

let read: Promise<Model[]> | undefined;

/** Read once: parsing every model takes longer than most of these tests. */
function allModels(warehouse: Warehouse): Promise<Model[]> {
  read ??= readModels(warehouse, SAMPLE_CITY).then((models) => [...models, ...othersThan(models)]);
  return read;
}

/** What is no model of the sample city: steps of measures that it has not chosen, checks and statements. Each is built alone. */
function othersThan(models: Model[]): Model[] {
  const known = new Set(models.map(({name}) => name));
  return [...LAYERS, ...ASKED_FOLDERS]
    .flatMap(sqlFiles)
    .filter(({name}) => !known.has(name))
    .map((file) => ({...file, dependsOn: [], description: ""}));
}
