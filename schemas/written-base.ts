import {z} from "zod";
import {fiscalYearOf, quarterEnd} from "./fiscal-time.ts";
import {saidYear} from "./targets/said-year.ts";

const fiscalYear = saidYear.transform((said) => said.fiscalYear);

/**
 * What the programme states for its base year; null where it states none. A cumulative base may span several years. One that was
 * measured on a day within a year says the day: the line begins there, and the last fiscal year that was over then is its year.
 */
export const writtenBase = z
  .strictObject({
    value: z.number().nullable(),
    fiscal_year: fiscalYear.optional(),
    from_fiscal_year: fiscalYear.optional(),
    on: saidYear.optional(),
  })
  .transform(({value, fiscal_year, from_fiscal_year, on}, context) => {
    const fault = (key: string, message: string) => {
      context.addIssue({code: "custom", path: [key], message});
      return z.NEVER;
    };
    const day = on?.day ?? null;
    if (on && day === null)
      return fault("on", "計った日を書いてください（例: on: 2025-10-01）。年度なら fiscal_year に書きます");
    if (on && fiscal_year !== undefined)
      return fault("on", "基準を計った日（on）と基準年度（fiscal_year）は、どちらか一方だけを書いてください");
    const year = fiscal_year ?? (day === null ? undefined : lastYearOver(day));
    if (year === undefined)
      return fault(
        "fiscal_year",
        "基準年度を書いてください（例: fiscal_year: 2024）。ある日に計ったものは on: 2025-10-01",
      );
    return {value, fiscal_year: year, ...(from_fiscal_year !== undefined && {from_fiscal_year}), on: day};
  });

/** 2025-10-01 → 2024; 2025-03-31 → 2024. */
function lastYearOver(day: string): number {
  const year = fiscalYearOf(day);
  return day === quarterEnd({fiscalYear: year, quarter: 4}) ? year : year - 1;
}
