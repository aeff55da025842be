import {z} from "zod";
import {marts} from "./marts.ts";

const {year_end_value, year_end_low, year_end_high, year_end_required, year_end_status} =
  marts["marts.fct_scoreboard"].shape;

/** Where the year of a value to date will end, with the range of eight in ten, the level required of it and what that comes to. */
const yearEnd = z.object({
  ...{year_end_value, year_end_low, year_end_high},
  ...{year_end_required, year_end_status},
});

export type YearEnd = z.infer<typeof yearEnd>;

/** One row of `kpi --json`: that of marts.fct_kpi_values with its year's end, null where the board judges none. */
export const kpiJsonRow = marts["marts.fct_kpi_values"].extend({year_end: yearEnd.nullable()});
