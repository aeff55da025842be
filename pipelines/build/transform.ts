import {rmSync} from "node:fs";
import {join} from "node:path";
import type {BuildEngine} from "../../schemas/build-engine.ts";
import {FORGETFUL} from "../../schemas/kept-build.ts";
import type {BatchInForce, Ingredients} from "../../schemas/release-manifest.ts";
import {shippedContracts} from "../../schemas/sources.ts";
import {loadCatalog} from "../catalog/catalog.ts";
import {LAYERS, type Model, readModels} from "../catalog/models.ts";
import {functionDefinitions, statement} from "../catalog/sql-files.ts";
import {readOvertimeBefore} from "../disclosure/overtime-before.ts";
import {protectFigures} from "../disclosure/protect-figures.ts";
import {readSumsBefore} from "../disclosure/sums-before.ts";
import {closedOnFailure} from "../engine/closed-on-failure.ts";
import {engineShare} from "../engine/engine-share.ts";
import {insertRows} from "../engine/insert-rows.ts";
import {openWritable, type Warehouse} from "../engine/open.ts";
import {contentNames} from "../engine/relation-content.ts";
import type {Spark} from "../engine/spark-place.ts";
import {ingredientsOf} from "../figures/ingredients.ts";
import {loadFigureHistory} from "../figures/load-history.ts";
import {findSeriesRevisions} from "../figures/series-revisions.ts";
import type {Home} from "../installation/home.ts";
import type {Log} from "../installation/log.ts";
import {readSettings} from "../installation/settings.ts";
import {rowsInForce} from "../ledger/rows-in-force.ts";
import {currentProgram} from "../releases/program.ts";
import {type Built, buildingAnew} from "./create-model.ts";
import {type Contents, KeptBuild} from "./kept-build.ts";
import {modelSources} from "./model-sources.ts";
import {noteRepeatedRows} from "./repeated-rows.ts";
import {SparkBuild} from "./spark-build.ts";

/** A warehouse under construction, in memory, with every model built from the ledger's current rows. */
export interface Workshop {
  warehouse: Warehouse;
  models: Model[];
  /** What the figures are made from. */
  ingredients: Ingredients;
  /** Where the relations lie that are kept for the next release; null where all of them are the warehouse's own. */
  kept: KeptBuild | null;
  /** What computed the models. */
  engine: BuildEngine;
  /** Milliseconds until each relation was there. */
  took: Map<string, number>;
}

export interface ReleaseIdentity {
  releaseId: string;
  /** ISO date. */
  createdOn: string;
  /** Files in force as an earlier release had them; today's unless told. */
  batches?: BatchInForce[];
  /** Goes on from what was built last in this installation, and keeps what is built. */
  goesOn?: true;
  /** Computes the models in place of the warehouse. Then all are built, and nothing is kept. */
  spark?: Spark;
}

/** It is built once more where something of the others was revised. */
export const BUILT_LAST = "marts.fct_series_revisions";

/** Told when all marts are there but the one that is built last: more may be done with them beside what is still to do here. */
export type WhenBuilt = (warehouse: Warehouse) => Promise<void>;

/** Builds everything derived: catalog, views on the current raw rows, models in their order. */
export async function transform(
  home: Home,
  release: ReleaseIdentity,
  log: Log,
  whenBuilt: WhenBuilt = async () => {},
): Promise<Workshop> {
  const options = {...engineShare(readSettings(home).calculation), temp_directory: home.scratch};
  const warehouse = await openWritable(":memory:", options, () => forgetSparks(home));
  return closedOnFailure(warehouse, () => build(warehouse, {home, release, log, whenBuilt}));
}

/** For the time of a build; its name is one of those that are swept where a process died. */
function folderOfSpark({scratch}: Home): string {
  return join(scratch, `building-spark-${process.pid}`);
}

function forgetSparks(home: Home): void {
  rmSync(folderOfSpark(home), {recursive: true, force: true, maxRetries: 3});
}

