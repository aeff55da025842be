import {UserError} from "../../schemas/errors.ts";
import {nearest} from "../../schemas/nearest.ts";
import {type Indicator, isIndicatorModel, MEASURED_COLUMNS} from "./indicator-models.ts";
import {placeOfKpi} from "./kpi-place.ts";
import {type ParsedModel, placeIn} from "./parsed-select.ts";

const KPI_FILE = "kpis.yaml";

/** Every indicator has a model of the right columns, and every model of the city's own an indicator. UserError with file and line. */
export function mustFitIndicators(models: ParsedModel[], indicators: Indicator[], city: string): void {
  const measuring = models.filter(({name}) => isIndicatorModel(name));
  const faults = [
    ...indicators.flatMap((indicator, index) =>
      whyNotMeasured(indicator, models, indicators.slice(0, index)).map(
        ({key, text}) => `${placeOfKpi(city, [index, key])}: ${text}`,
      ),
    ),
    ...measuring.flatMap((model) => faultsOfModel(model, indicators)),
  ];
  if (faults.length > 0) throw new UserError(faults.join("\n"));
}

interface Fault {
  /** Where in the indicator's entry it stands. */
  key: keyof Indicator;
  text: string;
}

function whyNotMeasured(indicator: Indicator, models: ParsedModel[], before: Indicator[]): Fault[] {
  const {id, model, measure, is_measured = true} = indicator;
  if (!is_measured) return [];
  if (measure) return whyNotAddedUp(indicator, models);
  const measuring = models.filter(({name}) => isIndicatorModel(name));
  const found = measuring.find(({name}) => name === `metrics.${model}`);
  if (!found) return [{key: "model", text: unknownModel(indicator, measuring)}];
  const others = before.filter((other) => other.model === model);
  return [
    ...(others.some(({scope}) => scope === indicator.scope)
      ? [
          {
            key: "model" as const,
            text: `指標「${id}」は、${others.map((other) => `「${other.id}」`).join("と")}と計算式（${model}）も対象範囲（scope）も同じです。どちらかを変えるか、消してください。`,
          },
        ]
      : []),
    ...(others.some(({cumulative_since}) => cumulative_since !== indicator.cumulative_since)
      ? [
          {
            key: "cumulative_since" as const,
            text: `指標「${id}」は、同じ計算式（${model}）のほかの指標と累計の起点（cumulative_since）が違います。同じ年度にしてください。`,
          },
        ]
      : []),
    ...(indicator.segment && !/^-- by: scope$/m.test(found.text)
      ? [
          {
            key: "model" as const,
            text: `指標「${id}」の計算式（${model}）は、対象の職員で分けられません。内訳（segments）のある指標には、計り方（measure）を使ってください。`,
          },
        ]
      : []),
    ...whyNotAddedUp(indicator, models),
  ];
}

function whyNotAddedUp({id, model, cumulative_since}: Indicator, models: ParsedModel[]): Fault[] {
  const found = models.find(({name}) => name === `metrics.${model}`);
  if (cumulative_since !== undefined || !/^-- needs: cumulative_since$/m.test(found?.text ?? "")) return [];
  const text = `指標「${id}」の計算式（${model}）は累計するので、どの年度から足すかを cumulative_since に書いてください。例: cumulative_since: 2019`;
  return [{key: "id", text}];
}

function unknownModel({id, model}: Indicator, measuring: ParsedModel[]): string {
  const names = measuring.map(({name}) => name.replace("metrics.", ""));
  return `指標「${id}」の計算式 ${model} がありません。近いもの: ${nearest(model, names).join("、")}。model に計算式の名前を書くか、city/sql/metrics/${model}.sql を作ってください。`;
}

function faultsOfModel(model: ParsedModel, indicators: Indicator[]): string[] {
  const name = model.name.replace("metrics.", "");
  const missing = MEASURED_COLUMNS.filter((column) => !model.columns.includes(column));
  const surplus = model.columns.filter((column) => !MEASURED_COLUMNS.includes(column));
  return [
    ...(missing.length + surplus.length > 0
      ? [
          `${placeIn(model, 0)}: 指標の計算式が返す列は ${MEASURED_COLUMNS.join("、")} です（SELECTに一つずつ書き、* は使いません）。${namedColumns("足りない列", missing)}${namedColumns("余る列", surplus)}`,
        ]
      : []),
    ...(model.from === "city" && indicators.every((indicator) => indicator.model !== name)
      ? [
          `${placeIn(model, 0)}: この計算式の指標が city/${KPI_FILE} にありません。kpis に model: ${name} の指標を書くか、このファイルを消してください。`,
        ]
      : []),
  ];
}

function namedColumns(what: string, columns: string[]): string {
  return columns.length > 0 ? `${what}: ${columns.join("、")}。` : "";
}
