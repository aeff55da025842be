import {rmSync} from "node:fs";
import {join} from "node:path";
import {isDeepStrictEqual} from "node:util";
import {
  type BuildReport,
  type BuiltAnew,
  type Fill,
  type KeptNote,
  type KeptRelation,
  type KeptTable,
  keptNote,
  type Looked,
  type MadeFrom,
  type QuietMemory,
} from "../../schemas/kept-build.ts";
import {LAYERS, type Model} from "../catalog/models.ts";
import {functionDefinitions} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import {qualified} from "../engine/quoted.ts";
import {contentNames} from "../engine/relation-content.ts";
import {checksumOf, hasChecksum, sha256Of} from "../installation/fingerprint-of.ts";
import type {Home} from "../installation/home.ts";
import {isOwnFile} from "../installation/plain-file.ts";
import {readDerivedFile} from "../installation/read-json-file.ts";
import {writeWhole} from "../installation/write-whole.ts";
import {currentProgram} from "../releases/program.ts";
import {type Builder, type Built, createModel, materialisation} from "./create-model.ts";

/** What is built here is nothing until its note is written, so that no statement's change need reach the disk before the last. */
const AS_SCRATCH = "recovery_mode no_wal_writes";

/** What says something else at every reading; a city's own SQL may ask for it. */
const UNSTEADY =
  /\b(now|today|random|uuid|gen_random_uuid|uuidv4|uuidv7|get_current_time(stamp)?|transaction_timestamp)\s*\(|\bcurrent_(date|time|timestamp)\b|\blocaltime(stamp)?\b/i;

export function keptFiles({built}: Pick<Home, "built">): {relations: string; note: string} {
  return {relations: join(built, "relations.duckdb"), note: join(built, "relations.json")};
}

/** What was built last, as far as this program may go on with it; undefined where there is nothing, or it is not as it was written. */
function readKept(home: Home): KeptNote | undefined {
  const {relations, note} = keptFiles(home);
  if (![note, relations].every(isOwnFile)) return undefined;
  const found = readDerivedFile(note, keptNote);
  if (!found) return undefined;
  const {program, functions} = found;
  const isOurs = isDeepStrictEqual({program, functions}, madeBy());
  return isOurs && hasChecksum(relations, found.file) ? found : undefined;
}

/** When the relations that lie there were built, by name; of a killed build nothing is known. */
export function lastBuilt(home: Home): Record<string, Pick<KeptRelation, "builtAt" | "milliseconds">> {
  const {note} = keptFiles(home);
  return (isOwnFile(note) && readDerivedFile(note, keptNote)?.relations) || {};
}

/** What bears on every relation, beside its own text and what it reads. */
function madeBy(): Pick<KeptNote, "program" | "functions"> {
  return {program: currentProgram(), functions: sha256Of(functionDefinitions())};
}

/** Throws away what was built last, whatever lies there under its names; nothing but time is lost by it. */
function forgetKept(home: Home): void {
  const {relations, note} = keptFiles(home);
  // The note goes first: without one, a file is nothing.
  for (const file of [note, relations, `${relations}.wal`]) rmSync(file, {force: true, recursive: true});
}

/** Whether what was built last can be written into, and is what its note names; from here on it stands for nothing. The engine played back a log that lies beside it. */
async function goesOn(warehouse: Warehouse, home: Home, kept: KeptNote): Promise<boolean> {
  const {relations, note} = keptFiles(home);
  for (const file of [note, `${relations}.wal`]) rmSync(file, {force: true, recursive: true});
  try {
    await warehouse.attach(relations, "build", AS_SCRATCH);
  } catch {
    return false;
  }
  if (await holdsNoted(warehouse, kept)) return true;
  await warehouse.detach("build");
  return false;
}

async function holdsNoted(warehouse: Warehouse, {relations, tables}: KeptNote): Promise<boolean> {
  const there = await warehouse.rows(
    "select schema_name || '.' || table_name as name from duckdb_tables() where database_name = 'build'",
  );
  const noted = [...Object.keys(relations), ...Object.keys(tables)];
  return isDeepStrictEqual(new Set(there.map(({name}) => String(name))), new Set(noted));
}

/** Contents by relation, as they are found out while something else goes on. */
export type Contents = Promise<Map<string, string>>;

/**
 * Builds models in a file of the installation that outlives the warehouse, which sees them as views. A model whose text and inputs
 * (by content) are those of the relation that lies there is not built again. Between opening and `keep` the file stands for
 * nothing: whoever dies in between costs the next one a whole build, and no figure.
 */
export class KeptBuild implements Builder, QuietMemory {
  readonly #warehouse: Warehouse;
  readonly #home: Home;
  readonly #ahead: Contents;
  readonly #before: Pick<KeptNote, "relations" | "tables" | "quiet">;
  readonly #relations = new Map<string, KeptRelation>();
  readonly #tables = new Map<string, KeptTable>();
  /** Also of what was not looked at this time: it holds for whatever is as it was. */
  readonly #quiet: Map<string, MadeFrom>;
  readonly #anew = new Map<string, BuiltAnew>();
  /** Content of what was read so far, by the name under which it is read. */
  readonly #contents = new Map<string, string>();
  /** Relations that lie there and are no view of the warehouse yet. */
  readonly #unshown: string[] = [];

  private constructor(warehouse: Warehouse, home: Home, ahead: Contents, before: KeptNote | undefined) {
    this.#warehouse = warehouse;
    this.#home = home;
    this.#ahead = ahead;
    this.#before = before ?? {relations: {}, tables: {}, quiet: {}};
    this.#quiet = new Map(Object.entries(this.#before.quiet));
  }

  static async open(warehouse: Warehouse, home: Home, ahead: Contents): Promise<KeptBuild> {
    const kept = readKept(home);
    const before = kept && (await goesOn(warehouse, home, kept)) ? kept : undefined;
    if (!before) {
      forgetKept(home);
      await warehouse.attach(keptFiles(home).relations, "build", AS_SCRATCH);
    }
    for (const schema of [...LAYERS, "disclosure"])
      await warehouse.run(`create schema if not exists build.${schema}`);
    return new KeptBuild(warehouse, home, ahead, before);
  }

  async build(models: Model[], built: Built): Promise<void> {
    for (const [name, content] of await this.#ahead) this.#contents.set(name, content);
    await this.#readContents(inputsFromOutside(models));
    for (const model of models) {
      const start = performance.now();
      await this.#build(model);
      built(model, performance.now() - start);
    }
    await this.#showRelations();
  }

  async #build(model: Model): Promise<void> {
    const made = await this.#madeFrom(model);
    this.#contents.delete(model.name);
    if (materialisation(model) === "view") {
      await this.#showRelations();
      await createModel(this.#warehouse, model);
      this.#contents.set(model.name, sha256Of(JSON.stringify(made)));
      return;
    }
    const before = this.#relations.get(model.name) ?? this.#before.relations[model.name];
    const why = whyAnew(model.name, before, made);
    if (why && !this.#anew.has(model.name)) this.#anew.set(model.name, why);
    const relation = before && !why ? before : await this.#buildAnew(model, made);
    this.#relations.set(model.name, relation);
    this.#contents.set(model.name, relation.content);
    this.#unshown.push(model.name);
  }

  /** Each relation that lies there is a view of the warehouse; they are made together, before anything reads one. */
  async #showRelations(): Promise<void> {
    if (this.#unshown.length === 0) return;
    const views = this.#unshown
      .splice(0)
      .map((name) => `create or replace view ${name} as from build.${name}`);
    await this.#warehouse.run(views.join(";"));
  }

  async #buildAnew(model: Model, made: MadeFrom): Promise<KeptRelation> {
    const place = `build.${model.name}`;
    await this.#showRelations();
    const start = performance.now();
    await createModel(this.#warehouse, model, place);
    const milliseconds = Math.round(performance.now() - start);
    const content = (await contentNames(this.#warehouse, [place])).get(place) ?? "";
    return {...made, content, builtAt: new Date().toISOString(), milliseconds};
  }

  readonly fill: Fill = async ({tables, from}, fill) => {
    const made = await this.#madeFrom(from());
    const before = tables.map((table) => this.#before.tables[table]);
    if (before.every((one) => one && isOf(one, made))) await this.#recall(tables);
    else {
      await fill();
      await this.#remember(tables, await this.#madeFrom(from()));
    }
    for (const table of tables) this.#contents.set(table, this.#tables.get(table)?.content ?? "");
  };

  async #recall(tables: string[]): Promise<void> {
    for (const table of tables) {
      await this.#warehouse.run(`create or replace table ${table} as from build.${table}`);
      this.#tables.set(table, this.#before.tables[table] as KeptTable);
    }
  }

  async #remember(tables: string[], made: MadeFrom): Promise<void> {
    const contents = await contentNames(this.#warehouse, tables);
    for (const table of tables) {
      await this.#warehouse.run(`create or replace table build.${table} as from ${table}`);
      this.#tables.set(table, {...made, content: contents.get(table) ?? ""});
    }
  }

  changed(relation: string): void {
    this.#contents.delete(relation);
  }

  async isQuiet(looked: Looked): Promise<boolean> {
    const made = await this.#madeFrom(looked);
    return isDeepStrictEqual(this.#quiet.get(looked.name), made);
  }

  async noteQuiet(looked: Looked): Promise<void> {
    this.#quiet.set(looked.name, await this.#madeFrom(looked));
  }

  /** Writes down what was built: from here on the file stands for it. The warehouse sees none of it any more. */
  async keep(): Promise<BuildReport> {
    const {relations, note} = keptFiles(this.#home);
    const before = [...Object.keys(this.#before.relations), ...Object.keys(this.#before.tables)];
    for (const name of before)
      if (!this.#relations.has(name) && !this.#tables.has(name))
        await this.#warehouse.run(`drop table build.${qualified(name)}`);
    await this.#warehouse.run("checkpoint build");
    await this.#warehouse.detach("build");
    const written: KeptNote = {
      ...madeBy(),
      file: checksumOf(relations),
      relations: Object.fromEntries(this.#relations),
      tables: Object.fromEntries(this.#tables),
      quiet: Object.fromEntries(this.#quiet),
    };
    writeWhole(note, `${JSON.stringify(keptNote.parse(written))}\n`, 0o600);
    return {relations: this.#relations.size, anew: [...this.#anew.values()]};
  }

  async #madeFrom({text, dependsOn}: Pick<Looked, "text" | "dependsOn">): Promise<MadeFrom> {
    const isRead = await this.#readContents(dependsOn);
    const inputs = dependsOn.map((name): [string, string] => [name, this.#contents.get(name) ?? ""]);
    if (!isRead || UNSTEADY.test(text.replace(/--.*$/gm, "")))
      inputs.push(["clock", new Date().toISOString()]);
    return {text: sha256Of(text), inputs: Object.fromEntries(inputs)};
  }

  /** Whether all of them could be read: what cannot is told by whatever is made of it, in words, and until then like nothing else. */
  async #readContents(relations: string[]): Promise<boolean> {
    const unread = relations.filter((name) => !this.#contents.has(name));
    if (unread.some((name) => this.#unshown.includes(name))) await this.#showRelations();
    const contents = await contentNames(this.#warehouse, unread).catch(() => undefined);
    for (const [name, content] of contents ?? []) this.#contents.set(name, content);
    return contents !== undefined;
  }
}

/** What models read that none of them makes. */
function inputsFromOutside(models: Model[]): string[] {
  const made = new Set(models.map(({name}) => name));
  return [...new Set(models.flatMap(({dependsOn}) => dependsOn))].filter((name) => !made.has(name));
}

function isOf({text, inputs}: MadeFrom, made: MadeFrom): boolean {
  return isDeepStrictEqual({text, inputs}, made);
}

/** Null where a relation is what would be built now. */
function whyAnew(relation: string, before: MadeFrom | undefined, made: MadeFrom): BuiltAnew | null {
  if (before === undefined) return {relation, why: "new", inputs: []};
  if (before.text !== made.text) return {relation, why: "text", inputs: []};
  const names = new Set([...Object.keys(before.inputs), ...Object.keys(made.inputs)]);
  const inputs = [...names].filter((name) => before.inputs[name] !== made.inputs[name]);
  return inputs.length === 0 ? null : {relation, why: "inputs", inputs};
}