async function build(
  warehouse: Warehouse,
  {home, release, log, whenBuilt}: {home: Home; release: ReleaseIdentity; log: Log; whenBuilt: WhenBuilt},
): Promise<Workshop> {
  await warehouse.run(functionDefinitions());
  await warehouse.attach(home.ledger, "ledger");
  const rowCount = await rowsInLedger(warehouse);
  if (rowCount < FEW_ROWS) await warehouse.run("set threads = 1");
  if (rowCount > MANY_ROWS) await warehouse.run("set preserve_insertion_order = false");
  await viewCurrentRows(warehouse, release);
  const isKept = release.goesOn === true && !release.spark;
  const contents = isKept ? contentsAhead(warehouse) : null;
  await loadCatalog(warehouse, home.city);
  const models = await readModels(warehouse, home.city);
  const ingredients = await ingredientsOf(warehouse, {city: home.city, models});
  await loadFigureHistory(warehouse, home, ingredients);
  await recordInputs(warehouse, models, release);
  for (const layer of LAYERS) await warehouse.run(`create schema ${layer}`);
  // What may be told is chosen once all values are there: before the first model that shows them.
  const place = {folder: folderOfSpark(home), isSmall: rowCount < FEW_ROWS_FOR_SPARK};
  const spark = release.spark ? new SparkBuild(warehouse, release.spark, place) : null;
  const kept = contents && (await KeptBuild.open(warehouse, home, contents));
  const builder = spark ?? kept ?? buildingAnew(warehouse);
  const took = new Map<string, number>();
  const built: Built = ({name}, milliseconds) => {
    took.set(name, milliseconds);
    log.progress("指標の計算", took.size, models.length);
  };
  const firstShown = models.findIndex(({dependsOn}) => dependsOn.includes("disclosure.figures"));
  const unshown = firstShown < 0 ? models.length : firstShown;
  await builder.build(models.slice(0, unshown), built);
  const filling = {keeps: release.goesOn === true, fill: builder.fill};
  await readSumsBefore(warehouse, home, filling);
  await protectFigures(warehouse, builder.fill);
  await readOvertimeBefore(warehouse, home, filling);
  await builder.build(models.slice(unshown), built);
  await whenBuilt(warehouse);
  const revisions = models.find(({name}) => name === BUILT_LAST);
  // What is revised of the marts themselves is known once they are built.
  if (revisions && (await findSeriesRevisions(warehouse, {home, ingredients, memory: kept ?? FORGETFUL}))) {
    builder.changed("catalog.series_revisions");
    await builder.build([revisions], () => {});
  }
  await noteRepeatedRows(warehouse, models);
  return {warehouse, models, ingredients, kept, engine: spark ? spark.engine : thisEngine(), took};
}

/** That of the warehouse. */
function thisEngine(): BuildEngine {
  return {name: "duckdb", version: currentProgram().engine};
}

/** So few rows are computed with one thread before several have handed them to each other (a body of 40 rows: 2.8 s for 3.3 s). */
const FEW_ROWS = 50_000;
/** So many are not held until they can be written in the order in which they were read, which no model tells anything by. */
const MANY_ROWS = 10_000_000;
/** So few that Spark is told not to prepare for many. */
const FEW_ROWS_FOR_SPARK = 2_000_000;

async function rowsInLedger(warehouse: Warehouse): Promise<number> {
  const [ledger] = await warehouse.rows(statement("ledger.accepted_row_count"));
  return Number(ledger?.rows);
}

/** raw.<source> here shows only rows of the files that are in force for their period. */
async function viewCurrentRows(warehouse: Warehouse, {batches}: ReleaseIdentity): Promise<void> {
  await warehouse.run(statement("ledger.inputs_of_warehouse"));
  if (batches) {
    await warehouse.run(statement("ledger.forget_inputs"));
    await warehouse.run(statement("ledger.inputs_of_release"), {batches: JSON.stringify(batches)});
  }
  await warehouse.run(statement("ledger.files_of_warehouse"));
  const rows = await warehouse.rows(statement("ledger.sources_in_parts"));
  const inParts = new Set(rows.map(({source}) => source));
  for (const contract of shippedContracts)
    await warehouse.run(
      `create view raw.${contract.source} as ${rowsInForce(contract, inParts.has(contract.source))}`,
    );
}

/** What is in force of every source, by content; it is found out beside whatever comes first. */
function contentsAhead(warehouse: Warehouse): Contents {
  const relations = shippedContracts.map(({source}) => `raw.${source}`);
  // What cannot be read is told by whatever is made of it.
  return warehouse.beside((second) => contentNames(second, relations)).catch(() => new Map());
}

async function recordInputs(warehouse: Warehouse, models: Model[], release: ReleaseIdentity): Promise<void> {
  await warehouse.run(statement("releases.warehouse_notes"));
  await warehouse.run(statement("releases.insert_release_note"), {
    release_id: release.releaseId,
    created_on: release.createdOn,
  });
  await insertRows(warehouse, {
    table: "catalog.model_dependencies",
    columns: {relation: "varchar", depends_on: "varchar"},
    rows: models.flatMap(({name, dependsOn}) =>
      dependsOn.map((upstream) => ({relation: name, depends_on: upstream})),
    ),
  });
  await insertRows(warehouse, {
    table: "catalog.model_sources",
    columns: {relation: "varchar", source: "varchar"},
    rows: modelSources(models).map(({relation, source}) => ({relation, source})),
  });
}
