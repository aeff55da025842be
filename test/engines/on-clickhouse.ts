import {spawnSync} from "node:child_process";
import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {materialisation} from "../../pipelines/build/create-model.ts";
import type {Model} from "../../pipelines/catalog/models.ts";
import {statementsOf} from "../../pipelines/engine/dialect.ts";
import {openWritable} from "../../pipelines/engine/open.ts";
import {identifier, qualified, quoted} from "../../pipelines/engine/quoted.ts";
import type {Job, Said, Step} from "./clickhouse-process.ts";
import {clickHouseType, forClickHouse} from "./clickhouse-words.ts";
import {type Column, type Compared, difference, fileOf, type Made} from "./compared.ts";
import {told} from "./installed-spark.ts";

/** Installs ClickHouse as a library of this language into a folder, from the package registry that npm is set to. */
export function installedClickHouse(folder: string, version: string): string {
  mkdirSync(folder, {recursive: true});
  writeFileSync(join(folder, "package.json"), "{}");
  told("npm", ["install", "--prefix", folder, "--no-audit", "--no-fund", `chdb@${version}`]);
  return folder;
}

/** As the other engines compute: what is not there is null, also where a join finds nothing, and a union leaves out what is there twice. */
const SETTINGS = `set join_use_nulls = 1, cast_keep_nullable = 1, union_default_mode = 'DISTINCT',
  aggregate_functions_null_for_empty = 1, group_by_use_nulls = 1, prefer_column_name_to_alias = 1,
  allow_experimental_correlated_subqueries = 1`;

interface OnClickHouse {
  /** With its version. */
  engine: string;
  relations: Compared[];
  /** What the engine said against models that it could not build. */
  against: string[];
  milliseconds: number;
}

/** All models as ClickHouse builds them from the same inputs, one from another, each held against DuckDB's. */
export async function onClickHouse(library: string, duck: Made, folder: string): Promise<OnClickHouse> {
  const made = join(folder, "made");
  mkdirSync(made, {recursive: true});
  const start = performance.now();
  const said = saidBy({library, folder: join(folder, "session"), steps: stepsOf(duck, made)}, folder);
  const milliseconds = performance.now() - start;
  const took = new Map(said.flatMap((one) => ("milliseconds" in one ? [[one.name, one.milliseconds]] : [])));
  const version = said.flatMap((one) => ("version" in one ? [one.version] : [])).join();
  return {
    engine: `ClickHouse ${version}`,
    relations: await compared(duck, {made, took}),
    against: said.flatMap((one) => ("against" in one ? [`${one.name}: ${one.against}`] : [])),
    milliseconds,
  };
}

function saidBy(job: Job, folder: string): Said[] {
  const file = join(folder, "job.json");
  writeFileSync(file, JSON.stringify(job));
  const program = join(import.meta.dirname, "clickhouse-process.ts");
  const {status, error, stdout, stderr} = spawnSync(process.execPath, [program, file], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`ClickHouse: ${error?.message ?? stderr}`);
  return stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Said);
}

function stepsOf({folder, models, columns}: Made, made: string): Step[] {
  const ours = new Set(models.map(({name}) => name));
  const schemas = new Set([...columns.keys()].map((relation) => relation.split(".")[0] ?? ""));
  const inputs = [...columns].filter(([relation]) => !ours.has(relation));
  const other = (sql: string): Step => ({name: null, sql});
  return [
    other(SETTINGS),
    ...statementsOf(readFileSync(join(import.meta.dirname, "clickhouse.sql"), "utf8")).map(other),
    ...[...schemas].map((schema) => other(`create database if not exists ${identifier(schema)}`)),
    ...inputs.flatMap(([relation, its]) => inputSteps(relation, its, fileOf(folder, relation)).map(other)),
    ...models.flatMap((model) => modelSteps(model, columns.get(model.name) ?? [], made)),
  ];
}

function inputSteps(relation: string, columns: Column[], file: string): string[] {
  const names = columns.map(({name}) => identifier(name)).join(", ");
  return [
    tableOf(relation, columns),
    `insert into ${qualified(relation)} select ${names} from file(${quoted(file)}, Parquet, ${quoted(declared(columns))})`,
  ];
}

/** In the columns and types that the model has in DuckDB. */
function modelSteps(model: Model, columns: Column[], made: string): Step[] {
  const {name} = model;
  const {text} = forClickHouse(model.text);
  if (materialisation(model) === "view") return [{name, sql: `create view ${qualified(name)} as ${text}`}];
  return [
    {name: null, sql: tableOf(name, columns)},
    {name, sql: `insert into ${qualified(name)} ${text}`},
    {
      name: null,
      sql: `insert into function file(${quoted(fileOf(made, name))}, Parquet) select * from ${qualified(name)}`,
    },
  ];
}

function tableOf(relation: string, columns: Column[]): string {
  return `create table ${qualified(relation)} (${declared(columns)}) engine = Memory`;
}

function declared(columns: Column[]): string {
  return columns.map(({name, type}) => `${identifier(name)} ${clickHouseType(type)}`).join(", ");
}

async function compared(
  {folder, models, columns, took: duckTook}: Made,
  {made, took}: {made: string; took: Map<string, number>},
): Promise<Compared[]> {
  const warehouse = await openWritable(":memory:");
  try {
    const found: Compared[] = [];
    for (const model of models.filter((one) => materialisation(one) === "table")) {
      const {name: relation, text} = model;
      const of = (place: string) => `read_parquet(${quoted(fileOf(place, relation))})`;
      found.push({
        relation,
        exchanged: forClickHouse(text).words,
        ...(await difference(warehouse, columns.get(relation) ?? [], [of(folder), of(made)])),
        duckMs: duckTook.get(relation) ?? Number.NaN,
        otherMs: took.get(relation) ?? Number.NaN,
      });
    }
    return found;
  } finally {
    warehouse.close();
  }
}
