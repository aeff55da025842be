import {z} from "zod";

/** city/dictionary.yaml: what the data dictionary says of tables without a model, of columns and of coded values. */
export const dictionaryWords = z.strictObject({
  /** "catalog.kpis" → its title and what one row is. */
  tables: z.record(z.string(), z.strictObject({title: z.string().min(1), grain: z.string().min(1)})),
  /** "kpi_id" → its meaning in every relation; "marts.fct_overtime_limits.month" where one differs. */
  columns: z.record(z.string(), z.string().min(1)),
  /** "observation_status" → value → word. */
  values: z.record(z.string(), z.record(z.string(), z.string().min(1))),
});

export type DictionaryWords = z.infer<typeof dictionaryWords>;
