import {readDescriptions} from "../catalog/descriptions.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import {quoted} from "../engine/quoted.ts";

/** Statements that give some tables of the attached `release` their titles and meanings: any DuckDB tool shows them. */
export async function commentsOn(
  warehouse: Warehouse,
  {city, names}: {city: string; names: string[]},
): Promise<string[]> {
  const words = readDescriptions(city);
  const columns = await warehouse.rows(statement("releases.columns_of_marts"));
  return [
    ...names.map((mart) => commentOn(`table release.${mart}`, words.relation(mart)?.title)),
    ...columns
      .filter(({mart}) => names.includes(String(mart)))
      .map(({mart, column}) =>
        commentOn(`column release.${mart}.${column}`, words.column(String(mart), String(column))),
      ),
  ];
}

function commentOn(what: string, text = ""): string {
  return `comment on ${what} is ${quoted(text)}`;
}
