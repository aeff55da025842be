import {join} from "node:path";
import {z} from "zod";
import {catalogTables} from "../../schemas/catalog.ts";
import {monthsOfPeriod} from "../../schemas/period-months.ts";
import type {RowsToInsert} from "../engine/insert-rows.ts";
import type {Warehouse} from "../engine/open.ts";
import {checkAuthorities} from "./authorities.ts";
import {checkBureauGroups} from "./bureau-groups.ts";
import {fiscalQuarters, openingDays} from "./calendar.ts";
import {checkedRows} from "./catalog-file.ts";
import {cityTables} from "./city-catalog.ts";
import {contractsOf} from "./contracts-of.ts";
import {namesOfIndicators} from "./indicator-names.ts";
import {readKpiCatalog} from "./kpi-catalog.ts";
import {kpiTables} from "./kpi-tables.ts";
import {rowsOfIndicators} from "./of-indicators.ts";
import {OFFICE_NOTE_COLUMNS, officeNotes} from "./office-notes.ts";
import {packetTables} from "./packet-catalog.ts";
import {populationTables} from "./populations.ts";
import {PUBLISHED_COLUMNS, publishedFigures} from "./published-figures.ts";
import {standardTable} from "./standards.ts";
import {unitTables} from "./units.ts";

type CatalogRow = RowsToInsert["rows"][number];

/** Fills the schema `catalog` from the city's folder and the calendar. Throws UserError with file, row and reason for what does not fit. */
export async function loadCatalog(warehouse: Warehouse, city: string): Promise<void> {
  checkAuthorities(city);
  checkBureauGroups(city);
  await warehouse.run("create schema if not exists catalog");
  const csv = Object.entries(catalogTables).map(([table, schema]) => ({
    ...{table, schema, file: `${table.replaceAll("_", "-")}.csv`},
    columns: columnTypes(schema),
  }));
  const isOfIndicators = ({schema}: {schema: z.ZodObject}) => "kpi_id" in schema.shape;
  for (const {table, schema, file, columns} of csv.filter((each) => !isOfIndicators(each)))
    await fill(warehouse, table, {columns, rows: checkedRows(city, file, schema)});
  const kpis = readKpiCatalog(city);
  const names = namesOfIndicators(kpis);
  for (const {table, schema, file, columns} of csv.filter(isOfIndicators))
    await fill(warehouse, table, {columns, rows: rowsOfIndicators({city, file, schema}, names)});
  const tables = {
    ...cityTables(city),
    ...kpiTables(kpis),
    ...populationTables(city),
    ...unitTables(city),
    ...packetTables(city, kpis),
  };
  for (const [table, content] of Object.entries(tables)) await fill(warehouse, table, content);
  await fill(warehouse, "office_notes", {
    columns: OFFICE_NOTE_COLUMNS,
    rows: officeNotes(join(city, "notes"), names),
  });
  await fill(warehouse, "published_figures", {columns: PUBLISHED_COLUMNS, rows: publishedFigures(city)});
  await fill(warehouse, "standard_values", standardTable(city));
  await fill(warehouse, "sources", {columns: SOURCE_COLUMNS, rows: sourceRows(city)});
  await fill(warehouse, "fiscal_quarters", {
    columns: QUARTER_COLUMNS,
    rows: fiscalQuarters().map((row) => ({...row})),
  });
  await fill(warehouse, "opening_days", {columns: {day: "date"}, rows: openingDays().map((day) => ({day}))});
}

/** A table of these columns and rows, in one statement. */
async function fill(
  warehouse: Warehouse,
  table: string,
  {columns, rows}: Omit<RowsToInsert, "table">,
): Promise<void> {
  await warehouse.run(
    `create table catalog.${table} as
     select unnest(from_json($1, '[${JSON.stringify(columns)}]'), max_depth := 2)`,
    [JSON.stringify(rows)],
  );
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

const SOURCE_COLUMNS = {
  source: "varchar",
  source_title: "varchar",
  period_months: "integer",
  is_correction: "boolean",
  is_restricted: "boolean",
};
const QUARTER_COLUMNS = {
  fiscal_year: "integer",
  quarter: "integer",
  period_start: "date",
  period_end: "date",
};

/** period_months: how many months one period of the source covers; null for lists and days of record. */
function sourceRows(city: string): CatalogRow[] {
  return contractsOf(city).map((contract) => ({
    source: contract.source,
    source_title: contract.title,
    period_months: monthsOfPeriod(contract),
    is_correction: contract.corrects !== undefined,
    is_restricted: contract.isRestricted === true,
  }));
}
