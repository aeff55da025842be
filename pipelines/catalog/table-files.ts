import {CITY_FILE, PACKETS_FILE} from "./city-catalog.ts";

export const KPI_FILE = "kpis.yaml";
export const POPULATIONS_FILE = "populations.yaml";
const SHEETS_FILE = "task-sheets.yaml";

/** Tables that come from code and the calendar, not from a file of the city. */
const COMPUTED_TABLES = ["opening_days", "fiscal_quarters", "sources", "populations_of_models"];

/** Files of the city, or folders of it, that a table of the schema `catalog` is made from, where no CSV file has its name. */
const TABLE_FILES: Record<string, string[]> = {
  city: [CITY_FILE, PACKETS_FILE],
  organisation_changes: [CITY_FILE],
  programmes: [CITY_FILE, KPI_FILE],
  populations: [POPULATIONS_FILE],
  population_conditions: [POPULATIONS_FILE],
  unit_ancestors: ["units.csv", CITY_FILE],
  unit_bureaus: ["units.csv", CITY_FILE],
  unit_levels: ["units.csv", CITY_FILE],
  initiatives: ["initiatives.yaml"],
  task_sheets: [SHEETS_FILE],
  task_actions: [SHEETS_FILE],
  related_tasks: [SHEETS_FILE],
  reform: [PACKETS_FILE, SHEETS_FILE, CITY_FILE],
  packets: [PACKETS_FILE, CITY_FILE],
  packet_pages: [PACKETS_FILE],
  packet_texts: [PACKETS_FILE],
  packet_references: [PACKETS_FILE],
  office_notes: ["notes"],
  published_figures: ["published"],
  standard_values: ["standards.csv", "disability-legal-rates.csv"],
};

/** Of each file a name, the one first that says most; none of a table that is computed. */
export function filesOfTable(table: string, isFile: (name: string) => boolean): string[] {
  if (COMPUTED_TABLES.includes(table)) return [];
  const csv = `${table.replaceAll("_", "-")}.csv`;
  return TABLE_FILES[table] ?? (isFile(csv) ? [csv] : [KPI_FILE]);
}
