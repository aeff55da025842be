import {join} from "node:path";
import type {ChoosableIndicator} from "../../schemas/city-report.ts";
import type {Graph} from "../../schemas/dictionary.ts";
import {shippedContracts} from "../../schemas/sources.ts";
import {TEMPLATES_FOLDER} from "../catalog/city-folder.ts";
import {templateNames} from "../catalog/found-city.ts";
import {isIndicatorModel} from "../catalog/indicator-models.ts";
import {readKpiCatalog} from "../catalog/kpi-catalog.ts";
import {modelFiles} from "../catalog/models.ts";
import {parsedSelects} from "../catalog/parsed-select.ts";
import {openWritable} from "../engine/open.ts";
import {ancestorsOf} from "./graph.ts";

/** Every indicator's formula that a city can choose, with the kinds of files that it rests on. */
export async function choosableIndicators(city: string): Promise<ChoosableIndicator[]> {
  const files = modelFiles(city, []);
  const engine = await openWritable(":memory:");
  try {
    const edges: Graph["edges"] = [];
    for (const {name, dependsOn} of await parsedSelects(engine, files))
      for (const upstream of dependsOn) edges.push([upstream, name]);
    const units = unitsInTemplates();
    return files
      .filter(({name}) => isIndicatorModel(name))
      .map(({name, text, file}) => {
        const model = name.replace("metrics.", "");
        return {
          ...{model, file},
          title: /^-- (.+?)。1行＝/m.exec(text)?.[1] ?? model,
          unit: units.get(model) ?? "",
          sourceTitles: sourcesBehind(ancestorsOf({edges}, name)),
          isCumulative: /^-- needs: cumulative_since$/m.test(text),
        };
      });
  } finally {
    engine.close();
  }
}

function unitsInTemplates(): Map<string, string> {
  const kpis = templateNames().flatMap((name) => readKpiCatalog(join(TEMPLATES_FOLDER, name)).kpis);
  return new Map(kpis.map(({model, unit}) => [model, unit]));
}

function sourcesBehind(behind: ReadonlySet<string>): string[] {
  return shippedContracts
    .filter(({source, corrects}) => corrects === undefined && behind.has(`raw.${source}`))
    .map(({title}) => title);
}
