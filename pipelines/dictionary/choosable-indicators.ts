import {join} from "node:path";
import type {ChoosableIndicator} from "../../schemas/city-report.ts";
import {shippedContracts} from "../../schemas/sources.ts";
import {TEMPLATES_FOLDER} from "../catalog/city-folder.ts";
import {templateNames} from "../catalog/found-city.ts";
import {isIndicatorModel} from "../catalog/indicator-models.ts";
import {readKpiCatalog} from "../catalog/kpi-catalog.ts";
import {modelFiles} from "../catalog/models.ts";
import {parsedSelect} from "../catalog/parsed-select.ts";
import {openWritable} from "../engine/open.ts";

/** Every indicator's formula that a city can choose, with the kinds of files that it rests on. */
export async function choosableIndicators(city: string): Promise<ChoosableIndicator[]> {
  const files = modelFiles(city, []);
  const engine = await openWritable(":memory:");
  try {
    const reads = new Map<string, string[]>();
    for (const file of files) reads.set(file.name, (await parsedSelect(engine, file)).dependsOn);
    const units = unitsInTemplates();
    return files
      .filter(({name}) => isIndicatorModel(name))
      .map(({name, text, file}) => {
        const model = name.replace("metrics.", "");
        return {
          ...{model, file},
          title: /^-- (.+?)。1行＝/m.exec(text)?.[1] ?? model,
          unit: units.get(model) ?? "",
          sourceTitles: sourcesBehind(name, reads),
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

function sourcesBehind(name: string, reads: ReadonlyMap<string, string[]>): string[] {
  const found = new Set<string>();
  const waiting = [name];
  for (let each = waiting.pop(); each !== undefined; each = waiting.pop()) {
    if (found.has(each)) continue;
    found.add(each);
    for (const next of reads.get(each) ?? []) waiting.push(next);
  }
  return shippedContracts
    .filter(({source, corrects}) => corrects === undefined && found.has(`raw.${source}`))
    .map(({title}) => title);
}
