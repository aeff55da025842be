import type {MartRow} from "../../schemas/marts.ts";

/** One indicator on the board. */
export interface Scored {
  kpi: MartRow<"marts.dim_kpis">;
  score: MartRow<"marts.fct_scoreboard">;
}
