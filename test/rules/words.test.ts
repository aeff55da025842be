import {rmSync} from "node:fs";
import {beforeAll, describe, expect, test} from "vitest";
import {z} from "zod";
import {descriptionsFile, readDescriptions} from "../../pipelines/catalog/descriptions.ts";
import {isMeasureModel} from "../../pipelines/catalog/indicator-models.ts";
import {LAYERS, readModels} from "../../pipelines/catalog/models.ts";
import {functionDefinitions, sqlFiles} from "../../pipelines/catalog/sql-files.ts";
import {type RelationShape, relationShapes} from "../../pipelines/dictionary/relation-shapes.ts";
import {openWritable} from "../../pipelines/engine/open.ts";
import {marts} from "../../schemas/marts.ts";
import {otherProgrammesCity} from "../catalog/other-programmes-city.ts";
import {SAMPLE_CITY} from "../sample-city.ts";

const WORDS = readDescriptions(SAMPLE_CITY);
const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Of the other bodies none counts units. */
const UNITS_OVER = {
  ...{no: 132, unit: "課", target: {form: "at_least", value: 1, by: 2030}},
  measure: {
    ...{kind: "units_over", source: "leave", field: "taken_days", population: "everyone"},
    ...{threshold: 5, compare: "under", level: "課"},
  },
};

describe("every relation and column is documented in Japanese", () => {
  let relations: RelationShape[] = [];
  beforeAll(async () => {
    const others = otherProgrammesCity(({measure}) => measure !== undefined, [UNITS_OVER]);
    const found = [
      ...(await relationShapes(SAMPLE_CITY)).relations,
      ...(await relationShapes(others)).relations,
    ];
    rmSync(others, {recursive: true});
    relations = [...new Map(found.map((relation) => [relation.name, relation])).values()];
  });

  test("what the program ships is among them, whoever chose it; all measures yield the same columns", () => {
    const names = new Set(relations.map(({name}) => name));
    const shipped = LAYERS.flatMap((layer) => sqlFiles(layer).map(({name}) => name));
    expect(shipped.filter((name) => !isMeasureModel(name) && !names.has(name))).toEqual([]);
  });

  test("every relation says its title and what one row is", () => {
    // A model: first line of its file, "-- 題名。1行＝…". A table of `catalog`: city/dictionary.yaml, tables.
    const untold = relations.filter(({name}) => !JAPANESE.test(WORDS.relation(name)?.title ?? ""));
    expect(untold.map(({name}) => name)).toEqual([]);
    expect(relations.length).toBeGreaterThan(160);
  });

  test("every column has its line in city/dictionary.yaml (a raw one: its heading in a contract)", () => {
    const untold = relations.flatMap(({name, columns}) =>
      columns
        .filter((column) => !JAPANESE.test(WORDS.column(name, column.name) ?? ""))
        .map(
          (column) => `${name}.${column.name}: ${column.name} has no line in city/dictionary.yaml, columns`,
        ),
    );
    expect(untold.join("\n")).toBe("");
  });

  test("no line of dictionary.yaml speaks of something that is not there", () => {
    const derived = relations.filter(({name}) => !name.startsWith("raw.") || name.startsWith("raw.current_"));
    const known = new Set([
      ...derived.flatMap(({name, columns}) =>
        columns.flatMap((column) => [column.name, `${name}.${column.name}`]),
      ),
      ...sqlFiles("checks").flatMap(({text}) => [...text.matchAll(/\bas (\w+)/g)].map(([, name]) => name)),
    ]);
    const {columns, tables, values} = descriptionsFile(SAMPLE_CITY);
    expect([...Object.keys(columns), ...Object.keys(values)].filter((name) => !known.has(name))).toEqual([]);
    expect(
      Object.keys(tables).filter((name) => !relations.some((relation) => relation.name === name)),
    ).toEqual([]);
  });
});

test("every value of a closed list in a mart has a Japanese word", () => {
  const untold = Object.entries(marts).flatMap(([relation, schema]) =>
    Object.entries(schema.shape).flatMap(([column, field]) => {
      const words = WORDS.values(column);
      return enumOf(field)
        .filter((value) => !words[value] && !JAPANESE.test(value))
        .map((value) => `${relation}.${column}: ${value}`);
    }),
  );
  // Choices of a contract have their labels there; other values stand in dictionary.yaml, values.
  expect(untold).toEqual([]);
});

test("a model's description, as explain prints it, is that first line", async () => {
  const engine = await openWritable(":memory:");
  await engine.run(functionDefinitions());
  const models = await readModels(engine, SAMPLE_CITY);
  engine.close();
  for (const {name, description} of models) {
    const words = WORDS.relation(name);
    expect([name, description]).toEqual([name, `${words?.title}。1行＝${words?.grain}`]);
  }
});

function enumOf(field: z.ZodType): string[] {
  const json = z.toJSONSchema(field) as {enum?: string[]; anyOf?: {enum?: string[]}[]};
  return [json, ...(json.anyOf ?? [])].flatMap((part) => part.enum ?? []);
}
