import type {Marts} from "../../pipelines/engine/kysely.ts";
import {allInBodyWords, inBodyWords} from "../../schemas/body-words.ts";
import {figureCode} from "../../schemas/figure-code.ts";
import {fiscalYearOf, quarterCode} from "../../schemas/fiscal-time.ts";
import type {MartRow} from "../../schemas/marts.ts";
import {sumCode} from "../../schemas/series/sums.ts";
import {formatYearSpan, type Year, yearLabel} from "../../schemas/year-words.ts";
import {formatCount, formatValue, WITHHELD} from "../values/format.ts";
import {noneText} from "../values/none-text.ts";
import {PROVISIONAL_WHY} from "../values/provisional-text.ts";
import {readBody} from "../values/read-body.ts";
import {type NamedSum, readKpiSums} from "../values/read-kpi-sums.ts";
import {type KpiFilter, readKpiValues} from "../values/read-kpi-values.ts";
import {withYearEnds} from "../values/year-ends.ts";
import {terminalTable} from "./terminal-table.ts";

type KpiValue = MartRow<"marts.fct_kpi_values">;

const COLUMNS = [
  {title: "指標", align: "left"},
  {title: "期間", align: "left"},
  {title: "範囲", align: "left"},
  {title: "局区", align: "left"},
  {title: "値", align: "right"},
  {title: "分子", align: "right"},
  {title: "分母", align: "right"},
  {title: "状態", align: "left"},
  {title: "記号（explainで使う）", align: "left"},
] as const;

const STATUS_NAMES = {final: "確定", provisional: "速報", revised: "改定", withheld: "秘匿"} as const;

/**
 * Rows of marts.fct_kpi_values (with their years' ends) as JSON for programs; as a table for people with those of groups of bureaus and of
 * several years after them.
 */
export async function printKpiValues(marts: Marts, filter: KpiFilter, asJson: boolean): Promise<string> {
  const values = await readKpiValues(marts, filter);
  if (asJson) return `${JSON.stringify(await withYearEnds(marts, values), null, 2)}\n`;
  const sums = await readKpiSums(marts, filter);
  if (values.length + sums.length === 0) return "この条件に当たる値はありません。\n";
  const kpis = new Map(
    (await marts.selectFrom("marts.dim_kpis").selectAll().execute()).map((kpi) => [kpi.kpi_id, kpi]),
  );
  const bureaus = await marts
    .selectFrom("marts.dim_bureaus")
    .select(["bureau_code", "bureau_name"])
    .execute();
  const names = new Map(bureaus.map(({bureau_code, bureau_name}) => [bureau_code, bureau_name]));
  const {whole, words} = await readBody(marts);
  const rows = values.map((value) => [
    kpis.get(value.kpi_id)?.short_name ?? value.kpi_id,
    periodName(value, kpis.get(value.kpi_id)),
    value.scope_id,
    value.bureau_code === null ? whole : (names.get(value.bureau_code) ?? value.bureau_code),
    value.observation_status === "withheld"
      ? WITHHELD
      : (noneText({none_means: kpis.get(value.kpi_id)?.none_means ?? null}, value) ??
        formatValue(value.value, kpis.get(value.kpi_id)?.decimals ?? 0)),
    formatCount(value.numerator),
    formatCount(value.denominator),
    STATUS_NAMES[value.observation_status],
    figureCode(value, kpis.get(value.kpi_id)?.scope_id ?? ""),
  ]);
  const ofSums = sums.map((sum) => [
    kpis.get(sum.kpi_id)?.short_name ?? sum.kpi_id,
    sumPeriodName(sum),
    sum.scope_id,
    sum.name,
    sum.observation_status === "withheld"
      ? WITHHELD
      : formatValue(sum.value, kpis.get(sum.kpi_id)?.decimals ?? 0),
    ...[sum.numerator, sum.denominator].map((count) =>
      formatCount(sum.observation_status === "withheld" ? null : count),
    ),
    STATUS_NAMES[sum.observation_status],
    sumCode(sum, "value"),
  ]);
  const isAny = [...values, ...sums].some(({observation_status}) => observation_status === "provisional");
  const why = isAny ? [`速報のわけ: ${inBodyWords(PROVISIONAL_WHY, words)}`] : [];
  const columns = allInBodyWords([...COLUMNS], words);
  return `${[...terminalTable(columns, [...rows, ...ofSums]), ...why].join("\n")}\n`;
}

/** "R5", "R5上半期", "R2～R5" */
function sumPeriodName({period_kind, period_start, period_end}: NamedSum): string {
  const [first, last] = [period_start, period_end].map(fiscalYearOf) as [number, number];
  if (period_kind === "programme") return formatYearSpan({first, last});
  if (period_kind === "year") return yearLabel({}, last);
  return `${yearLabel({}, last)}${period_start.slice(5, 7) === "04" ? "上半期" : "下半期"}`;
}

/** "R5", "R6Q2まで" for a value to date, or "R6 5月" for a month. */
function periodName({period_kind, fiscal_year, period_end}: KpiValue, year: Year = {}): string {
  if (period_kind === "year") return yearLabel(year, fiscal_year);
  if (period_kind === "month") return `${yearLabel(year, fiscal_year)} ${Number(period_end.slice(5, 7))}月`;
  const quarters = {"06": 1, "09": 2, "12": 3, "03": 4} as const;
  const quarter = quarters[period_end.slice(5, 7) as keyof typeof quarters];
  return `${quarterCode({fiscalYear: fiscal_year, quarter})}まで`;
}
