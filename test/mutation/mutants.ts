import type {SqlFile} from "../../pipelines/catalog/sql-files.ts";
import type {Warehouse} from "../../pipelines/engine/open.ts";
import {type Change, changesOf} from "./changes.ts";
import {expressionSql, isNode, placeOf, type SqlNode, type SqlPart, sqlOf, treeOf} from "./sql-tree.ts";

/** A model with one thing changed. */
export interface Mutant {
  /** "metrics.kpi_paper_sheets" */
  model: string;
  line: number;
  /** That line as it stands in the file, without its indentation. */
  code: string;
  /** "quarter <= 4 → quarter < 4"; the same change a second time in one line ends in "(2)". */
  change: string;
  sql: string;
}

export interface Mutants {
  mutants: Mutant[];
  /** Changes that the engine cannot write as a statement: where, and what it said. */
  unwritten: string[];
}

/** Everything that is changed one at a time in a model; what the parser takes for the same statement is none. */
export async function mutantsOf(engine: Warehouse, model: Pick<SqlFile, "name" | "text">): Promise<Mutants> {
  const tree = await treeOf(engine, model.text);
  const original = await sqlOf(engine, tree);
  const lines = model.text.split("\n");
  const mutants: Mutant[] = [];
  const unwritten: string[] = [];
  for (const {change, place, write} of sitesIn(tree)) {
    const line = lineAt(model.text, place);
    const code = (lines[line - 1] ?? "").trim();
    try {
      const sql = await write(() => sqlOf(engine, tree));
      if (sql === original) continue;
      const told = await toldAs(engine, change);
      const times = mutants.filter((known) => known.code === code && isSame(known.change, told)).length;
      mutants.push({model: model.name, line, code, sql, change: times > 0 ? `${told} (${times + 1})` : told});
    } catch (error) {
      unwritten.push(`${fileOf(model.name)}:${line}: ${code}: ${error}`);
    }
  }
  return {mutants, unwritten};
}

/** A model with nothing changed, in the engine's own spelling: what it moves, every mutant would move. */
export async function unchanged(
  engine: Warehouse,
  {name, text}: Pick<SqlFile, "name" | "text">,
): Promise<Mutant> {
  return {
    model: name,
    line: 1,
    code: "",
    change: "nothing",
    sql: await sqlOf(engine, await treeOf(engine, text)),
  };
}

/** "sql/metrics/kpi_paper_sheets.sql" */
export function fileOf(model: string): string {
  return `sql/${model.replace(".", "/")}.sql`;
}

function isSame(known: string, told: string): boolean {
  return known === told || known.replace(/ \(\d+\)$/, "") === told;
}

async function toldAs(engine: Warehouse, {told}: Change): Promise<string> {
  const words: string[] = [];
  for (const word of told) words.push(typeof word === "string" ? word : await expressionSql(engine, word));
  return words.join(" ");
}

function lineAt(text: string, place: number): number {
  return Buffer.from(text).subarray(0, place).toString().split("\n").length;
}

interface Site {
  change: Change;
  place: number;
  /** Does the work while the change stands in the tree. */
  write<Result>(work: () => Promise<Result>): Promise<Result>;
}

function sitesIn(root: SqlNode): Generator<Site> {
  return visit(root.statements as SqlPart[], 0);
}

function* visit(parent: SqlNode | SqlPart[], near: number): Generator<Site> {
  for (const [key, part] of Object.entries(parent)) {
    if (typeof part !== "object" || part === null || isAskedForNothing(key, part)) continue;
    const place = (isNode(part) ? ownPlace(part) : undefined) ?? near;
    if (isNode(part))
      for (const change of changesOf(part))
        yield {change, place: placeOfChange(change, place), write: writing(parent as SqlNode, key, change)};
    yield* visit(part, place);
  }
}

/** What `exists (select 1 …)` selects is nobody's. */
function isAskedForNothing(key: string, part: SqlPart): boolean {
  return key === "select_list" && Array.isArray(part) && part.length === 1 && isUnnamedConstant(part[0]);
}

function isUnnamedConstant(part: SqlPart | undefined): boolean {
  return isNode(part) && part.class === "CONSTANT" && part.alias === "";
}

/** A join is told where the joined relation stands. */
function ownPlace(node: SqlNode): number | undefined {
  return node.type === "JOIN" ? placeOf(node.right) : placeOf(node);
}

/** What is left away is told where it stood. */
function placeOfChange({told: [verb, expression]}: Change, place: number): number {
  const isLeftAway = typeof verb === "string" && verb.startsWith("without");
  return (isLeftAway && isNode(expression) ? placeOf(expression) : undefined) ?? place;
}

function writing(holder: SqlNode, key: string, {instead}: Change): Site["write"] {
  return async (work) => {
    const kept = holder[key] as SqlPart;
    holder[key] = instead;
    try {
      return await work();
    } finally {
      holder[key] = kept;
    }
  };
}
