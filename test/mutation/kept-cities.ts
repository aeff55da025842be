import type {Model} from "../../pipelines/catalog/models.ts";
import {type BuiltModels, keepCities} from "../models/kept-cities.ts";
import type {Mutant} from "./mutants.ts";

/** A city that a test asked for: raw rows in place and every model a table, so that a change can be taken back. */
export interface KeptCity extends BuiltModels {
  content: string;
}

const LONGEST_MS = 10_000;

const cities = new Map<string, Promise<KeptCity>>();
let asked = new Set<KeptCity>();

/** Tests get kept cities from now on. */
export function keepEveryCity(): void {
  keepCities(async (content, build) => {
    const known = cities.get(content) ?? kept(content, build);
    cities.set(content, known);
    const city = await known;
    asked.add(city);
    return city as Awaited<ReturnType<typeof build>> & KeptCity;
  });
}

/** Cities that were asked for during the work. */
export async function citiesOf(work: () => unknown): Promise<Set<KeptCity>> {
  const during = new Set<KeptCity>();
  asked = during;
  await work();
  return during;
}

async function kept(content: string, build: () => Promise<BuiltModels>): Promise<KeptCity> {
  const city = await build();
  await city.warehouse.run("set threads = 1");
  for (const {name, schema} of city.models.filter((model) => model.schema === "staging"))
    await city.warehouse.run(
      `create table ${name}__rows as from ${name}; drop view ${name}; alter table ${name}__rows rename to ${name.slice(schema.length + 1)}`,
    );
  return {...city, content, close: () => {}};
}

/** A change that the engine does not take, or that the city does not end with, is seen by every test of it. */
export type Effect =
  | {kind: "stillborn"}
  | {kind: "fails"; said: string}
  | {kind: "changes"; relations: ReadonlySet<string>};

/** Does the work while the mutant stands in the city in the place of its model; then all is as before. */
export async function withMutant<Result>(
  city: KeptCity,
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
    return await work(await told(city, () => rebuilt(city, mutant)));
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
async function rebuilt({warehouse, models}: KeptCity, mutant: Mutant): Promise<Set<string>> {
  const changed = new Set<string>();
  for (const model of models) {
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
