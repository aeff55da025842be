import {z} from "zod";
import type {SourceWords} from "./city-source.ts";
import type {FieldMeta} from "./fields.ts";

/** What may be met in a table of any layout, beside its headings and its rows. All of it is reported to the sender. */
interface TableHabits {
  /** Whose habits they are, where a city has said it; the program's own layouts are nobody's. */
  sender?: string;
  /**
   * The fields that a row of totals (計, 全庁計, 再掲) sums up: it is compared with the rows it covers and then left out.
   * Where there are none, only a row that names a total where no name can stand (職員番号: 計) is left out.
   */
  totals?: string[];
  /** How many rows the headings may take, merged cells included; one if not said. */
  headingRows?: 2 | 3;
  /** Rows hidden in a workbook are read, unless the sender's habit is to hide what does not count. */
  hiddenRows?: "leave_out";
  /** Hidden sheets are left out, unless the sender's habit is to hide full ones. */
  hiddenSheets?: "read";
}

/** A table with headings above and one record a row; title rows above the headings are skipped. */
export interface ListLayout extends TableHabits {
  kind: "list";
  /** The same headings may stand several times side by side: the table goes on in the next block. */
  sideBySide?: true;
  /** A month without a year (4月) belongs to the fiscal year that stands above the headings (令和4年度). */
  yearAbove?: true;
}

/**
 * Key columns, then one column a month. The year stands with the month, above it (merged cells; 年 or 年度) or above the
 * headings (令和4年度: April to March across the turn of the year). Each cell below a month becomes one row.
 * A blank cell, or one of `notReported`, is "not reported".
 */
export interface MonthsAcrossLayout extends TableHabits {
  kind: "months_across";
  monthField: string;
  valueField: string;
  notReported?: string[];
}

/**
 * Key columns, then one column for each value of a choice (平日時間外, 休日勤務 …), headed by its word. Each cell below one becomes
 * one row. A blank cell, or one of `notReported`, is no row; a zero is one.
 */
export interface KindsAcrossLayout extends TableHabits {
  kind: "kinds_across";
  kindField: string;
  valueField: string;
  notReported?: string[];
}

export type AcrossLayout = MonthsAcrossLayout | KindsAcrossLayout;
export type Layout = ListLayout | AcrossLayout;

/** The field whose values are headings, where one row of the table holds several of them. */
export function fieldAcross(layout: AcrossLayout): string {
  return layout.kind === "months_across" ? layout.monthField : layout.kindField;
}

/** The fields that have no heading of their own: what stands across, and the value below it. */
export function fieldsWithoutHeading(layout: Layout): string[] {
  return layout.kind === "list" ? [] : [fieldAcross(layout), layout.valueField];
}

export interface Reference {
  column: string;
  /** What the column holds: codes or names (also former ones and aliases) of bureaus, or numbers of the staff rosters. */
  to: "bureau_code" | "bureau_name" | "staff_number";
}

/**
 * What two cells of one row must be to each other; a cell without a value contradicts nothing, but for `either`: one of the two
 * has one. `column` is the one that is told as wrong. `not_before`, `not_after`: two days. `within`, `not_after_period`: a day and
 * the period that `other` names.
 */
export interface RowRule {
  kind: "not_before" | "not_after" | "within" | "not_after_period" | "either";
  column: string;
  other: string;
}

/** The column that says the period of a row and, where a row may be of a longer one and then says only that, the column `or`. */
interface Period {
  column: string;
  by: "value" | "month";
  or?: string;
}

/** The columns of which one says the period of a row, the surest first. */
export function periodColumns({period}: Pick<Contract, "period">): string[] {
  if (period === "whole") return [];
  return period.or === undefined ? [period.column] : [period.column, period.or];
}

/** The single truth about one kind of source file. `row` maps column names to fields (schemas/fields.ts). */
export interface Contract {
  source: string;
  /** 職員名簿, 時間外勤務実績 … for messages and documents. */
  title: string;
  /** How the office asks for it; templates have this layout. */
  layout: Layout;
  /** How else it may come. */
  otherLayouts?: Layout[];
  row: z.ZodObject;
  /** Columns that identify a row within one period. */
  grain: string[];
  /**
   * What period a row belongs to: the date column that says it, or "whole" for a list that replaces the former one.
   * A day is taken as it is unless `by` is "month". A later file for the same period supersedes the earlier one.
   */
  period: Period | "whole";
  /**
   * An optional column of months within a longer period: where a city says that its files come by month (`period: month` in
   * sources/<source>.yaml), it is the period's column (schemas/coming-by-month.ts).
   */
  byMonth?: string;
  /** Rows that break one are quarantined. */
  rules?: RowRule[];
  /** Columns that name a bureau or a person of another source; a row that names an unknown one is quarantined. */
  references?: Reference[];
  /**
   * Present where a period may have no rows at all and a file may say so (該当なし): how people call the source in the name of
   * such a file, beside its title.
   */
  none?: {names: string[]};
  /**
   * A column of the grain that says how final a row is: a row that is `final` takes the place of the `open` one of the same
   * thing and contradicts nothing, wherever the two come from.
   */
  settles?: {column: string; open: string; final: string};
  /** Present where rows make up one number together: why a file is not used without those that cannot be read. */
  needsAllRows?: string;
  /** The source whose rows it changes: where there is nothing to correct, none ever comes, and nobody waits for it. */
  corrects?: string;
  /** Health and disability rows may not reach a release except as counts. */
  isRestricted?: true;
  /** How the city says it, where it says anything: what the rest of this contract is made from. */
  words?: SourceWords;
}

interface Field {
  name: string;
  meta: FieldMeta;
  schema: z.ZodType;
}

/** Asked for at every file, and the same as long as there is the contract. */
const fieldsIn = new WeakMap<Contract["row"], Field[]>();

/** The fields of a contract in column order. */
export function fieldsOf(contract: Contract): Field[] {
  const fields = fieldsIn.get(contract.row) ?? madeFields(contract);
  fieldsIn.set(contract.row, fields);
  return fields;
}

function madeFields(contract: Contract): Field[] {
  return Object.entries(contract.row.shape).map(([name, schema]) => {
    const meta = (schema as z.ZodType).meta()?.field;
    if (!meta) throw new Error(`${contract.source}.${name} is not made by schemas/fields.ts`);
    return {name, meta, schema: schema as z.ZodType};
  });
}

/** The contract as it was before it had some of its fields. */
export function withoutFields(contract: Contract, names: string[]): Contract {
  const fields = Object.entries(contract.row.shape).filter(([name]) => !names.includes(name));
  return {...contract, row: z.strictObject(Object.fromEntries(fields))};
}
