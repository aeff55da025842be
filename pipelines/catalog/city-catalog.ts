import type {BodyWords} from "../../schemas/body-words.ts";
import {BODY_KINDS, type CityFile, cityFile} from "../../schemas/city.ts";
import {committeePacketCatalog} from "../../schemas/committee-packets.ts";
import {UserError} from "../../schemas/errors.ts";
import type {RowsToInsert} from "../engine/insert-rows.ts";
import {hasPart, placeOfPart, readCityYaml} from "./city-yaml.ts";

export const CITY_FILE = "city.yaml";
export const PACKETS_FILE = "committee-packets.yaml";
/** A folder in it for each programme that is not the first: the words of its packets. */
export const PACKETS_FOLDER = "packets";

/** Where folders of before say what city.yaml says now, by its key there. They are read as they are. */
const FORMER = {
  programmes: {file: "kpis.yaml", path: ["programme"]},
  name: {file: PACKETS_FILE, path: ["programme", "city"]},
} as const satisfies Partial<Record<keyof CityFile, {file: string; path: string[]}>>;

/** Who the body is, as far as city.yaml says it. UserError with file, line and reason for what does not fit. */
export function readCityFile(city: string): CityFile {
  return readCityYaml(city, CITY_FILE, cityFile);
}

interface Said<Value> {
  own: Value | null | undefined;
  former: Value | null | undefined;
}

/** What city.yaml says, or else the file of before. UserError with file and line where both do. */
export function saidOnce<Value>(
  city: string,
  key: keyof typeof FORMER,
  {own, former}: Said<Value>,
): Value | null {
  const {file, path} = FORMER[key];
  if (own != null && former != null)
    throw new UserError(
      `${placeOfPart(city, file, path)}（${path.join(".")}）: city/${CITY_FILE} の ${key} にも書いてあります。こちらを消してください。`,
    );
  return own ?? former ?? null;
}

/** What the folder says where folders of before said it, a line each. */
export function formerKeys(city: string): string[] {
  return Object.entries(FORMER)
    .filter(([, {file, path}]) => hasPart(city, file, path))
    .map(
      ([key, {file, path}]) =>
        `${placeOfPart(city, file, path)}（${path.join(".")}）: いまは city/${CITY_FILE} の ${key} に書きます。このままでも読みます。`,
    );
}

/** Name of the body; null where nothing says it. */
export function nameOfCity(city: string): string | null {
  const {programme} = readCityYaml(city, PACKETS_FILE, committeePacketCatalog);
  return saidOnce(city, "name", {own: readCityFile(city).name, former: programme?.city});
}

/** In which words of its own the body is spoken of; those of a 市 where the file cannot be read, which is told by whatever reads it. */
export function bodyWordsOf(city: string): BodyWords {
  try {
    const {kind, unit} = readCityFile(city);
    const {mayors, entire, self} = BODY_KINDS[kind];
    return {unit: unit ?? BODY_KINDS[kind].unit, mayors, entire, self};
  } catch (error) {
    if (error instanceof UserError) return BODY_KINDS.市;
    throw error;
  }
}

const CITY_COLUMNS = {
  city_name: "varchar",
  body_kind: "varchar",
  whole_name: "varchar",
  head_name: "varchar",
  unit_name: "varchar",
};
const CHANGE_COLUMNS = {changed_on: "date", note: "varchar"};

/** The tables of the schema `catalog` that come from city.yaml, but for the programme. */
export function cityTables(city: string): Record<string, Omit<RowsToInsert, "table">> {
  const {kind, unit, organisation} = readCityFile(city);
  const {whole, head} = BODY_KINDS[kind];
  const row = {
    ...{city_name: nameOfCity(city), body_kind: kind, whole_name: whole, head_name: head},
    unit_name: unit ?? BODY_KINDS[kind].unit,
  };
  const changes = organisation.map(({on, note}) => ({changed_on: on, note}));
  return {
    city: {columns: CITY_COLUMNS, rows: [row]},
    organisation_changes: {columns: CHANGE_COLUMNS, rows: changes},
  };
}
