import {fiscalYearCode, fiscalYearOf} from "../fiscal-time.ts";
import type {MartRow} from "../marts.ts";
import {type CodedSeries, codedSeries, seriesCode} from "../series-code.ts";
import {PERSONS} from "./keys.ts";

type Sum = MartRow<"marts.fct_kpi_sums">;

/** The year, "…H1" and "…H2" for its halves, the first and the last year for several. */
function periodPart({period_kind, period_start, period_end}: Sum): string {
  const [first, last] = [period_start, period_end].map((day) => fiscalYearCode(fiscalYearOf(day))) as [
    string,
    string,
  ];
  if (period_kind === "programme") return `${first}${last}`;
  if (period_kind === "year") return first;
  return `${first}H${period_start.slice(5, 7) === "04" ? 1 : 2}`;
}

/** The code of one of its numbers. */
export function sumCode(row: Sum, measure: "value" | "numerator" | "denominator"): string {
  return seriesCode("kpi_sums", [
    periodPart(row),
    row.group_code ?? row.bureau_code ?? "",
    row.kpi_id,
    measure,
  ]);
}

/** Sums of groups of bureaus, and of a bureau over several years. */
export const SUM_SERIES: CodedSeries[] = [
  codedSeries({
    name: "kpi_sums",
    relation: "marts.fct_kpi_sums",
    title: "局区をまとめた計、数年分の計",
    keys: [
      {
        name: "期間（年度か、その上半期・下半期か、数年分）",
        of: (row) => [periodPart(row)],
      },
      {name: "グループか局区", of: ({group_code, bureau_code}) => [group_code ?? bureau_code ?? ""]},
      {name: "指標", of: ({kpi_id}) => [kpi_id]},
    ],
    measures: {
      value: {title: "値（value）", unit: "", decimals: 2, value: ({value}) => value},
      numerator: {...PERSONS, title: "分子（numerator）", value: ({numerator}) => numerator},
      denominator: {...PERSONS, title: "分母（denominator）", value: ({denominator}) => denominator},
    },
  }),
];
