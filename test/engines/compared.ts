import {mkdirSync} from "node:fs";
import {join} from "node:path";
import {materialisation} from "../../pipelines/build/create-model.ts";
import type {Workshop} from "../../pipelines/build/transform.ts";
import type {Model} from "../../pipelines/catalog/models.ts";
import type {Warehouse} from "../../pipelines/engine/open.ts";
import {identifier, qualified, quoted} from "../../pipelines/engine/quoted.ts";
import {forSpark} from "../../pipelines/engine/spark-words.ts";

export interface Column {
  name: string;
  type: string;
}

/** A relation as both engines made it. */
export interface Compared {
  relation: string;
  /** Words of its model that were exchanged; none where the other engine was given the text as it stands. */
  exchanged: string[];
  rows: number;
  /** Rows that are not the same in both; the difference of their numbers counts, too. */
  differing: number;
  duckMs: number;
  otherMs: number;
}

/** Relations of an engine, written as Parquet: from which models, with which columns, in how many milliseconds each. */
export interface Made {
  folder: string;
  models: Model[];
  columns: Map<string, Column[]>;
  took: Map<string, number>;
}

/** Writes every relation that models made, and every one that they read, as Parquet, to compare with after the warehouse is closed; returns the columns of each. */
export async function writtenRelations(
  {warehouse, models}: Workshop,
  folder: string,
): Promise<Map<string, Column[]>> {
  mkdirSync(folder, {recursive: true});
  const columns = new Map<string, Column[]>();
  for (const relation of new Set(models.flatMap(({name, dependsOn}) => [...dependsOn, name]))) {
    columns.set(
      relation,
      (await warehouse.table(`select * from ${qualified(relation)} limit 0`)).columns.map(asWritten),
    );
    await warehouse.run(
      `copy (select * from ${qualified(relation)}) to ${quoted(fileOf(folder, relation))} (format parquet)`,
    );
  }
  return columns;
}

/** Choices are written as texts. */
function asWritten({name, type}: Column): Column {
  return {name, type: type.startsWith("ENUM") ? "VARCHAR" : type};
}

export function fileOf(folder: string, relation: string): string {
  return join(folder, `${relation}.parquet`);
}

/** Holds every relation of Spark's, whole, against what DuckDB wrote there. */
export async function compared(
  {warehouse, models, took}: Workshop,
  {folder, columns, took: duckTook}: Made,
): Promise<Compared[]> {
  const found: Compared[] = [];
  for (const {name, text} of models.filter((model) => materialisation(model) === "table"))
    found.push({
      relation: name,
      exchanged: forSpark(text).words,
      ...(await difference(warehouse, columns.get(name) ?? [], [
        `read_parquet(${quoted(fileOf(folder, name))})`,
        qualified(name),
      ])),
      duckMs: duckTook.get(name) ?? Number.NaN,
      otherMs: took.get(name) ?? Number.NaN,
    });
  return found;
}

const LIMIT = "1e-9";

/**
 * Rows of two relations that should be the same, in any order, numbers to 1e-9 of their size. They are put beside each other in the
 * order of whatever is no fraction, and then of what is.
 */
export async function difference(
  warehouse: Warehouse,
  columns: Column[],
  [one, other]: [string, string],
): Promise<Pick<Compared, "rows" | "differing">> {
  const isFraction = ({type}: Column) => type === "DOUBLE";
  const order = [...columns.filter((column) => !isFraction(column)), ...columns.filter(isFraction)]
    .map(({name}) => identifier(name))
    .join(", ");
  const typed = columns.map(({name, type}) => `cast(${identifier(name)} as ${type}) as ${identifier(name)}`);
  const numbered = (from: string) =>
    `select *, row_number() over (order by ${order}) as row_place from (select ${typed.join(", ")} from ${from})`;
  const differs = columns.map((column) => {
    const [mine, theirs] = [`mine.${identifier(column.name)}`, `theirs.${identifier(column.name)}`];
    if (!isFraction(column)) return `${mine} is distinct from ${theirs}`;
    const near = `abs(${mine} - ${theirs}) <= ${LIMIT} * greatest(abs(${mine}), abs(${theirs}), 1)`;
    return `(${mine} is distinct from ${theirs} and not coalesce(${near}, false))`;
  });
  const [row] = await warehouse.rows(
    `select count(*) as rows, count(*) filter (where mine.row_place is null or theirs.row_place is null or ${differs.join(" or ")}) as differing
     from (${numbered(one)}) as mine
     full join (${numbered(other)}) as theirs on mine.row_place = theirs.row_place`,
  );
  return {rows: Number(row?.rows), differing: Number(row?.differing)};
}
