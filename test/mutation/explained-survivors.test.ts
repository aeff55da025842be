import {expect, test} from "vitest";
import {readExplanations} from "./explained-survivors.ts";

test("an explanation without a survivor is told, and one of a model that was not tried is not", () => {
  const explanations = readExplanations();
  const models = ["metrics.reconciliation"];
  const [gone = ""] = explanations.withoutSurvivor(models, []);
  expect(gone).toMatch(/^metrics\.reconciliation: .+ \| .+/);
  const [model = "", change = "", code = ""] = gone.split(/: | \| /);
  const survivor = {model, change, code, line: 1, sql: ""};
  expect(explanations.reasonOf(survivor)).toMatch(/rounding/);
  expect(explanations.withoutSurvivor(models, [survivor])).not.toContain(gone);
  expect(explanations.withoutSurvivor(["metrics.city_values"], [])).toEqual([]);
});
