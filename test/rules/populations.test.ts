import {describe, expect, test} from "vitest";
import {LAYERS} from "../../pipelines/catalog/models.ts";
import {OF_MODELS} from "../../pipelines/catalog/populations.ts";
import {sqlFiles} from "../../pipelines/catalog/sql-files.ts";
import {fieldsOf} from "../../schemas/contract.ts";
import {staff} from "../../schemas/sources/staff.ts";

const MODELS = LAYERS.flatMap(sqlFiles);
const TOLD_BY = ["grade", "employment_type", "sex"];
/** Values of the roster by which people are told apart, as the warehouse holds them and as files say them. */
const WORDS = fieldsOf(staff)
  .filter(({name}) => TOLD_BY.includes(name))
  .flatMap(({meta}) => [...meta.values, ...Object.keys(meta.choices)])
  // "staff" is also a source, the kind of a person, and who was asked.
  .filter((word) => word !== "staff" && word !== "一般");

describe("who is counted is said by name in populations.yaml, not in a model", () => {
  test.each(MODELS.map(({name, text}) => [name, text]))("%s", (_, text) => {
    const code = text.replace(/--.*$/gm, "");
    const said = WORDS.filter((word) => code.includes(`'${word}'`));
    expect(said, "name a population (intermediate.int_population_members) instead").toEqual([]);
    expect(code, "an occupation is a population's").not.toMatch(/occupation\s*(=|<>|in|not in)\s*\(?'/);
  });
});

test("every population that a model names is there", () => {
  const named = MODELS.flatMap(({text}) =>
    [...text.matchAll(/\bpopulation_id = '(\w+)'/g)].map(([, id]) => id),
  );
  const known = [...OF_MODELS, "all_authorities"];
  expect(named.filter((id) => !known.includes(id ?? ""))).toEqual([]);
  expect(OF_MODELS.filter((id) => !named.includes(id))).toEqual([]);
});
