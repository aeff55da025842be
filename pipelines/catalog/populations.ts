import {catalogTables} from "../../schemas/catalog.ts";
import {fieldsOf} from "../../schemas/contract.ts";
import {UserError} from "../../schemas/errors.ts";
import type {FieldMeta} from "../../schemas/fields.ts";
import {nearest} from "../../schemas/nearest.ts";
import {
  ATTRIBUTES,
  type Attribute,
  attributes,
  type Condition,
  type Population,
  populationsFile,
} from "../../schemas/populations.ts";
import type {RowsToInsert} from "../engine/insert-rows.ts";
import {knownAuthorities, notListed} from "./authorities.ts";
import {checkedRows} from "./catalog-file.ts";
import {decidedBy} from "./city-folder.ts";
import {placeOfPart, readCityYaml} from "./city-yaml.ts";
import {contractsOf} from "./contracts-of.ts";
import {POPULATIONS_FILE} from "./table-files.ts";
import {UNITS_FILE, unitNames} from "./units.ts";

const SCOPES_FILE = "overtime-scopes.csv";
const TAGS_FILE = "unit-tags.csv";

type Populations = Record<string, Population>;

/** Populations that models of the program name themselves. */
export const OF_MODELS = ["annual_leave", "section_chiefs", "women", "fathers", "long_term_absence"];

/** Names of every population of the city: those of populations.yaml, and the scopes of overtime that stand in a table. */
export function populationNames(city: string): string[] {
  return [...new Set([...Object.keys(readPopulations(city)), ...scopesOf(city)])];
}

/** The populations of populations.yaml, the city's own before the program's. UserError with file and line. */
function readPopulations(city: string): Populations {
  const {populations} = readCityYaml(city, POPULATIONS_FILE, populationsFile);
  if (decidedBy(city, SCOPES_FILE) !== "city") return populations;
  const [twice] = scopesOf(city).filter((id) => Object.hasOwn(populations, id));
  if (twice === undefined) return populations;
  const place = placeOfPart(city, POPULATIONS_FILE, ["populations", twice]);
  throw new UserError(
    `${place}: 対象の職員「${twice}」は city/${SCOPES_FILE} にもあります。どちらか一方に書いてください。`,
  );
}

function scopesOf(city: string): string[] {
  return checkedRows(city, SCOPES_FILE, catalogTables.overtime_scopes).map(({scope_id}) => String(scope_id));
}

const POPULATION_COLUMNS = {
  population_id: "varchar",
  population_name: "varchar",
  includes_managers: "boolean",
  counted: "varchar",
  note: "varchar",
};

const CONDITION_COLUMNS = {
  population_id: "varchar",
  condition_no: "integer",
  is_excluded: "boolean",
  attribute: "varchar",
  value: "varchar",
  reason: "varchar",
};

/** The tables of the schema `catalog` that say who belongs to a population. UserError for a word that the roster has not. */
export function populationTables(city: string): Record<string, Omit<RowsToInsert, "table">> {
  const populations = Object.entries(readPopulations(city));
  const wordsOf = rosterWords(city);
  mustBeOfUnits(city, populations);
  mustBeAuthorities(city, populations);
  return {
    populations: {
      columns: POPULATION_COLUMNS,
      rows: populations.map(([id, {name, managers, counted, note}]) => ({
        population_id: id,
        population_name: name,
        includes_managers: managers,
        counted,
        note,
      })),
    },
    populations_of_models: {
      columns: {population_id: "varchar"},
      rows: OF_MODELS.map((id) => ({population_id: id})),
    },
    population_conditions: {
      columns: CONDITION_COLUMNS,
      rows: populations.flatMap(([id, population]) =>
        conditionsOf(population).flatMap(({said, isExcluded, path}, index) =>
          attributes.flatMap((attribute) =>
            (said[attribute] ?? []).map((word) => ({
              population_id: id,
              condition_no: index + 1,
              is_excluded: isExcluded,
              attribute,
              value: valueBehind(word, {
                city,
                path: ["populations", id, ...path, attribute],
                meta: wordsOf[attribute],
              }),
              reason: said.reason ?? null,
            })),
          ),
        ),
      ),
    },
  };
}

