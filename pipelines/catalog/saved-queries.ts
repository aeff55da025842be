import {catalogTables} from "../../schemas/catalog.ts";
import type {SavedQuery} from "../../schemas/dictionary.ts";
import {UserError} from "../../schemas/errors.ts";
import {nearest} from "../../schemas/nearest.ts";
import {checkedRows} from "./catalog-file.ts";
import {isDecided, readKpiCatalog} from "./kpi-catalog.ts";
import {sqlFiles} from "./sql-files.ts";

/**
 * The questions of sql/queries, by name. Their first comments say the title and, a line each, what can be set:
 * "-- $hours 整数 480 時間数" – name, kind, the usual value, meaning. A usual value may be one of the city's (最初の指標).
 */
export function savedQueries(city: string): SavedQuery[] {
  const ofCity = valuesOfCity(city);
  return sqlFiles("queries").map(({name, text}) => {
    const [, title] = /^-- (.+)$/m.exec(text) ?? [];
    if (!title) throw new Error(`${name} has no title`);
    const parameters = [...text.matchAll(/^-- \$(\w+) (\S+) (\S+) (.+)$/gm)].map(
      ([, parameter = "", type = "", usual = "", meaning = ""]) => ({
        name: parameter,
        type,
        usual: ofCity[usual] ?? usual,
        text: meaning,
      }),
    );
    return {name: name.slice("queries.".length), title, parameters, sql: text};
  });
}

/** What usual values mean in a city; nothing where there is none yet. */
function valuesOfCity(city: string): Record<string, string> {
  if (!isDecided(city)) return {};
  const {programme, kpis} = readKpiCatalog(city);
  const domains = checkedRows(city, "privacy.csv", catalogTables.privacy);
  const isByBureau = (privacy: string) =>
    domains.some((row) => row.domain === privacy && row.shown_by_bureau === true);
  const [first, byBureau] = [kpis[0], kpis.find(({privacy}) => isByBureau(privacy)) ?? kpis[0]];
  return {
    プログラムの初年度: String(programme.first_fiscal_year),
    ...(first && {最初の指標: first.id}),
    ...(byBureau && {局区別に示す最初の指標: byBureau.id}),
  };
}

/** UserError with the nearest names when there is none of that name. */
export function savedQuery(city: string, name: string): SavedQuery {
  const queries = savedQueries(city);
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
