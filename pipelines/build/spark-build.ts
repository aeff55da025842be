import {existsSync, mkdirSync, readdirSync, realpathSync} from "node:fs";
import {join} from "node:path";
import type {BuildEngine} from "../../schemas/build-engine.ts";
import {UserError} from "../../schemas/errors.ts";
import {FILL_ANEW} from "../../schemas/kept-build.ts";
import type {Model} from "../catalog/models.ts";
import {functionDefinitions} from "../catalog/sql-files.ts";
import {statementsOf} from "../engine/dialect.ts";
import type {Warehouse} from "../engine/open.ts";
import {parquetColumns, parquetFiles} from "../engine/parquet-files.ts";
import {identifier, qualified, quoted} from "../engine/quoted.ts";
import {runSpark, type SparkJob} from "../engine/spark-client.ts";
import {NOTHING_PUBLISHED, type Spark} from "../engine/spark-place.ts";
import {kindOfType, sparkType} from "../engine/spark-types.ts";
import {forSpark} from "../engine/spark-words.ts";
import {isOwnFile} from "../installation/plain-file.ts";
import {type Builder, type Built, createModel, declareModel, materialisation} from "./create-model.ts";

/** How Spark computes: what it cannot, it says, as an error; texts and moments are read as in the warehouse. */
const SETTINGS = {
  "spark.sql.catalogImplementation": "in-memory",
  "spark.sql.ansi.enabled": "true",
  "spark.sql.parser.escapedStringLiterals": "true",
  "spark.sql.ansi.doubleQuotedIdentifiers": "true",
  "spark.sql.session.timeZone": "Asia/Tokyo",
  "spark.sql.adaptive.coalescePartitions.parallelismFirst": "false",
  "spark.ui.enabled": "false",
  "spark.ui.showConsoleProgress": "false",
};

/** With few rows Spark takes longer to prepare a computation than to do it, and to share it out: nothing is compiled that runs once, and no relation is cut into many parts. */
const SETTINGS_FOR_FEW = {
  "spark.sql.shuffle.partitions": "2",
  "spark.sql.codegen.wholeStage": "false",
  "spark.sql.codegen.factoryMode": "NO_CODEGEN",
  "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
  "spark.executor.extraJavaOptions": "-XX:TieredStopAtLevel=1",
};

type Column = {name: string; type: string};

interface Place {
  folder: string;
  /** Whether the ledger has few rows. */
  isSmall: boolean;
}

/**
 * Lets Spark build the models: what they read is written for it as Parquet, and the warehouse sees what it made as views, in the
 * columns and types that the models have here. All lies in one folder, which is needed until the warehouse is closed.
 */
export class SparkBuild implements Builder {
  readonly fill = FILL_ANEW;
  readonly #warehouse: Warehouse;
  readonly #spark: Spark;
  readonly #place: Place;
  /** Of the relations that were built, where their files lie; null for views, which are told anew. */
  readonly #places = new Map<string, {model: Model; place: string | null}>();
  /** Inputs of which a file lies there. */
  readonly #written = new Set<string>();
  #sessions = 0;
  #version = "";

  constructor(warehouse: Warehouse, spark: Spark, place: Place) {
    this.#warehouse = warehouse;
    this.#spark = spark;
    this.#place = place;
  }

