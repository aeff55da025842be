import type {DisclosureShare} from "../../schemas/disclosure-audit.ts";
import {fiscalYearName, japaneseDate} from "../../schemas/fiscal-time.ts";
import {readKpiCatalog} from "../catalog/kpi-catalog.ts";
import type {Refusal} from "./choose-told.ts";
import type {Verdict} from "./verdicts.ts";

/** In the words of an office. */
const WHY_NOT: Record<Refusal, string> = {
  period: "四半期ごとには示さない",
  few: "人数（残りの人、前に示した値との差を含む）が下限より少ない",
  leaves_few: "示すと、残りの局区の合計が下限より少なくなる",
  few_hide: "示すと、示さない局区が2つ以下になり、たがいに分かる",
  twin: "対象範囲の違う同じ人数と比べると、数人が分かる",
  narrows: "示すと、ほかの局区の人数が引き算で分かりすぎる",
  regrouped: "前の公開版では別の局区だった人数を含む",
};

interface Asked {
  city: string;
  /** Code of the bureau whose reasons are wanted. */
  bureau: string | null;
}

/** How much is told of each indicator and period, the latest first. No count of a bureau is in it. */
export function sharesOf(verdicts: Verdict[], {city, bureau}: Asked): DisclosureShare[] {
  const names = new Map(readKpiCatalog(city).kpis.map(({id, short_name}) => [id, short_name]));
  const periods = Map.groupBy(verdicts.filter(isAsked), ({cell}) =>
    JSON.stringify([cell.kpi_id, cell.scope_id, cell.period_kind, cell.period_end]),
  );
  return [...periods.values()].map((group) => shareOf(group, {names, bureau})).reverse();
}

/** The year's own row says the same as that of its last quarter. */
function isAsked({cell}: Verdict): boolean {
  return cell.periods === "quarter" || cell.period_kind === "year";
}

function shareOf(
  group: Verdict[],
  {names, bureau}: {names: Map<string, string>; bureau: string | null},
): DisclosureShare {
  const told = group.filter(({refusal}) => refusal === null);
  const [all, shown] = [group, told].map((verdicts) =>
    verdicts.reduce((sum, {cell}) => sum + (cell.denominator ?? cell.numerator ?? cell.value ?? 0), 0),
  ) as [number, number];
  const {kpi_id, fiscal_year, period_kind, period_end} = (group[0] as Verdict).cell;
  const own = group.find(({cell}) => cell.bureau_code === bureau);
  const refusal = own?.refusal ?? null;
  return {
    kpi_id,
    name: names.get(kpi_id) ?? kpi_id,
    period: `${fiscalYearName(fiscal_year)}${period_kind === "year" ? "" : `（${japaneseDate(period_end)}まで）`}`,
    bureaus: group.length,
    told: told.length,
    people_share: all === 0 ? null : shown / all,
    ...(own && {refusal: refusal === null ? null : WHY_NOT[refusal]}),
  };
}
