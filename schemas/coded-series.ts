import type {MartName} from "./marts.ts";
import {JUDGING_SERIES} from "./series/judging.ts";
import {OBSERVED_SERIES} from "./series/observed.ts";
import {OVERTIME_SERIES} from "./series/overtime.ts";
import {SUM_SERIES} from "./series/sums.ts";
import type {CodedSeries} from "./series-code.ts";

/** Every published relation with numbers, besides the indicators' values: what stands here is explained, compared and remembered. */
export const CODED_SERIES: CodedSeries[] = [
  ...OVERTIME_SERIES,
  ...OBSERVED_SERIES,
  ...SUM_SERIES,
  ...JUDGING_SERIES,
];

/** Published relations whose numbers need no code of a series, with the reason. Every other one is held to have one. */
export const WITHOUT_SERIES: Partial<Record<MartName, string>> = {
  "marts.fct_kpi_values": "the indicators' values have codes and records of their own",
  "marts.fct_revisions": "it is what the memory says",
  "marts.fct_packet_revisions": "it is what the memory says",
  "marts.fct_series_revisions": "it is what the memory says",
  "marts.fct_reconciliation": "it sets numbers beside published ones that are remembered where they stand",
  "marts.fct_kpi_sources": "it counts files, and says nothing of the city",
  "marts.fct_forecast_replays": "it says how good forecasts are, from values that have codes",
  "marts.fct_backtest": "it counts replays",
  "marts.fct_year_end_basis": "it says what year ends that have codes are reckoned from",
  "marts.fct_source_periods": "it says what came, and nothing of the city",
  "marts.fct_kpi_awaited_sources": "it has no numbers",
};
