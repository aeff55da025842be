import {catalogTables} from "../../schemas/catalog.ts";
import type {DisclosureShare} from "../../schemas/disclosure-audit.ts";
import {fiscalYearName, fiscalYearOf, japaneseDate} from "../../schemas/fiscal-time.ts";
import {checkedRows} from "../catalog/catalog-file.ts";
import {readKpiCatalog} from "../catalog/kpi-catalog.ts";
import {LEAST_HIDDEN, type Refusal} from "./choose-told.ts";
import type {SumVerdict, Verdicts} from "./programme-verdicts.ts";
import type {Verdict} from "./verdicts.ts";

/** In the words of an office. */
export const WHY_NOT: Record<Refusal, string> = {
  period: "この期間では示さない",
  few: "人数（残りの人、前に示した値との差を含む）が下限より少ない",
  leaves_few: "示すと、残りの局区の合計が下限より少なくなる",
  few_hide: "示すと、示さない局区が2つ以下になり、たがいに分かる",
  twin: "対象範囲の違う同じ人数と比べると、数人が分かる",
  narrows: "示すと、ほかの局区の人数が引き算で分かりすぎる",
  regrouped: "前の公開版では別の局区だった人数を含む",
};

/** What is withheld so that another's count cannot be worked out from it. */
const FOR_OTHERS: (Refusal | null)[] = ["leaves_few", "few_hide", "narrows"];

interface Asked {
  city: string;
  /** Code of the bureau whose reasons are wanted. */
  bureau: string | null;
}

/** How much is told of each indicator and period, the latest first: of bureaus, of their groups and over several years. No count is in it. */
export function sharesOf({figures, sums}: Verdicts, {city, bureau}: Asked): DisclosureShare[] {
  const names = new Map(readKpiCatalog(city).kpis.map(({id, short_name}) => [id, short_name]));
  const group = groupOf(city, bureau);
  const ofSums = sums.map((verdict) => ofSum(verdict, {bureau, group: group(verdict)}));
  const all = [...figures.filter(isAsked).map((verdict) => ofFigure(verdict, bureau)), ...ofSums];
  const periods = Map.groupBy(all, ({kpi, scope, unit, period, end}) =>
    JSON.stringify([kpi, scope, unit, period, end]),
  );
  return [...periods.values()].map((each) => shareOf(each, {names, isOfBureau: bureau !== null})).reverse();
}

/** One count with what may be told of it. */
interface Told {
  kpi: string;
  scope: string | null;
  unit: DisclosureShare["unit"];
  period: string;
  /** The last day. */
  end: string;
  people: number;
  refusal: Refusal | null;
  /** Whether it is that of the bureau that was asked for. */
  isOwn: boolean;
}

/** "令和5年度"; "令和6年度（令和6年9月30日まで）" */
export function periodOfCell({fiscal_year, period_kind, period_end}: Verdict["cell"]): string {
  const year = fiscalYearName(fiscal_year);
  return period_kind === "year" ? year : `${year}（${japaneseDate(period_end)}まで）`;
}

/** "令和5年度"; "令和5年度上半期"; "令和2年度～令和5年度" */
export function periodOfSum({period_kind, from, to}: SumVerdict): string {
  const [first, last] = [from, to].map((day) => fiscalYearName(fiscalYearOf(day))) as [string, string];
  const half = from.slice(5, 7) === "04" ? "上半期" : "下半期";
  return {year: first, half: `${first}${half}`, programme: `${first}～${last}`}[period_kind];
}

function ofFigure({cell, refusal}: Verdict, bureau: string | null): Told {
  const {kpi_id, scope_id, period_end, bureau_code} = cell;
  return {
    kpi: kpi_id,
    scope: scope_id,
    unit: "bureau",
    period: periodOfCell(cell),
    end: period_end,
    people: cell.denominator ?? cell.numerator ?? cell.value ?? 0,
    refusal,
    isOwn: bureau_code === bureau,
  };
}

function ofSum(verdict: SumVerdict, {bureau, group}: {bureau: string | null; group: string | null}): Told {
  const {cell, refusal, people} = verdict;
  return {
    kpi: cell.kpi_id,
    scope: cell.scope_id,
    unit: verdict.group_code === null ? "bureau" : "group",
    period: periodOfSum(verdict),
    end: verdict.to,
    people,
    refusal,
    isOwn: verdict.group_code === null ? verdict.bureau_code === bureau : verdict.group_code === group,
  };
}

/** The group that a bureau is in at the time of a sum. */
function groupOf(city: string, bureau: string | null): (verdict: SumVerdict) => string | null {
  const rows = checkedRows(city, "bureau-groups.csv", catalogTables.bureau_groups);
  return ({to}) => {
    const own = rows.find(
      ({bureau_code, first_fiscal_year, last_fiscal_year}) =>
        bureau_code === bureau &&
        Number(first_fiscal_year) <= fiscalYearOf(to) &&
        fiscalYearOf(to) <= Number(last_fiscal_year),
    );
    return own ? String(own.group_code) : null;
  };
}

/** The year's own row says the same as that of its last quarter. */
function isAsked({cell}: Verdict): boolean {
  return cell.periods === "quarter" || cell.period_kind === "year";
}

function shareOf(
  group: Told[],
  {names, isOfBureau}: {names: Map<string, string>; isOfBureau: boolean},
): DisclosureShare {
  const [first] = group as [Told];
  const told = group.filter(({refusal}) => refusal === null);
  const [all, shown] = [group, told].map((each) => each.reduce((sum, {people}) => sum + people, 0)) as [
    number,
    number,
  ];
  const own = isOfBureau ? group.find(({isOwn}) => isOwn) : undefined;
  return {
    kpi_id: first.kpi,
    name: names.get(first.kpi) ?? first.kpi,
    unit: first.unit,
    period: first.period,
    bureaus: group.length,
    told: told.length,
    withheld: withheldIn(group),
    people_share: all === 0 ? null : shown / all,
    ...(own && {refusal: own.refusal === null ? null : WHY_NOT[own.refusal]}),
  };
}

function withheldIn(group: Told[]): DisclosureShare["withheld"] {
  const withheld = group.filter(({refusal}) => refusal !== null);
  const byRule = withheld.filter(({refusal}) => !FOR_OTHERS.includes(refusal)).length;
  const expected = byRule === 0 ? 0 : Math.min(Math.max(byRule, LEAST_HIDDEN), group.length);
  return {count: withheld.length, by_rule: byRule, expected};
}
