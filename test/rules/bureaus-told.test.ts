import {beforeAll, expect, test} from "vitest";
import type {Model} from "../../pipelines/catalog/models.ts";
import {type RelationShape, relationShapes} from "../../pipelines/dictionary/relation-shapes.ts";
import {marts} from "../../schemas/marts.ts";
import {TOLD_BY_BUREAU} from "../../schemas/told-by-bureau.ts";
import {SAMPLE_CITY} from "../sample-city.ts";

/** What may be read on the way to a mart, of each rule: there nothing of a bureau is left that the rule withholds. */
const GATES = {
  figures: ["metrics.figures", "metrics.revisions", "disclosure.sums"],
  overtime: ["metrics.overtime_told"],
  names: [
    "staging.stg_bureaus",
    "staging.stg_units",
    "intermediate.int_bureau_names",
    "catalog.unit_bureaus",
    // What the city itself writes of a bureau.
    "catalog.events",
    "catalog.corrective_actions",
    "catalog.bureau_groups",
    // In which bureaus there is anybody.
    "staging.stg_staff",
  ],
};

/** Read by marts of the whole city: sums over all bureaus, with no bureau in them. */
const OF_THE_CITY = [
  "metrics.city_values",
  "metrics.on_course",
  "metrics.overtime_means",
  "metrics.overtime_monthly_means",
  "metrics.disability_rate",
  "metrics.awaited_sources",
  // Names of bureaus that have still to send, and dates.
  "metrics.provisional_reasons",
  // Names of those in published tables; devices of a year, for the published count.
  "staging.stg_bureaus",
  "staging.stg_telework_devices",
];

/** Columns that say of whom a number is. */
const WHOSE = /^(bureau_code|today_code|successor_code|staff_key)$/;

let columns: Map<string, RelationShape["columns"]>;
let models: Map<string, Model>;
beforeAll(async () => {
  const shapes = await relationShapes(SAMPLE_CITY);
  columns = new Map(shapes.relations.map((relation) => [relation.name, relation.columns]));
  models = new Map(shapes.models.map((model) => [model.name, model]));
});

const isOfSomebody = (relation: string) => (columns.get(relation) ?? []).some(({name}) => WHOSE.test(name));

test("every published relation with a bureau says by which rule it is told", () => {
  const published = Object.keys(marts).filter(isOfSomebody);
  expect(published.toSorted()).toEqual(Object.keys(TOLD_BY_BUREAU).toSorted());
});

test("nothing of a bureau or a person reaches a mart but by what a rule has judged", () => {
  const open = Object.keys(marts).flatMap((mart) => {
    const rule = TOLD_BY_BUREAU[mart as keyof typeof TOLD_BY_BUREAU];
    const judged = rule ? GATES[rule] : [...GATES.figures, ...GATES.overtime];
    return waysPast([...OF_THE_CITY, ...judged], [mart]);
  });
  expect(open).toEqual([]);
});

test("what is told of a bureau by name has no number but its order", () => {
  const names = Object.entries(TOLD_BY_BUREAU).flatMap(([mart, rule]) => (rule === "names" ? [mart] : []));
  const numbers = names.flatMap((mart) =>
    (columns.get(mart) ?? []).filter(
      ({name, type}) => !/VARCHAR|DATE/.test(type) && name !== "display_order",
    ),
  );
  expect(numbers).toEqual([]);
});

/** "marts.a < metrics.b < metrics.c": chains of models up to one of somebody that no gate stands before. */
function waysPast(gates: string[], path: string[]): string[] {
  const upstream = models.get(path.at(-1) ?? "")?.dependsOn ?? [];
  return upstream
    .filter((relation) => !gates.includes(relation))
    .flatMap((relation) => [
      ...(isOfSomebody(relation) ? [[...path, relation].join(" < ")] : []),
      ...(relation.startsWith("metrics.") ? waysPast(gates, [...path, relation]) : []),
    ]);
}
