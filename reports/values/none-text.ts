import type {MartRow} from "../../schemas/marts.ts";

type Kpi = Pick<MartRow<"marts.dim_kpis">, "none_means">;
type Value = Pick<MartRow<"marts.fct_kpi_values">, "value" | "denominator" | "observation_status">;

/** The city's word where there was nobody to count (採用者なし): a value, unlike －. Undefined for every other value. */
export function noneText({none_means}: Kpi, row: Value | undefined): string | undefined {
  const isNone = row && row.value === null && row.denominator === 0 && row.observation_status !== "withheld";
  return isNone ? (none_means ?? undefined) : undefined;
}
