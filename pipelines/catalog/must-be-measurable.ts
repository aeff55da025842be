import {UserError} from "../../schemas/errors.ts";
import type {KpiCatalog} from "../../schemas/kpi.ts";
import {
  DEPARTMENT,
  MEASURABLE,
  type Measure,
  populationsOf,
  type Side,
  sidesOf,
} from "../../schemas/measure.ts";
import {nearest} from "../../schemas/nearest.ts";
import {placeOfKpi} from "./kpi-place.ts";
import {type MeasureFault, periodFaults} from "./period-faults.ts";
import {populationNames} from "./populations.ts";
import {levelNames} from "./units.ts";

type Entry = Pick<KpiCatalog["kpis"][number], "id" | "segment" | "pool_years"> & {
  measure?: Measure | undefined;
};

/** Every measure adds up a column that its source has, over populations that there are, by years that its periods give. UserError with file and line. */
export function mustBeMeasurable(city: string, kpis: Entry[]): void {
  if (kpis.every(({measure}) => measure === undefined)) return;
  const populations = populationNames(city);
  const levels = levelNames(city);
  const faults = kpis.flatMap(({id, measure, ...told}, index) =>
    (measure
      ? [
          ...faultsOf(measure, populations),
          ...faultsOfLevel(measure, levels),
          ...periodFaults(city, measure, told),
        ]
      : []
    ).map(
      ({path, text}) =>
        `${placeOfKpi(city, [index, "measure", ...path])}: 指標「${id}」の計り方（measure）の${text}`,
    ),
  );
  const all = [...faults, ...sameSegments(city, kpis)];
  if (all.length > 0) throw new UserError(all.join("\n"));
}

/** Two segments of one entry that would count the same. */
function sameSegments(city: string, kpis: Entry[]): string[] {
  return kpis.flatMap(({id, segment, measure}, index) => {
    if (!segment || !measure) return [];
    const twin = kpis
      .slice(0, index)
      .find(
        (other) =>
          other.segment?.of === segment.of && JSON.stringify(other.measure) === JSON.stringify(measure),
      );
    const remedy = "だれを数えるかを population に書いてください。";
    return twin?.segment
      ? [
          `${placeOfKpi(city, [index])}: 指標「${id}」の内訳「${segment.label}」は「${twin.segment.label}」と同じ数え方です。${remedy}`,
        ]
      : [];
  });
}

function faultsOf(measure: Measure, populations: string[]): MeasureFault[] {
  return [
    ...sidesOf(measure).flatMap(({side, of}) =>
      faultsOfSide(of).map(({path, text}) => ({
        path: measure.kind === "ratio" ? [side, ...path] : path,
        text,
      })),
    ),
    ...populationsOf(measure)
      .filter((id) => !populations.includes(id))
      .map((id) => ({
        path: [],
        text: `対象の職員「${id}」が city/populations.yaml にありません。近いもの: ${nearest(id, populations).join("、")}`,
      })),
  ];
}

/** Units can be counted of a level that the tree has. */
function faultsOfLevel(measure: Measure, levels: string[]): MeasureFault[] {
  const level = measure.kind === "units_over" ? measure.level : undefined;
  if (level === undefined || level === DEPARTMENT || levels.includes(level)) return [];
  const text = `階層（level）「${level}」が、city/city.yaml の levels（${levels.join("、")}）にありません。そのどれか、または名簿の所属名で数える ${DEPARTMENT} を書いてください`;
  return [{path: ["level"], text}];
}

function faultsOfSide({source, field, item, department, population, at_least}: Side): MeasureFault[] {
  const known = MEASURABLE[source];
  if (!known) {
    const names = nearest(source, Object.keys(MEASURABLE)).join("、");
    return [
      {path: ["source"], text: `提出ファイルの種類「${source}」は足し合わせられません。近いもの: ${names}`},
    ];
  }
  return [
    ...(known.fields.includes(field)
      ? []
      : [
          {
            path: ["field"],
            text: `列「${field}」は「${source}」にありません。使えるもの: ${known.fields.join("、")}`,
          },
        ]),
    ...(known.items !== undefined && item === undefined
      ? [
          {
            path: ["source"],
            text: `「${source}」には別々のものや重なるものがあり、全部を足すと正しい数になりません。どれを数えるかを item に書いてください: ${known.items}`,
          },
        ]
      : []),
    ...(known.ofPeople && population === undefined
      ? [
          {
            path: ["source"],
            text: `「${source}」は職員ごとの量なので、だれの分かを population に書いてください`,
          },
        ]
      : []),
    ...(!known.ofPeople && population !== undefined
      ? [{path: ["population"], text: `「${source}」は職員ごとの量ではないので、population は書けません`}]
      : []),
    ...(!known.ofPeople && at_least !== undefined
      ? [{path: ["at_least"], text: `「${source}」は職員ごとの量ではないので、at_least は書けません`}]
      : []),
    ...(department !== undefined && !known.hasDepartments
      ? [
          {
            path: ["department"],
            text: `「${source}」の行に所属名はないので、department は書けません（overtime に書けます）`,
          },
        ]
      : []),
  ];
}
