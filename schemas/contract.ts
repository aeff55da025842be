import type {z} from "zod";
import type {FieldMeta} from "./fields.ts";

/** A table with one heading row; title rows above it are skipped. */
interface ListLayout {
  kind: "list";
}

/**
 * A sheet with months across: key columns, then one column a month under a row of years (和暦, merged cells), then a total.
 * Each cell below a month becomes one row. A blank cell is "not reported"; rows whose label is in `totalLabels` are totals.
 */
interface MonthsAcrossLayout {
  kind: "months_across";
  monthField: string;
  valueField: string;
  totalLabels: string[];
}

export type Layout = ListLayout | MonthsAcrossLayout;

/** The single truth about one kind of source file. `row` maps column names to fields (schemas/fields.ts). */
export interface Contract {
  source: string;
  /** 職員名簿, 時間外勤務実績 … for messages and documents. */
  title: string;
  layout: Layout;
  row: z.ZodObject;
  /** Columns that identify a row within one period. */
  grain: string[];
  /**
   * What period a row belongs to: the date column that says it, or "whole" for a list that replaces the former one.
   * A day is taken as it is unless `by` is "month". A later file for the same period supersedes the earlier one.
   */
  period: {column: string; by: "value" | "month"} | "whole";
  /** Health and disability rows may not reach a release except as counts. */
  isRestricted?: true;
}

/** The fields of a contract in column order. */
export function fieldsOf(contract: Contract): {name: string; meta: FieldMeta; schema: z.ZodType}[] {
  return Object.entries(contract.row.shape).map(([name, schema]) => {
    const meta = (schema as z.ZodType).meta()?.field;
    if (!meta) throw new Error(`${contract.source}.${name} is not made by schemas/fields.ts`);
    return {name, meta, schema: schema as z.ZodType};
  });
}
