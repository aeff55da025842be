import {expect, test} from "vitest";
import {isIndicatorModel, MEASURED} from "../../pipelines/catalog/indicator-models.ts";
import {readKpiCatalog} from "../../pipelines/catalog/kpi-catalog.ts";
import {readModels} from "../../pipelines/catalog/models.ts";
import {sqlFiles} from "../../pipelines/catalog/sql-files.ts";
import {openWritable} from "../../pipelines/engine/open.ts";
import {SAMPLE_CITY} from "../sample-city.ts";

test("every model of an indicator that the program has is one of the sample city's", () => {
  const models = sqlFiles("metrics").filter(({name}) => isIndicatorModel(name));
  const used = readKpiCatalog(SAMPLE_CITY).kpis.map(({model}) => `metrics.${model}`);
  const unused = models.filter(({name}) => !used.includes(name));
  expect(unused.map(({file}) => `${file}: no indicator in kpis.yaml has it as its model`).join("\n")).toBe(
    "",
  );
  expect(models.length).toBeGreaterThan(20);
});

test("the sample city's indicators are all measured, and their models say nothing of their ids", async () => {
  const engine = await openWritable(":memory:");
  const models = await readModels(engine, SAMPLE_CITY);
  engine.close();
  const {kpis} = readKpiCatalog(SAMPLE_CITY);
  const measured = models.find(({name}) => name === MEASURED)?.text ?? "";
  for (const {id, model} of kpis)
    expect(measured).toMatch(new RegExp(`'${id}' as kpi_id,[^;]*metrics\\.${model}\n?`));
  const naming = sqlFiles("metrics").filter(({name, text}) => isIndicatorModel(name) && /kpi_id/.test(text));
  expect(naming.map(({file}) => file)).toEqual([]);
});
