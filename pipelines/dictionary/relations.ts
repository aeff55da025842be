import {z} from "zod";
import type {DictionaryColumn, DictionaryRelation} from "../../schemas/dictionary.ts";
import {DICTIONARY_LAYERS} from "../../schemas/dictionary.ts";
import {marts} from "../../schemas/marts.ts";
import {shippedContracts} from "../../schemas/sources.ts";
import type {Descriptions} from "../catalog/descriptions.ts";
import {layerOf} from "./graph.ts";
import type {RelationShape, RelationShapes} from "./relation-shapes.ts";

const RESTRICTED = new Set(
  shippedContracts.filter(({isRestricted}) => isRestricted).map(({source}) => `raw.${source}`),
);

/** Every relation with its words, columns and neighbours, in the order of the layers and then of the names. */
export function describeRelations(
  {relations: shapes, models, lineage}: RelationShapes,
  words: Descriptions,
): DictionaryRelation[] {
  const byName = new Map(models.map((model) => [model.name, model]));
  const readers = Map.groupBy(
    models.flatMap(({name, dependsOn}) => dependsOn.map((upstream) => ({name, upstream}))),
    ({upstream}) => upstream,
  );
  const rank = (name: string) => DICTIONARY_LAYERS.indexOf(layerOf(name));
  return shapes
    .map((shape) => ({
      name: shape.name,
      layer: layerOf(shape.name),
      title: words.relation(shape.name)?.title ?? "",
      grain: words.relation(shape.name)?.grain ?? "",
      columns: shape.columns.map((column) => ({
        ...describeColumn(shape.name, column, words),
        from: lineage.get(`${shape.name}.${column.name}`) ?? [],
      })),
      hasPeople: RESTRICTED.has(shape.name) || shape.columns.some(({name}) => name === "staff_key"),
      isPublished: layerOf(shape.name) === "marts",
      dependsOn: byName.get(shape.name)?.dependsOn ?? [],
      usedBy: (readers.get(shape.name) ?? []).map(({name}) => name),
      sql: byName.get(shape.name)?.text ?? null,
    }))
    .sort((one, other) => rank(one.name) - rank(other.name) || (one.name < other.name ? -1 : 1));
}

/** Enumerations, which the engine writes out at length, are named only: their values are listed. */
function describeColumn(
  relation: string,
  {name, type}: RelationShape["columns"][number],
  words: Descriptions,
): Omit<DictionaryColumn, "from"> {
  const isEnumeration = type.startsWith("ENUM");
  const values = isEnumeration ? valuesOfType(type) : valuesInMart(relation, name);
  return {
    name,
    type: isEnumeration ? "ENUM" : type,
    text: words.column(relation, name) ?? "",
    values: values.map((value) => ({value, word: words.values(name)[value] ?? value})),
  };
}

/** "ENUM('ordinary', 'disaster')" → its values. */
function valuesOfType(type: string): string[] {
  return [...type.matchAll(/'([^']*)'/g)].map(([, value = ""]) => value);
}

interface JsonChoice {
  enum?: string[];
  anyOf?: JsonChoice[];
}

/** Values that the mart's schema allows, where it is a closed list. */
function valuesInMart(relation: string, column: string): string[] {
  const schema = (marts as Record<string, z.ZodObject>)[relation]?.shape[column];
  if (!schema) return [];
  const json = z.toJSONSchema(schema as z.ZodType) as JsonChoice;
  return [json, ...(json.anyOf ?? [])].flatMap((part) => part.enum ?? []);
}
