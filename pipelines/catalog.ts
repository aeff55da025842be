import {readFileSync} from "node:fs";
import {join} from "node:path";
import {parse as parseCsv} from "csv-parse/sync";
import {parse as parseYaml} from "yaml";
import {z} from "zod";
import {catalogTables} from "../schemas/catalog.ts";
import {UserError} from "../schemas/errors.ts";
import {type KpiCatalog, kpiCatalog} from "../schemas/kpi.ts";
import {contracts} from "../schemas/sources.ts";
import {fiscalQuarters, openingDays} from "./calendar.ts";
import {CATALOG_FOLDER} from "./sql-files.ts";
import {insertRows, type RowsToInsert} from "./warehouse/insert-rows.ts";
import type {Warehouse} from "./warehouse/open.ts";

type CatalogRow = RowsToInsert["rows"][number];

/** Fills the schema `catalog` from data/catalog and the calendar. Throws UserError with file, row and reason for what does not fit. */
export async function loadCatalog(warehouse: Warehouse): Promise<void> {
  await warehouse.run("create schema if not exists catalog");
  for (const [table, schema] of Object.entries(catalogTables)) {
    const rows = checkedRows(`${table.replaceAll("_", "-")}.csv`, schema);
    await fill(warehouse, table, {columns: columnTypes(schema), rows});
  }
  await fill(warehouse, "kpis", {columns: KPI_COLUMNS, rows: kpiRows(readKpiCatalog())});
  await fill(warehouse, "sources", {columns: SOURCE_COLUMNS, rows: sourceRows()});
  await fill(warehouse, "fiscal_quarters", {
    columns: QUARTER_COLUMNS,
    rows: fiscalQuarters().map((row) => ({...row})),
  });
  await fill(warehouse, "opening_days", {columns: {day: "date"}, rows: openingDays().map((day) => ({day}))});
}

async function fill(
  warehouse: Warehouse,
  table: string,
  content: Omit<RowsToInsert, "table">,
): Promise<void> {
  const columns = Object.entries(content.columns).map(([name, type]) => `${name} ${type}`);
  await warehouse.run(`create table catalog.${table} (${columns.join(", ")})`);
  await insertRows(warehouse, {table: `catalog.${table}`, ...content});
}

function checkedRows(file: string, schema: z.ZodObject): CatalogRow[] {
  const records: unknown[] = parseCsv(readFileSync(join(CATALOG_FOLDER, file), "utf8"), {
    columns: true,
    bom: true,
  });
  return records.map((record, index) => {
    const result = schema.safeParse(record);
    if (result.success) return result.data as CatalogRow;
    throw new UserError(
      `data/catalog/${file} の${index + 2}行目が正しくありません。${z.prettifyError(result.error)}`,
    );
  });
}

/** Reads and checks data/catalog/kpis.yaml. */
function readKpiCatalog(): KpiCatalog {
  const result = kpiCatalog.safeParse(parseYaml(readFileSync(join(CATALOG_FOLDER, "kpis.yaml"), "utf8")));
  if (result.success) return result.data;
  throw new UserError(`data/catalog/kpis.yaml が正しくありません。${z.prettifyError(result.error)}`);
}

const COLUMN_TYPES: Record<string, string> = {
  string: "varchar",
  integer: "integer",
  number: "double",
  boolean: "boolean",
};

function columnTypes(schema: z.ZodObject): Record<string, string> {
  const {properties = {}} = z.toJSONSchema(schema, {io: "output"}) as {properties?: Record<string, JsonType>};
  return Object.fromEntries(Object.entries(properties).map(([name, json]) => [name, columnType(json)]));
}

interface JsonType {
  type?: string;
  format?: string;
  anyOf?: JsonType[];
}

function columnType({type = "string", format, anyOf}: JsonType): string {
  if (anyOf?.[0]) return columnType(anyOf[0]);
  return format === "date" ? "date" : (COLUMN_TYPES[type] ?? "varchar");
}

const KPI_COLUMNS = {
  kpi_id: "varchar",
  display_order: "integer",
  task_group: "varchar",
  task_no: "varchar",
  task_name: "varchar",
  indicator_label: "varchar",
  kpi_name: "varchar",
  short_name: "varchar",
  unit: "varchar",
  decimals: "integer",
  direction: "varchar",
  comparator: "varchar",
  base_value: "double",
  base_fiscal_year: "integer",
  pace_base_value: "double",
  pace_base_fiscal_year: "integer",
  target_value: "double",
  target_fiscal_year: "integer",
  near_band: "double",
  is_cumulative: "boolean",
  scope_id: "varchar",
  privacy: "varchar",
  settled_after_months: "integer",
  as_of_rule: "varchar",
  definition: "varchar",
  assumption: "varchar",
  owner: "varchar",
};

function kpiRows({kpis, tasks}: KpiCatalog): CatalogRow[] {
  return kpis.map((kpi, index) => {
    const [listed] = kpi.listed;
    const task = tasks.find(({no}) => no === listed?.task);
    if (!listed || !task)
      throw new UserError(
        `data/catalog/kpis.yaml の ${kpi.id}: 課題「${listed?.task}」が tasks にありません`,
      );
    const pace = kpi.pace_from ?? kpi.base;
    return {
      kpi_id: kpi.id,
      display_order: index + 1,
      task_group: task.group,
      task_no: task.no,
      task_name: task.name,
      indicator_label: listed.label,
      kpi_name: kpi.name,
      short_name: kpi.short_name,
      unit: kpi.unit,
      decimals: kpi.decimals,
      direction: kpi.direction,
      comparator: kpi.comparator,
      base_value: kpi.base.value,
      base_fiscal_year: kpi.base.fiscal_year,
      pace_base_value: pace.value,
      pace_base_fiscal_year: pace.fiscal_year,
      target_value: kpi.target.value,
      target_fiscal_year: kpi.target.fiscal_year,
      near_band: kpi.near_band,
      is_cumulative: kpi.cumulative,
      scope_id: kpi.scope,
      privacy: kpi.privacy,
      settled_after_months: kpi.settled_after_months,
      as_of_rule: kpi.as_of_rule,
      definition: kpi.definition,
      assumption: kpi.assumption ?? null,
      owner: kpi.owner,
    };
  });
}

const SOURCE_COLUMNS = {source: "varchar", source_title: "varchar", period_months: "integer"};
const QUARTER_COLUMNS = {
  fiscal_year: "integer",
  quarter: "integer",
  period_start: "date",
  period_end: "date",
};

/** period_months: how many months one period of the source covers; null for lists and days of record. */
function sourceRows(): CatalogRow[] {
  return contracts.map((contract) => {
    const {source, title, period} = contract;
    const kind = period === "whole" ? undefined : contract.row.shape[period.column]?.meta()?.field?.kind;
    const months = {month: 1, quarter: 3, day: null}[kind as "month" | "quarter" | "day"] ?? null;
    const byMonth = period !== "whole" && period.by === "month" ? 1 : months;
    return {source, source_title: title, period_months: byMonth};
  });
}
