import type {MartRow} from "../../schemas/marts.ts";
import {yearPhrase} from "../../schemas/year-words.ts";
import {formatValue} from "../values/format.ts";

interface Based {
  kpi: MartRow<"marts.dim_kpis">;
  score: Pick<MartRow<"marts.fct_scoreboard">, "base_value" | "base_fiscal_year">;
  /** Of the city. */
  years: Pick<MartRow<"marts.fct_kpi_values">, "fiscal_year" | "value">[];
}

/**
 * What the files say of the year of the base where that is printed otherwise than the base that the plan states: "計画の値。届いたファイルから
 * 数えたR5年度の値は10.7%"; null where the two agree, and for a base of several years or of a day, which no value of a year is.
 */
export function baseNote({kpi, score: {base_value, base_fiscal_year}, years}: Based): string | null {
  if (base_value === null || kpi.base_on !== null || kpi.base_from_fiscal_year < base_fiscal_year)
    return null;
  const counted = years.find(({fiscal_year}) => fiscal_year === base_fiscal_year)?.value;
  if (counted === undefined || counted === null) return null;
  const [stated, told] = [base_value, counted].map((value) => formatValue(value, kpi.decimals));
  if (stated === told) return null;
  return `計画の値。届いたファイルから数えた${yearPhrase(kpi, base_fiscal_year)}の値は${told}${kpi.unit}`;
}
