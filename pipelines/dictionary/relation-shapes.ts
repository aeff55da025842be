import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {z} from "zod";
import {transform, type Workshop} from "../build/transform.ts";
import type {Model} from "../catalog/models.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import {openHome} from "../installation/home.ts";
import type {Log} from "../installation/log.ts";
import {openLedger} from "../ledger/ledger.ts";
import {type ColumnLineage, columnLineage} from "./column-lineage.ts";

/** A relation as the engine knows it, from raw.* and catalog.* to marts.*. */
export interface RelationShape {
  name: string;
  columns: {name: string; type: string}[];
}

const SILENT: Log = {info: () => {}, warn: () => {}, progress: () => {}};

export interface RelationShapes {
  relations: RelationShape[];
  models: Model[];
  lineage: ColumnLineage;
}

/** The columns and types of all relations, what reads what, and which column comes from which, without any data. */
export function relationShapes(city: string): Promise<RelationShapes> {
  return onNothing(city, async ({warehouse, models}) => {
    const relations = await shapesIn(warehouse);
    const columns = new Map(relations.map(({name, columns}) => [name, columns.map((column) => column.name)]));
    return {relations, models, lineage: await columnLineage(warehouse, models, columns)};
  });
}

/** Builds every model of a city on an empty ledger for as long as the work lasts. */
export async function onNothing<Result>(
  city: string,
  work: (workshop: Workshop) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "kaikaku-shapes-"));
  try {
    const home = {...openHome(folder), city};
    (await openLedger(home)).close();
    const nothing = {releaseId: "", createdOn: "2000-01-01"};
    const workshop = await transform(home, nothing, SILENT);
    try {
      return await work(workshop);
    } finally {
      workshop.warehouse.close();
    }
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

const shapeRow = z.strictObject({relation: z.string(), column: z.string(), type: z.string()});

async function shapesIn(warehouse: Warehouse): Promise<RelationShape[]> {
  const rows = await warehouse.rows(statement("releases.shapes"));
  const byRelation = Map.groupBy(z.array(shapeRow).parse(rows), ({relation}) => relation);
  return [...byRelation].map(([name, columns]) => ({
    name,
    columns: columns.map(({column, type}) => ({name: column, type})),
  }));
}
