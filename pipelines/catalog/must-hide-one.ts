import {catalogTables} from "../../schemas/catalog.ts";
import {UserError} from "../../schemas/errors.ts";
import type {KpiCatalog} from "../../schemas/kpi.ts";
import type {Measure} from "../../schemas/measure.ts";
import {checkedRows} from "./catalog-file.ts";
import {placeOfKpi} from "./kpi-place.ts";

/** Of a mean: with one decimal, what was corrected for one of fifty people is hidden within five of its units. */
const MOST_DECIMALS = 1;

/** What is no mean over people is a count of them or, by as many as are told beside it, gives one back: 33.3 % of 12 people are 4. */
const MEANS: Measure["kind"][] = ["mean", "tenure", "survey_mean", "figures"];

type Told = Pick<KpiCatalog["kpis"][number], "id" | "privacy" | "decimals" | "measure" | "unit">;

/**
 * In a domain in which bureaus are told means instead of sums stand means alone, and with no more digits than hide one person.
 * UserError with file and line.
 */
export function mustHideOne(city: string, kpis: Told[]): void {
  const rules = checkedRows(city, "privacy.csv", catalogTables.privacy);
  const domains = new Set(
    rules
      .filter(
        (rule) => rule.shown_by_bureau === true && rule.sums_shown === false && Number(rule.min_cell) > 0,
      )
      .map(({domain}) => domain),
  );
  const faults = kpis.flatMap((kpi, index) => (domains.has(kpi.privacy) ? faultsOf(city, {kpi, index}) : []));
  if (faults.length > 0) throw new UserError(faults.join("\n"));
}

function faultsOf(city: string, {kpi, index}: {kpi: Told; index: number}): string[] {
  const {id, privacy, decimals} = kpi;
  if (!isMean(kpi))
    return [
      `${placeOfKpi(city, [index, "privacy"])}: 指標「${id}」は平均ではないので、分野「${privacy}」では示せません。この分野は局区の平均だけを示すので（city/privacy.csv の sums_shown が false）、割合や合計では、いっしょに示す人数から少人数が分かります。人数として守る分野（sums_shown が true）を privacy に書いてください。なければ、npx kaikaku city --take privacy.csv で写して行を加えるか、この分野の shown_by_bureau を false にします。`,
    ];
  if (decimals <= MOST_DECIMALS) return [];
  return [
    `${placeOfKpi(city, [index, "decimals"])}: 指標「${id}」の decimals は ${MOST_DECIMALS} までです。分野「${privacy}」は局区の平均だけを示すので（city/privacy.csv の sums_shown が false）、桁が多いと、訂正された1人の分が前の公開版との差で分かります。`,
  ];
}

/** A model says by its unit alone whether it is a share. */
function isMean({measure, unit}: Told): boolean {
  return unit !== "%" && unit !== "％" && (measure === undefined || MEANS.includes(measure.kind));
}