const HOW_TO_WRITE = {
  tag: {name: "印", columns: "tag,bureau_code,department_name,valid_from,valid_to", file: TAGS_FILE},
  unit: {name: "所属", columns: "unit_code,level_name,parent_code,valid_from,valid_to", file: UNITS_FILE},
};

/** UserError for a tag that no unit has, and for a unit that is not in the tree. */
function mustBeOfUnits(city: string, populations: [string, Population][]): void {
  const tags = checkedRows(city, TAGS_FILE, catalogTables.unit_tags).map(({tag}) => String(tag));
  const known = {tag: tags, unit: unitNames(city)};
  for (const [id, population] of populations)
    for (const {said, path} of conditionsOf(population))
      for (const attribute of ["tag", "unit"] as const)
        for (const word of (said[attribute] ?? []).filter((each) => !known[attribute].includes(each))) {
          const {name, columns, file} = HOW_TO_WRITE[attribute];
          const place = placeOfPart(city, POPULATIONS_FILE, ["populations", id, ...path, attribute]);
          const near = nearest(word, known[attribute]);
          throw new UserError(
            `${place}: ${name}「${word}」が city/${file} にありません。${near.length === 0 ? `${columns} の列で書いてください。` : `近いもの: ${near.join("、")}`}`,
          );
        }
}

/** UserError for an authority, or a group of them, that the city's list has not. */
function mustBeAuthorities(city: string, populations: [string, Population][]): void {
  const known = knownAuthorities(city);
  if (!known) return;
  const lists = {authority: known.names, authority_group: known.groups};
  for (const [id, population] of populations)
    for (const {said, path} of conditionsOf(population))
      for (const attribute of ["authority", "authority_group"] as const) {
        const strange = (said[attribute] ?? []).find((word) => !lists[attribute].includes(word));
        if (strange === undefined) continue;
        const place = placeOfPart(city, POPULATIONS_FILE, ["populations", id, ...path, attribute]);
        throw new UserError(`${place}: ${notListed(strange, lists[attribute])}`);
      }
}

interface Said {
  said: Condition;
  isExcluded: boolean;
  path: (string | number)[];
}

function conditionsOf({only, except}: Population): Said[] {
  return [
    ...only.map((said, index) => ({said, isExcluded: false, path: ["only", index]})),
    ...except.map((said, index) => ({said, isExcluded: true, path: ["except", index]})),
  ];
}

type RosterWords = Partial<Record<Attribute, FieldMeta>>;

function rosterWords(city: string): RosterWords {
  const staff = contractsOf(city).find(({source}) => source === "staff");
  const fields = new Map(staff ? fieldsOf(staff).map(({name, meta}) => [name, meta]) : []);
  return Object.fromEntries(
    attributes.flatMap((attribute) => {
      const meta = fields.get(ATTRIBUTES[attribute] ?? "");
      return meta?.kind === "choice" ? [[attribute, meta]] : [];
    }),
  );
}

/** A word of the roster (課長級, or as the city's files have it) or the value that it stands for, as the warehouse holds it. */
function valueBehind(
  word: string,
  {city, path, meta}: {city: string; path: (string | number)[]; meta: FieldMeta | undefined},
): string {
  if (!meta || meta.values.includes(word)) return word;
  const value = meta.choices[word];
  if (value !== undefined) return value;
  throw new UserError(
    `${placeOfPart(city, POPULATIONS_FILE, path)}: 「${word}」は、職員名簿の「${meta.headings[0]}」にない言葉です。近いもの: ${nearest(word, Object.keys(meta.choices)).join("、")}`,
  );
}
