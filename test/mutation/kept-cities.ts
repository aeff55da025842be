import type {Model} from "../../pipelines/catalog/models.ts";
import type {Warehouse} from "../../pipelines/engine/open.ts";
import {type BuiltModels, keepCities} from "../models/kept-cities.ts";
import type {Mutant} from "./mutants.ts";

/** A city that a test asked for: raw rows in place and every model a table, so that a change can be taken back. */
export type KeptCity = BuiltModels;

const LONGEST_MS = 10_000;

/** Cities that a test asked for, each with the relations that it read there. */
export type Looks = Map<KeptCity, Set<string>>;

const cities = new Map<string, Promise<KeptCity>>();
let looks: Looks = new Map();

/** Tests get kept cities from now on. */
export function keepEveryCity(): void {
  keepCities(async (content, build) => {
    const known = cities.get(content) ?? kept(build);
    cities.set(content, known);
    const city = await known;
    lookAt(city);
    return city as Awaited<ReturnType<typeof build>>;
  });
}

/** A city that was asked for before, by others of the same file. */
export function lookAt(city: KeptCity): void {
  looks.set(city, looks.get(city) ?? new Set());
}

/** What is looked at during the work. */
export async function looksOf(work: () => unknown): Promise<Looks> {
  const during: Looks = new Map();
  looks = during;
  await work();
  return during;
}

async function kept(build: () => Promise<BuiltModels>): Promise<KeptCity> {
  const city = await build();
  await city.warehouse.run("set threads = 1");
  for (const {name, schema} of city.models.filter((model) => model.schema === "staging"))
    await city.warehouse.run(
      `create table ${name}__rows as from ${name}; drop view ${name}; alter table ${name}__rows rename to ${name.slice(schema.length + 1)}`,
    );
  const read = (sql: string) => {
    for (const {name} of city.models) if (sql.includes(name)) looks.get(lookedAt)?.add(name);
  };
  const warehouse: Warehouse = {
    ...city.warehouse,
    rows: (sql, parameters) => {
      read(sql);
      return city.warehouse.rows(sql, parameters);
    },
    run: (sql, parameters) => {
      read(sql);
      return city.warehouse.run(sql, parameters);
    },
  };
  const lookedAt = {...city, warehouse, rows: warehouse.rows, close: () => {}};
  return lookedAt;
}

/** These models of a city and all those that they are made from; what a test made by hand is no model there. */
export function withUpstream({models}: KeptCity, relations: Iterable<string>): Set<string> {
  const needed = new Set(relations);
  for (const {name, dependsOn} of models.toReversed())
    if (needed.has(name)) for (const upstream of dependsOn) needed.add(upstream);
  return new Set(models.map(({name}) => name).filter((name) => needed.has(name)));
}

/** A change that the engine does not take, or that the city does not end with, is seen by every test of it. */
export type Effect =
  | {kind: "stillborn"}
  | {kind: "fails"; said: string}
  | {kind: "changes"; relations: ReadonlySet<string>};

/** A city and those of its models that tests look at, with all that they are made from. */
export interface Watched {
  city: KeptCity;
  needed: ReadonlySet<string>;
}

/** Does the work while the mutant stands in the city in the place of its model; then all is as before. */
export async function withMutant<Result>(
  {city, needed}: Watched,
  mutant: Mutant,
  work: (effect: Effect) => Promise<Result>,
): Promise<Result> {
  const alone = await told(city, async () => {
    const isMoved = await differs(city.warehouse, mutant.model, `(${mutant.sql})`);
    return new Set(isMoved ? [mutant.model] : []);
  });
  if (alone.kind !== "changes" || alone.relations.size === 0) return work(alone);
  await city.warehouse.run("begin");
  try {
    return await work(await told(city, () => rebuilt({city, needed}, mutant)));
  } finally {
    await city.warehouse.run("rollback");
  }
}

async function told(city: KeptCity, change: () => Promise<Set<string>>): Promise<Effect> {
  const timer = setTimeout(() => city.warehouse.connection.interrupt(), LONGEST_MS);
  try {
    return {kind: "changes", relations: await change()};
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return /^(Binder|Catalog|Parser) Error/.test(said) ? {kind: "stillborn"} : {kind: "fails", said};
  } finally {
    clearTimeout(timer);
  }
}

/** The mutated model and, as far as rows differ, those that read it. Names of those whose rows differ. */
async function rebuilt({city, needed}: Watched, mutant: Mutant): Promise<Set<string>> {
  const {warehouse, models} = city;
  const changed = new Set<string>();
  for (const model of models.filter(({name}) => needed.has(name))) {
    const text = model.name === mutant.model ? mutant.sql : model.text;
    const isTouched = model.name === mutant.model || model.dependsOn.some((name) => changed.has(name));
    if (isTouched && (await isReplaced(warehouse, model, text))) changed.add(model.name);
  }
  return changed;
}

/** Whether the model's rows are others now. */
async function isReplaced(warehouse: KeptCity["warehouse"], model: Model, text: string): Promise<boolean> {
  const before = `${model.name}__before`;
  await warehouse.run(`alter table ${model.name} rename to ${before.slice(model.schema.length + 1)}`);
  await warehouse.run(`create table ${model.name} as ${text}`);
  return differs(warehouse, before, model.name);
}

async function differs(warehouse: KeptCity["warehouse"], relation: string, other: string): Promise<boolean> {
  const [row] = await warehouse.rows(
    `with others as materialized (from ${other})
     select (select count(*) from others) <> (select count(*) from ${relation})
       or exists (select 1 from (from others except all from ${relation})) as differs`,
  );
  return row?.differs === true;
}
