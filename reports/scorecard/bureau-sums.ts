import {fiscalYearOf} from "../../schemas/fiscal-time.ts";
import type {MartRow} from "../../schemas/marts.ts";

/** A count of a group's year or half of it, or of a bureau's several years, with whose it is. */
export type BureauSum = MartRow<"marts.fct_kpi_sums"> & {name: string};

/** What an indicator tells of groups of bureaus, and of bureaus over several years. */
export interface BureauSums {
  /** Fiscal years of the groups, the latest four, oldest first. */
  years: number[];
  groups: BureauGroup[];
  /** Of these years and their halves. */
  ofGroups: BureauSum[];
  /** Of the latest years that are told together, by code. */
  ofBureaus: BureauSum[];
}

/** In the order of their first bureaus. */
export interface BureauGroup {
  code: string;
  name: string;
  bureaus: {code: string; name: string}[];
}

const YEARS_SHOWN = 4;

interface SumRows {
  /** Of one indicator and scope. */
  sums: MartRow<"marts.fct_kpi_sums">[];
  bureauGroups: MartRow<"marts.dim_bureau_groups">[];
  bureaus: MartRow<"marts.dim_bureaus">[];
}

/** Up to a fiscal year, in the groups of its latest. Null where the city does not ask for any. */
export function bureauSums({sums, bureauGroups, bureaus}: SumRows, lastYear: number): BureauSums | null {
  const known = sums.filter(({fiscal_year}) => fiscal_year <= lastYear);
  const [latest, latestWhole] = [known.filter(isOfGroup), known.filter((row) => !isOfGroup(row))].map(
    (rows) =>
      rows
        .map(({period_end}) => period_end)
        .sort()
        .at(-1),
  );
  if (latest === undefined && latestWhole === undefined) return null;
  const names = new Map(bureaus.map(({bureau_code, bureau_name}) => [bureau_code, bureau_name]));
  const groups = groupsOn(bureauGroups, {day: latest ?? "", names});
  const first = bureauGroups.find(
    ({valid_from, valid_to}) => valid_from <= (latest ?? "") && (latest ?? "") <= valid_to,
  );
  const ofGroups = known.filter((row) => isOfGroup(row) && row.period_start >= (first?.valid_from ?? ""));
  const years = [...new Set(ofGroups.map(({fiscal_year}) => fiscal_year))].sort().slice(-YEARS_SHOWN);
  return {
    years,
    groups,
    ofGroups: ofGroups
      .filter(({fiscal_year}) => years.includes(fiscal_year))
      .map((row) => ({
        ...row,
        name: groups.find(({code}) => code === row.group_code)?.name ?? row.group_code ?? "",
      })),
    ofBureaus: known
      .filter((row) => !isOfGroup(row) && row.period_end === latestWhole)
      .sort((one, other) => ((one.bureau_code ?? "") < (other.bureau_code ?? "") ? -1 : 1))
      .map((row) => ({...row, name: names.get(row.bureau_code ?? "") ?? row.bureau_code ?? ""})),
  };
}

function isOfGroup({group_code}: MartRow<"marts.fct_kpi_sums">): boolean {
  return group_code !== null;
}

function groupsOn(
  rows: MartRow<"marts.dim_bureau_groups">[],
  {day, names}: {day: string; names: Map<string, string>},
): BureauGroup[] {
  const members = rows
    .filter(({valid_from, valid_to}) => valid_from <= day && day <= valid_to)
    .sort((one, other) => (one.bureau_code < other.bureau_code ? -1 : 1));
  return [...Map.groupBy(members, ({group_code}) => group_code)].map(([code, own]) => ({
    code,
    name: own[0]?.bureau_group_name ?? code,
    bureaus: own.map(({bureau_code}) => ({code: bureau_code, name: names.get(bureau_code) ?? bureau_code})),
  }));
}

/** Whether a half-year is the one from April to September. */
export function isFirstHalf({period_start}: Pick<BureauSum, "period_start">): boolean {
  return period_start.slice(5, 7) === "04";
}

/** First and last fiscal year of what is told over several. */
export function spanOfSum({period_start, period_end}: Pick<BureauSum, "period_start" | "period_end">) {
  return {first: fiscalYearOf(period_start), last: fiscalYearOf(period_end)};
}
