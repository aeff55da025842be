import {z} from "zod";
import {measure, sourcesOf} from "../../schemas/measure.ts";
import {type Ingredients, ingredients} from "../../schemas/release-manifest.ts";
import {cityFiles, cityText, decidedBy} from "../catalog/city-folder.ts";
import {decidedKeys} from "../catalog/decided-keys.ts";
import type {Model} from "../catalog/models.ts";
import {functionDefinitions, STEERING_FILES, statement} from "../catalog/sql-files.ts";
import {filesOfTable} from "../catalog/table-files.ts";
import type {Row, Warehouse} from "../engine/open.ts";
import {lineChecksums} from "../engine/relation-content.ts";
import {sha256Of} from "../installation/fingerprint-of.ts";
import {readOwnFile} from "../installation/plain-file.ts";
import {currentProgram} from "../releases/program.ts";

/** Everything that figures are made from, read off a warehouse whose inputs are loaded and whose models are not yet built. */
export async function ingredientsOf(
  warehouse: Warehouse,
  {city, models}: {city: string; models: Model[]},
): Promise<Ingredients> {
  const files = filesOf(city);
  return ingredients.parse({
    batches: await batchesInForce(warehouse),
    models: withFunctions(models),
    catalog: await catalogTables(
      warehouse,
      files.map(({file}) => file),
    ),
    files,
    decided: decidedIn(city, files),
    kpis: await kpis(warehouse),
    program: currentProgram(),
  });
}

async function batchesInForce(warehouse: Warehouse): Promise<Row[]> {
  return warehouse.rows(statement("ledger.batches_in_force"));
}

/** Functions stand among the models under "functions.", so that one graph leads from an indicator to all that it uses. */
function withFunctions(models: Model[]): Ingredients["models"] {
  const functions = [
    ...functionDefinitions().matchAll(/^create or replace temp macro (\w+)\([\s\S]*?;\s*$/gm),
  ].map(([text, name = ""]) => ({
    ...{name: `functions.${name}`, file: "sql/functions", text, description: ""},
    dependsOn: [],
  }));
  const used = (text: string, itself: string) => {
    const called = new Set([...text.matchAll(/\w+(?=\()/g)].map(([word]) => `functions.${word}`));
    return functions.map(({name}) => name).filter((name) => name !== itself && called.has(name));
  };
  return [...functions, ...models].map(({name, file, description, dependsOn, text}) => ({
    name,
    file,
    description,
    dependsOn: [...dependsOn, ...used(text, name)],
    sha256: sha256Of(text),
    text,
  }));
}

function filesOf(city: string): Ingredients["files"] {
  return cityFiles(city)
    .filter(({name}) => !STEERING_FILES.includes(name))
    .map(({name, path}) => ({file: name, sha256: sha256Of(readOwnFile(path))}));
}

function decidedIn(city: string, files: Ingredients["files"]): Ingredients["decided"] {
  return files
    .filter(({file}) => /\.(yaml|csv)$/.test(file))
    .map(({file}) => ({
      file,
      by: decidedBy(city, file) ?? "program",
      keys: decidedKeys(file, cityText(city, file)?.text ?? ""),
    }));
}

async function catalogTables(warehouse: Warehouse, files: string[]): Promise<Ingredients["catalog"]> {
  const found = await warehouse.rows(statement("releases.catalog_tables"));
  const tables = found.map(({name}) => String(name));
  const checksums = await lineChecksums(
    warehouse,
    tables.map((table) => `catalog.${table}`),
  );
  return tables.map((table) => ({
    table,
    file: filesOfTable(table, (name) => files.includes(name))[0] ?? null,
    sha256: checksums.get(`catalog.${table}`) ?? "",
  }));
}

const kpiRow = z.looseObject({
  kpi_id: z.string(),
  model: z.string(),
  measure_text: z.string().nullish(),
  scope_id: z.string(),
  privacy: z.string(),
  cumulative_since: z.int().nullish(),
});

async function kpis(warehouse: Warehouse): Promise<Ingredients["kpis"]> {
  const rows = z.array(kpiRow).parse(await warehouse.rows(statement("releases.indicators")));
  return rows.map((row) => ({
    kpiId: row.kpi_id,
    model: row.model,
    sources: row.measure_text ? sourcesOf(measure.parse(JSON.parse(row.measure_text))) : null,
    officialScope: row.scope_id,
    privacy: row.privacy,
    isCumulative: (row.cumulative_since ?? null) !== null,
    sha256: sha256Of(JSON.stringify(row)),
  }));
}