  async build(models: Model[], built: Built): Promise<void> {
    this.#sessions += 1;
    const folder = join(this.#place.folder, `session-${this.#sessions}`);
    mkdirSync(folder, {recursive: true, mode: 0o700});
    for (const model of models) await this.#declare(model);
    const named = new Map(models.map((model) => [model.name, model]));
    const job: SparkJob = {
      folder,
      scratch: this.#place.folder,
      settings: {
        ...SETTINGS,
        ...(this.#place.isSmall && SETTINGS_FOR_FEW),
        "spark.sql.warehouse.dir": folder,
        "spark.local.dir": join(folder, "spill"),
      },
      steps: [...(await this.#known(models)), ...models.map(stepOf)],
      built: (name, milliseconds) => {
        const model = named.get(name);
        if (model) built(model, milliseconds);
      },
    };
    this.#version = await runSpark(this.#spark, job);
    for (const model of models) {
      await this.#takeBack(model, folder);
      if (materialisation(model) === "view") built(model, 0);
    }
  }

  /** With the version that built last. */
  get engine(): BuildEngine {
    return {name: "spark", version: this.#version};
  }

  changed(relation: string): void {
    this.#written.delete(relation);
  }

  /** The relation as the warehouse itself would make it, without rows: what it reads must find its columns and types. */
  async #declare(model: Model): Promise<void> {
    if (this.#places.get(model.name)?.place) await this.#warehouse.run(`drop view ${qualified(model.name)}`);
    await (materialisation(model) === "view" ? createModel : declareModel)(this.#warehouse, model);
  }

  /** Statements that make everything known to Spark which these models read, and the models before them. */
  async #known(models: Model[]): Promise<SparkJob["steps"]> {
    const making = new Set(models.map(({name}) => name));
    const steps: string[] = [];
    const seen = new Set<string>();
    const know = async (relation: string): Promise<void> => {
      if (making.has(relation) || seen.has(relation)) return;
      seen.add(relation);
      const before = this.#places.get(relation);
      if (before?.place) {
        steps.push(`create table ${relation} using parquet location ${quoted(before.place)}`);
        return;
      }
      for (const name of before?.model.dependsOn ?? []) await know(name);
      steps.push(before ? stepOf(before.model).sql : await this.#input(relation));
    };
    for (const {dependsOn} of models) for (const relation of dependsOn) await know(relation);
    const schemas = new Set([...seen, ...making].map((relation) => relation.split(".")[0]));
    return [
      ...[...schemas].map((schema) => `create database if not exists ${schema}`),
      ...statementsOf(functionDefinitions("spark")),
      ...steps,
    ].map((sql) => ({name: null, sql}));
  }

  /** Writes an input as Parquet, and says how Spark reads it. */
  async #input(relation: string): Promise<string> {
    const folder = join(this.#place.folder, "inputs", relation);
    if (!this.#written.has(relation)) {
      mkdirSync(folder, {recursive: true, mode: 0o700});
      const file = quoted(join(folder, "part.parquet"));
      await this.#warehouse.run(`copy (select * from ${qualified(relation)}) to ${file} (format parquet)`);
      this.#written.add(relation);
    }
    const columns = (await this.#columnsOf(relation)).map(({name, type}) => `${name} ${sparkType(type)}`);
    return `create table ${relation} (${columns.join(", ")}) using parquet location ${quoted(folder)}`;
  }

  async #takeBack(model: Model, folder: string): Promise<void> {
    const {name, schema} = model;
    if (materialisation(model) === "view") {
      this.#places.set(name, {model, place: null});
      return;
    }
    const place = join(folder, `${schema}.db`, name.slice(schema.length + 1));
    const files = filesOf(place, {folder, relation: name});
    const declared = await this.#columnsOf(name);
    mustBeAsDeclared(name, declared, await parquetColumns(this.#warehouse, files));
    const columns = declared.map(
      ({name: column, type}) => `cast(${identifier(column)} as ${type}) as ${identifier(column)}`,
    );
    await this.#warehouse.run(
      `drop table ${qualified(name)};
       create view ${qualified(name)} as select ${columns.join(", ")} from ${parquetFiles(files)}`,
    );
    this.#places.set(name, {model, place});
  }

  async #columnsOf(relation: string): Promise<Column[]> {
    return (await this.#warehouse.table(`select * from ${qualified(relation)} limit 0`)).columns;
  }
}

function stepOf(model: Model): {name: string | null; sql: string} {
  const {text} = forSpark(model.text);
  return materialisation(model) === "view"
    ? {name: null, sql: `create view ${model.name} as ${text}`}
    : {name: model.name, sql: `create table ${model.name} using parquet as ${text}`};
}

/**
 * The parts of a relation in the order of its rows. UserError for none, and for what is no file of its own, or lies behind a link: a pipe
 * would be waited for, and elsewhere lies what somebody else made.
 */
function filesOf(place: string, {folder, relation}: {folder: string; relation: string}): string[] {
  const isOwn =
    existsSync(place) && realpathSync(place) === join(realpathSync(folder), place.slice(folder.length));
  const names = isOwn && existsSync(join(place, "_SUCCESS")) ? readdirSync(place) : [];
  const files = names
    .filter((name) => /^part-.*\.parquet$/.test(name))
    .sort()
    .map((name) => join(place, name));
  if (files.length > 0 && files.every(isOwnFile)) return files;
  throw new UserError(
    `Sparkが作ったはずの「${relation}」が「${place}」にありません（または、ふつうのファイルではありません）。worker からも、このフォルダーが同じ場所に見えるようにしてください（docs/scaling.md）。${NOTHING_PUBLISHED}`,
  );
}

/** UserError where Spark made other columns, or values of another kind, than the model has. */
function mustBeAsDeclared(relation: string, declared: Column[], found: Column[]): void {
  const columns = (list: Column[]) => list.map(({name, type}) => `${name}（${kindOfType(type)}）`).join("、");
  const [wanted, made] = [columns(declared), columns(found)];
  if (wanted === made) return;
  throw new UserError(
    `Sparkから戻った「${relation}」の列が、決められた形と違います（決められた形: ${wanted}、戻った形: ${made}）。${NOTHING_PUBLISHED}`,
  );
}
