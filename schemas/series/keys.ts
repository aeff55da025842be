import {fiscalYearCode} from "../fiscal-time.ts";
import type {SeriesKey} from "../series-code.ts";
import {HEADS_GROUP, OTHER_GROUP} from "../sources/bureaus.ts";

/* Parts of codes that several series have. */

interface OfYear {
  fiscal_year: number;
}

export const YEAR = {name: "年度", of: ({fiscal_year}: OfYear) => [fiscalYearCode(fiscal_year)]};

/** The year itself, and "toR3" for the sum of all years up to it. */
export const YEAR_OR_UP_TO: SeriesKey<OfYear> = {
  name: "年度（toを付けるとその年度までの累計）",
  of: ({fiscal_year}, {lastYear}) => [
    fiscalYearCode(fiscal_year),
    ...Array.from(
      {length: Math.max(0, lastYear - fiscal_year + 1)},
      (_, index) => `to${fiscalYearCode(fiscal_year + index)}`,
    ),
  ],
};

export const MONTH_NAME = "年月（R3M07は令和3年度の7月）";

/** Fiscal year and month of an ISO day: "R3M07". */
export function monthCode(fiscalYear: number, day: string): string {
  return `${fiscalYearCode(fiscalYear)}M${day.slice(5, 7)}`;
}

const GROUP_PARTS: Record<string, string> = {[HEADS_GROUP]: "MAYOR", [OTHER_GROUP]: "OTHER"};

/** The part of a code that says the sum of a group of authorities: a city's own by its name. */
export function groupPart(group: string): string {
  return GROUP_PARTS[group] ?? `${group}計`;
}

/** A bureau (null: all together whose own numbers are withheld), its appointing authority group, or the city. What is withheld leaves its group unknown. */
export const BUREAU: SeriesKey<{bureau_code: string | null}> = {
  name: "局区（MAYOR・OTHER・ALLと、任命区分の名に計を付けたものは合計）",
  of: ({bureau_code}, {groups}) => {
    if (bureau_code === null) return ["ALL"];
    const group = groups.get(bureau_code);
    return [bureau_code, ...(group === undefined ? [] : [groupPart(group)]), "ALL"];
  },
  whole: "ALL",
  words: {
    MAYOR: "市長（長）の事務部局の合計",
    OTHER: "その他任命の合計",
    ALL: "全局区の合計",
  },
};

/** The population, said only where it is not the usual one. */
export function scopeUnless(usual: string): SeriesKey<{scope_id: string}> {
  return {name: `範囲（${usual}のときは書かない）`, of: ({scope_id}) => [scope_id === usual ? "" : scope_id]};
}

export const RULE: SeriesKey<{rule_id: string}> = {name: "上限", of: ({rule_id}) => [rule_id]};

export const PERSONS = {title: "人数", unit: "人", decimals: 0};
export const HOURS = {title: "時間数", unit: "時間", decimals: 1};
/** Of measures that are words. */
export const WORD = {unit: "", decimals: 0};

export function yearCode(fiscalYear: number | null): string | null {
  return fiscalYear === null ? null : fiscalYearCode(fiscalYear);
}
