import type {z} from "zod";
import {groupsOf} from "../../schemas/authorities.ts";
import {catalogTables} from "../../schemas/catalog.ts";
import {BODY_KINDS} from "../../schemas/city.ts";
import {UserError} from "../../schemas/errors.ts";
import {nearest} from "../../schemas/nearest.ts";
import {placedRows} from "./catalog-file.ts";
import {CITY_FILE, readCityFile} from "./city-catalog.ts";

/** Files of the city that name authorities (or groups of them), by the column that does. */
const NAMING: {file: string; schema: z.ZodObject; column: string; of: "names" | "groups"}[] = [
  {
    file: "disability-legal-rates.csv",
    schema: catalogTables.disability_legal_rates,
    column: "appointing_authority",
    of: "names",
  },
  {
    file: "disability-exclusion-rates.csv",
    schema: catalogTables.disability_exclusion_rates,
    column: "appointing_authority",
    of: "names",
  },
  {
    file: "overtime-scopes.csv",
    schema: catalogTables.overtime_scopes,
    column: "appointing_authority_group",
    of: "groups",
  },
];

/** What a city's list of authorities lets other files say; undefined where it has no list. */
export function knownAuthorities(city: string): {names: string[]; groups: string[]} | undefined {
  const {authorities} = readCityFile(city);
  if (authorities.length === 0) return undefined;
  return {names: authorities.map(({name}) => name), groups: groupsOf(authorities)};
}

/** UserError with file and line for an authority that the city's list has not, and for a legal rate that is not this body's. */
export function checkAuthorities(city: string): void {
  const known = knownAuthorities(city);
  if (known)
    for (const {file, schema, column, of} of NAMING)
      for (const {row, place} of placedRows(city, file, schema)) {
        const said = row[column];
        if (said !== null && !known[of].includes(String(said)))
          throw new UserError(`${place}: ${notListed(String(said), known[of])}`);
      }
  for (const file of NAMING.slice(0, 2)) mustHoldOnce(city, file);
  mustHaveNoLowerRate(city);
}

/** Why an authority, or a group of them, is refused. */
export function notListed(said: string, known: string[]): string {
  return `「${said}」は city/${CITY_FILE} の authorities（任命権者の一覧）にありません。一覧に加えるか、名前を直してください。近いもの: ${nearest(said, known).join("、")}`;
}

const LAST_DAY = "9999-12-31";

/** On a day one rate holds for an authority; one of two would count its people twice. */
function mustHoldOnce(city: string, {file, schema, column}: (typeof NAMING)[number]): void {
  const rows = placedRows(city, file, schema);
  rows.forEach(({row, place}, index) => {
    const other = rows
      .slice(0, index)
      .find(
        ({row: before}) =>
          before[column] === row[column] &&
          String(before.valid_from) <= String(row.valid_to ?? LAST_DAY) &&
          String(row.valid_from) <= String(before.valid_to ?? LAST_DAY),
      );
    if (other)
      throw new UserError(
        `${place}: ${row[column] ?? "一般"}の率の期間が、${other.place}と重なっています。前の行の valid_to を直してください。`,
      );
  });
}

/** The rate that is 0.1 lower is that of boards of education of prefectures and designated cities only (障害者雇用促進法施行令 2条). */
function mustHaveNoLowerRate(city: string): void {
  const {kind} = readCityFile(city);
  if (BODY_KINDS[kind].hasLowerRate !== false) return;
  const rows = placedRows(city, "disability-legal-rates.csv", catalogTables.disability_legal_rates);
  const lower = rows.find(({row}) =>
    rows.some(
      ({row: general}) =>
        row.appointing_authority !== null &&
        general.appointing_authority === null &&
        general.valid_from === row.valid_from &&
        Number(general.legal_rate) > Number(row.legal_rate),
    ),
  );
  if (lower)
    throw new UserError(
      `${lower.place}: 一般より低い法定雇用率は、都道府県と指定都市の教育委員会だけのもので（障害者雇用促進法施行令2条）、${kind}にはありません。この行を消してください。`,
    );
}
