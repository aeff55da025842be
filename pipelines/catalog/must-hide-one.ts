import {catalogTables} from "../../schemas/catalog.ts";
import {UserError} from "../../schemas/errors.ts";
import type {KpiCatalog} from "../../schemas/kpi.ts";
import type {Measure} from "../../schemas/measure.ts";
import {checkedRows} from "./catalog-file.ts";
import {placeOfKpi} from "./kpi-place.ts";

/**
 * A mean with so many digits, times the people told beside it, gives their sum within people × the last digit: what was corrected for one of them
 * hides only in a width that is more than is corrected for one. Five of the unit, as no count below five is told; of time, five working days.
 */
const WIDTH = 5;
/** How much of a unit is one of it, or a day's work. */
const DAY: Record<string, number> = {時間: 7.75, 分: 465};

/** What is no mean over people is a count of them or, by as many as are told beside it, gives one back: 33.3 % of 12 people are 4. */
const MEANS: Measure["kind"][] = ["mean", "tenure", "survey_mean", "figures"];
const UNITS_OF_COUNTS = ["%", "％", "人", "名"];
/** Fields that are people themselves: their mean is a share. */
const PEOPLE = ["people", "people_by_birth"];

type Told = Pick<KpiCatalog["kpis"][number], "id" | "privacy" | "decimals" | "measure" | "unit">;

/**
 * In a domain in which bureaus are told means instead of sums stand means alone, and over as many people, and with as few digits, as hide one
 * person. UserError with file and line.
 */
export function mustHideOne(city: string, kpis: Told[]): void {
  const leasts = new Map(
    checkedRows(city, "privacy.csv", catalogTables.privacy)
      .filter(
        (rule) => rule.shown_by_bureau === true && rule.sums_shown === false && Number(rule.min_cell) > 0,
      )
      .map(({domain, min_cell}) => [String(domain), Number(min_cell)]),
  );
  const faults = kpis.flatMap((kpi, index) => {
    const least = leasts.get(kpi.privacy);
    return least === undefined ? [] : faultsOf(city, {kpi, index, least});
  });
  if (faults.length > 0) throw new UserError(faults.join("\n"));
}

interface Placed {
  kpi: Told;
  index: number;
  /** Of the people that a bureau's mean is told over. */
  least: number;
}

function faultsOf(city: string, {kpi, index, least}: Placed): string[] {
  const {id, privacy, decimals, unit} = kpi;
  if (!isMean(kpi))
    return [
      `${placeOfKpi(city, [index, "privacy"])}: 指標「${id}」は平均ではないので、分野「${privacy}」では示せません。この分野は局区の平均だけを示すので（city/privacy.csv の sums_shown が false）、割合や合計では、いっしょに示す人数から少人数が分かります。人数として守る分野（sums_shown が true）を privacy に書いてください。なければ、npx kaikaku city --take privacy.csv で写して行を加えるか、この分野の shown_by_bureau を false にします。`,
    ];
  const width = WIDTH * (DAY[unit] ?? 1);
  if (hides({least, decimals, width})) return [];
  return [
    `${placeOfKpi(city, [index, "decimals"])}: 指標「${id}」の平均は、小数${decimals}桁では、${least}人の局区の合計が${widthOf(least, decimals)}${unit}の幅まで分かり、訂正された1人の分が前の公開版との差で分かります。幅（人数×最後の桁）は${width}${unit}以上が要ります。${remedy({least, decimals, width, privacy})}`,
  ];
}

interface Digits {
  least: number;
  decimals: number;
  width: number;
}

function hides({least, decimals, width}: Digits): boolean {
  return least >= width * 10 ** decimals;
}

function widthOf(least: number, decimals: number): string {
  return (least / 10 ** decimals).toFixed(decimals);
}

/** Fewer digits where the least number of people has some that hide, or more people. */
function remedy({least, decimals, width, privacy}: Digits & {privacy: string}): string {
  const fewer = Array.from({length: decimals}, (_, digits) => digits).findLast((digits) =>
    hides({least, decimals: digits, width}),
  );
  const people = `city/privacy.csv の分野「${privacy}」の min_cell を${Math.ceil(width * 10 ** decimals)}以上にしてください（なければ npx kaikaku city --take privacy.csv で写します）。`;
  return fewer === undefined ? people : `decimals を ${fewer} にするか、${people}`;
}

/** A model says by its unit alone whether it is a share or a count. */
function isMean({measure, unit}: Told): boolean {
  if (UNITS_OF_COUNTS.includes(unit)) return false;
  if (measure === undefined) return true;
  return MEANS.includes(measure.kind) && !(measure.kind === "mean" && PEOPLE.includes(measure.field));
}
