import {createHash} from "node:crypto";
import {readdirSync, readFileSync} from "node:fs";
import {join, relative} from "node:path";
import {z} from "zod";
import {type Ingredients, ingredients} from "../../schemas/release-manifest.ts";
import type {Model} from "../catalog/models.ts";
import {PACKET_TABLE_FILES} from "../catalog/packet-catalog.ts";
import {CATALOG_FOLDER, functionDefinitions, STEERING_FILES} from "../catalog/sql-files.ts";
import type {Row, Warehouse} from "../engine/open.ts";
import {currentProgram} from "../releases/program.ts";

/** Everything that figures are made from, read off a warehouse whose inputs are loaded and whose models are not yet built. */
export async function ingredientsOf(warehouse: Warehouse, models: Model[]): Promise<Ingredients> {
  const files = catalogFiles();
  return ingredients.parse({
    batches: await batchesInForce(warehouse),
    models: withFunctions(models),
    catalog: await catalogTables(
      warehouse,
      files.map(({file}) => file),
    ),
    files,
    kpis: await kpis(warehouse),
    program: currentProgram(),
  });
}

function sha256(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

async function batchesInForce(warehouse: Warehouse): Promise<Row[]> {
  return warehouse.rows(
    `select batches.batch_id as "batchId", batches.source, sources.source_title as "sourceTitle",
       sources.period_months as "periodMonths", batches.file_name as "fileName", batches.sha256,
       cast(batches.received_at at time zone 'UTC' as date) as "receivedOn", batches.row_count as "rowCount",
       batches.accepted_count as "acceptedCount",
       case when batches.decision = 'accept' then {
         acceptedBy: batches.decided_by, reason: batches.decision_reason,
         acceptedOn: cast(batches.decided_at at time zone 'UTC' as date)
       } end as acceptance,
       list(periods.period order by periods.period) as periods
     from raw.current_batches as batches
     inner join raw.current_periods as periods on periods.batch_id = batches.batch_id
     inner join catalog.sources as sources on sources.source = batches.source
     group by all
     order by batches.batch_id`,
  );
}

/** Functions stand among the models under "functions.", so that one graph leads from an indicator to all that it uses. */
function withFunctions(models: Model[]): Ingredients["models"] {
  const functions = [
    ...functionDefinitions().matchAll(/^create or replace temp macro (\w+)\([\s\S]*?;\s*$/gm),
  ].map(([text, name = ""]) => ({name: `functions.${name}`, text, description: "", dependsOn: []}));
  const used = (text: string, itself: string) =>
    functions
      .map(({name}) => name)
      .filter((name) => name !== itself && new RegExp(`\\b${name.split(".")[1]}\\(`).test(text));
  return [...functions, ...models].map(({name, description, dependsOn, text}) => ({
    name,
    description,
    dependsOn: [...dependsOn, ...used(text, name)],
    sha256: sha256(text),
    text,
  }));
}

function catalogFiles(): Ingredients["files"] {
  return readdirSync(CATALOG_FOLDER, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile() && !STEERING_FILES.includes(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({
      file: relative(CATALOG_FOLDER, path).replaceAll("\\", "/"),
      sha256: sha256(readFileSync(path)),
    }));
}

const namedTable = z.object({name: z.string()});

async function catalogTables(warehouse: Warehouse, files: string[]): Promise<Ingredients["catalog"]> {
  const tables = await warehouse.rows(
    "select table_name as name from duckdb_tables() where schema_name = 'catalog' order by name",
  );
  const found: Ingredients["catalog"] = [];
  for (const {name: table} of z.array(namedTable).parse(tables)) {
    const rows = await warehouse.rows(
      `select cast(to_json(content) as varchar) as line from catalog.${table} as content order by line`,
    );
    const content = rows.map(({line}) => line).join("\n");
    found.push({table, file: fileOf(table, files), sha256: sha256(content)});
  }
  return found;
}

/** Tables that come from code and the calendar, not from a file of data/catalog. */
const COMPUTED_TABLES = ["opening_days", "fiscal_quarters", "sources"];

/** Tables that come from all files of a folder. */
const FOLDERS: Record<string, string> = {office_notes: "notes", published_figures: "published"};

function fileOf(table: string, files: string[]): string | null {
  if (COMPUTED_TABLES.includes(table)) return null;
  const folder = FOLDERS[table];
  if (folder) return folder;
  const csv = `${table.replaceAll("_", "-")}.csv`;
  return files.includes(csv) ? csv : (PACKET_TABLE_FILES[table] ?? "kpis.yaml");
}

const kpiRow = z.looseObject({kpi_id: z.string(), scope_id: z.string(), cumulative_since: z.int().nullish()});

async function kpis(warehouse: Warehouse): Promise<Ingredients["kpis"]> {
  const rows = z
    .array(kpiRow)
    .parse(await warehouse.rows("select * exclude (display_order) from catalog.kpis order by kpi_id"));
  return rows.map((row) => ({
    kpiId: row.kpi_id,
    officialScope: row.scope_id,
    isCumulative: (row.cumulative_since ?? null) !== null,
    sha256: sha256(JSON.stringify(row)),
  }));
}
