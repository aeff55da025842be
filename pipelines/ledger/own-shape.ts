import {UserError} from "../../schemas/errors.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import {selectOfView} from "../engine/stored-code.ts";
import {statementsOfLedger} from "./version.ts";

/** Tables and views that the program makes, by name ("intake.batches"); raw tables are the contracts' and the cities'. */
function ownRelations(): {tables: Set<string>; views: Map<string, string>} {
  const text = statementsOfLedger().map(statement).join("\n");
  return {
    tables: new Set([...text.matchAll(/create table if not exists ([\w.]+)/g)].map(([, name = ""]) => name)),
    views: new Map(
      [...text.matchAll(/create (?:or replace )?view (?:if not exists )?([\w.]+) as\s([^;]*);/g)].map(
        ([, name = "", select = ""]) => [name, select],
      ),
    ),
  };
}

/**
 * UserError for a ledger that has relations which the program does not make, or, where it has the program's version, a view
 * that is not as the program makes it. A ledger of before has its views made anew when it is brought up to date.
 */
export async function mustBeOfOwnShape(ledger: Warehouse, isOfToday: boolean): Promise<void> {
  const own = ownRelations();
  const there = await relationsIn(ledger);
  const asWritten = isOfToday ? await viewsAsWritten(ledger, there, own.views) : own.views;
  const foreign: string[] = [];
  for (const {kind, name} of there) {
    if (name.startsWith("raw.") && kind === "table") continue;
    const isOwn = kind === "table" ? own.tables.has(name) : own.views.has(name);
    if (!isOwn) foreign.push(`${name}: このプログラムが作らない${kind === "table" ? "表" : "ビュー"}です`);
    else if (kind === "view" && !asWritten.has(name))
      foreign.push(`${name}: このプログラムが作るビューと、中身が違います`);
  }
  if (foreign.length > 0) throw new UserError(refusal(foreign));
}

interface StoredRelation {
  kind: "table" | "view";
  name: string;
  text: string;
}

async function relationsIn(ledger: Warehouse): Promise<StoredRelation[]> {
  const rows = await ledger.rows(statement("ledger.relations_of_ledger"));
  return rows.map(({kind, schema_name, relation_name, text}) => ({
    kind: kind as StoredRelation["kind"],
    name: `${schema_name}.${relation_name}`,
    text: String(text),
  }));
}

/** The engine keeps a view in words of its own: both are put into those of today's, which may not be those of the one that made it. */
async function viewsAsWritten(
  ledger: Warehouse,
  relations: StoredRelation[],
  own: Map<string, string>,
): Promise<Set<string>> {
  const views = relations.flatMap((relation) => {
    const [stored, select] = [selectOfView(relation), own.get(relation.name)];
    return stored === undefined || select === undefined ? [] : [{name: relation.name, stored, select}];
  });
  const words = await wordsOf(
    ledger,
    views.flatMap(({stored, select}) => [stored, select]),
  );
  const written = views.filter(({stored, select}) => words.get(stored) === words.get(select));
  return new Set(written.map(({name}) => name));
}

async function wordsOf(ledger: Warehouse, selects: string[]): Promise<Map<string, string>> {
  const rows = await ledger.rows(statement("ledger.selects_in_words_of_engine"), {
    selects: JSON.stringify(selects),
  });
  return new Map(rows.map(({text, words}) => [String(text), String(words)]));
}

function refusal(foreign: string[]): string {
  return [
    "台帳（ledger.duckdb）は、このプログラムの外で作り変えられています。何も取り込まず、何も公開していません。",
    ...foreign.map((line) => `・${line}`),
    "ほかのプログラムで作った人がいれば、そのプログラムで元に戻してもらってください。分からなければ、それより前の控えから戻してください（npx kaikaku restore）。",
  ].join("\n");
}
