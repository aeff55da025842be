import type {SavedQuery} from "../../schemas/dictionary.ts";
import {UserError} from "../../schemas/errors.ts";
import {nearest} from "../installation/nearest.ts";
import {sqlFiles} from "./sql-files.ts";

/**
 * The questions of sql/queries, by name. Their first comments say the title and, a line each, what can be set:
 * "-- $fy 整数 2023 年度（4月の西暦）" – name, kind, the usual value, meaning.
 */
export function savedQueries(): SavedQuery[] {
  return sqlFiles("queries").map(({name, text}) => {
    const [, title] = /^-- (.+)$/m.exec(text) ?? [];
    if (!title) throw new Error(`${name} has no title`);
    const parameters = [...text.matchAll(/^-- \$(\w+) (\S+) (\S+) (.+)$/gm)].map(
      ([, parameter = "", type = "", usual = "", meaning = ""]) => ({
        name: parameter,
        type,
        usual,
        text: meaning,
      }),
    );
    return {name: name.slice("queries.".length), title, parameters, sql: text};
  });
}

/** UserError with the nearest names when there is none of that name. */
export function savedQuery(name: string): SavedQuery {
  const queries = savedQueries();
  const found = queries.find((query) => query.name === name);
  if (found) return found;
  const near = nearest(
    name,
    queries.map((query) => query.name),
  );
  throw new UserError(
    `保存した問合せ「${name}」がありません。近いもの: ${near.join("、")}（npx kaikaku queries で一覧）`,
  );
}

/** "fy=2023" … as they are given after --param. */
export function usualValues({parameters}: SavedQuery): string[] {
  return parameters.map(({name, usual}) => `${name}=${usual}`);
}
