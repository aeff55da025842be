import {catalogTables} from "../../schemas/catalog.ts";
import {UserError} from "../../schemas/errors.ts";
import type {KpiCatalog} from "../../schemas/kpi.ts";
import {checkedRows} from "./catalog-file.ts";
import {placeOfKpi} from "./kpi-place.ts";

/** Of a mean: with one decimal, what was corrected for one of fifty people is hidden within five of its units. */
const MOST_DECIMALS = 1;

type Told = Pick<KpiCatalog["kpis"][number], "id" | "privacy" | "decimals">;

/** No mean that is told of bureaus instead of a sum has more digits than hide one person. UserError with file and line. */
export function mustHideOne(city: string, kpis: Told[]): void {
  const rules = checkedRows(city, "privacy.csv", catalogTables.privacy);
  const means = new Set(
    rules
      .filter(
        (rule) => rule.shown_by_bureau === true && rule.sums_shown === false && Number(rule.min_cell) > 0,
      )
      .map(({domain}) => domain),
  );
  const faults = kpis.flatMap(({id, privacy, decimals}, index) =>
    means.has(privacy) && decimals > MOST_DECIMALS
      ? [
          `${placeOfKpi(city, [index, "decimals"])}: 指標「${id}」の decimals は ${MOST_DECIMALS} までです。分野「${privacy}」は局区の平均だけを示すので（city/privacy.csv の sums_shown が false）、桁が多いと、訂正された1人の分が前の公開版との差で分かります。`,
        ]
      : [],
  );
  if (faults.length > 0) throw new UserError(faults.join("\n"));
}
