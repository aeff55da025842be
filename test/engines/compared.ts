import {mkdirSync} from "node:fs";
import {join} from "node:path";
import {materialisation} from "../../pipelines/build/create-model.ts";
import type {Workshop} from "../../pipelines/build/transform.ts";
import type {Warehouse} from "../../pipelines/engine/open.ts";
import {identifier, qualified, quoted} from "../../pipelines/engine/quoted.ts";
import {forSpark} from "../../pipelines/engine/spark-words.ts";

/** A relation as both engines made it. */
export interface Compared {
  relation: string;
  /** Words of its model that were exchanged; none where Spark was given the text as it stands. */
  exchanged: string[];
  rows: number;
  /** Rows that are not the same in both; the difference of their numbers counts, too. */
  differing: number;
  duckMs: number;
  sparkMs: number;
}

/** Writes every relation that models made as Parquet, to compare with after the warehouse is closed. */
export async function writtenRelations({warehouse, models}: Workshop, folder: string): Promise<void> {
  mkdirSync(folder, {recursive: true});
  for (const {name} of models.filter((model) => materialisation(model) === "table"))
    await warehouse.run(`copy ${qualified(name)} to ${quoted(fileOf(folder, name))} (format parquet)`);
}

function fileOf(folder: string, relation: string): string {
  return join(folder, `${relation}.parquet`);
}

/** Holds every relation of Spark's, whole, against what DuckDB wrote there: rows in any order, numbers to 1e-9 of their size. */
export async function compared(
  {warehouse, models, took}: Workshop,
  {folder, duckTook}: {folder: string; duckTook: Map<string, number>},
): Promise<Compared[]> {
  const found: Compared[] = [];
  for (const {name, text} of models.filter((model) => materialisation(model) === "table"))
    found.push({
      relation: name,
      exchanged: forSpark(text).words,
      ...(await difference(warehouse, name, fileOf(folder, name))),
      duckMs: duckTook.get(name) ?? Number.NaN,
      sparkMs: took.get(name) ?? Number.NaN,
    });
  return found;
}

const LIMIT = "1e-9";

/** Rows are put beside each other in the order of whatever is no fraction, and then of what is. */
async function difference(
  warehouse: Warehouse,
  relation: string,
  file: string,
): Promise<Pick<Compared, "rows" | "differing">> {
  const {columns} = await warehouse.table(`select * from ${qualified(relation)} limit 0`);
  const isFraction = ({type}: {type: string}) => type === "DOUBLE";
  const order = [...columns.filter((one) => !isFraction(one)), ...columns.filter(isFraction)]
    .map(({name}) => identifier(name))
    .join(", ");
  const numbered = (from: string) =>
    `select *, row_number() over (order by ${order}) as row_place from ${from}`;
  const differs = columns.map(({name, ...one}) => {
    const [mine, theirs] = [`mine.${identifier(name)}`, `theirs.${identifier(name)}`];
    if (!isFraction({...one})) return `${mine} is distinct from ${theirs}`;
    const near = `abs(${mine} - ${theirs}) <= ${LIMIT} * greatest(abs(${mine}), abs(${theirs}), 1)`;
    return `(${mine} is distinct from ${theirs} and not coalesce(${near}, false))`;
  });
  const [row] = await warehouse.rows(
    `select count(*) as rows, count(*) filter (where mine.row_place is null or theirs.row_place is null or ${differs.join(" or ")}) as differing
     from (${numbered(qualified(relation))}) as mine
     full join (${numbered(`read_parquet(${quoted(file)})`)}) as theirs on mine.row_place = theirs.row_place`,
  );
  return {rows: Number(row?.rows), differing: Number(row?.differing)};
}
