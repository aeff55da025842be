import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {stringify} from "yaml";
import {transform} from "../../pipelines/build/transform.ts";
import type {Row} from "../../pipelines/engine/open.ts";
import {openHome} from "../../pipelines/installation/home.ts";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {type BuiltModels, cityOf} from "./kept-cities.ts";

const BARE = join(import.meta.dirname, "../../data/cities/bare");
const SILENT = {info: () => {}, warn: () => {}, progress: () => {}};

interface Said {
  measure: Record<string, unknown>;
  unit?: string;
  since?: number;
  /** What the entry has besides, or otherwise. */
  rest?: Record<string, unknown>;
}

/** An entry of kpis.yaml that is measured without SQL. */
export function entryOf(id: string, {measure, unit = "人", since, rest}: Said): Record<string, unknown> {
  return {
    id,
    measure,
    listed: [{task: "1", label: id}],
    ...{name: id, short_name: id.slice(0, 14), unit, decimals: 2, direction: "up", comparator: ""},
    base: {value: 0, fiscal_year: 2020},
    target: {value: 100, fiscal_year: 2030},
    ...(since === undefined ? {} : {cumulative_since: since}),
    ...{near_band: 0.1, scope: "programme", privacy: "paper", settled_after_months: 2},
    ...{as_of_rule: "年度末", definition: "見本", law: "なし", owner: "人事課"},
    ...rest,
  };
}

export interface MeasuredCity extends OnFiles {
  /** "2023 － 12.5": fiscal year, quarter, value, of the whole city unless a bureau is named. */
  values(id: string, bureau?: string): Promise<string[]>;
}

interface OnFiles extends BuiltModels {
  rows(sql: string): Promise<Row[]>;
}

/** Small files (name → text), populations.yaml, and other files of the city's folder. */
interface Content {
  files: Record<string, string>;
  populations: Record<string, unknown>;
  tables?: Record<string, string>;
  /** Lines of city.yaml besides. */
  about?: string;
}

/** A city whose indicators are measured as said. */
export async function measuredCity(said: Record<string, Said>, content: Content): Promise<MeasuredCity> {
  const city = await cityOf(JSON.stringify([said, content]), () => build(said, content));
  return {
    ...city,
    async values(id, bureau) {
      const where = bureau === undefined ? "bureau_code is null" : `bureau_code = '${bureau}'`;
      const found = await city.rows(
        `select fiscal_year, quarter, round(value, 2) as value from metrics.kpi_measured
         where kpi_id = '${id}' and ${where} order by period_end, quarter`,
      );
      return found.map(({fiscal_year, quarter, value}) =>
        [fiscal_year, quarter ?? "－", value ?? "－"].join(" "),
      );
    },
  };
}

async function build(said: Record<string, Said>, content: Content): Promise<OnFiles> {
  const {files, populations, tables = {}, about: besides = ""} = content;
  const folder = mkdtempSync(join(tmpdir(), "kaikaku-measured-"));
  cpSync(BARE, join(folder, "city"), {recursive: true});
  writeFileSync(join(folder, "city/populations.yaml"), stringify({populations}));
  for (const [name, text] of Object.entries(tables)) writeFileSync(join(folder, "city", name), text);
  const about = readFileSync(join(BARE, "city.yaml"), "utf8");
  writeFileSync(
    join(folder, "city/city.yaml"),
    `${about.replace("first_fiscal_year: 2025", "first_fiscal_year: 2021")}${besides}`,
  );
  const kpis = Object.entries(said).map(([id, each]) => entryOf(id, each));
  const bare = readFileSync(join(BARE, "kpis.yaml"), "utf8");
  writeFileSync(join(folder, "city/kpis.yaml"), bare.replace("kpis: []", stringify({kpis})));
  const home = openHome(folder);
  const ledger = await openLedger(home);
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    writeFileSync(path, `${text}\n`);
    const outcome = await ingestFile(ledger, path, {home, now: new Date("2025-10-08T00:00:00Z")});
    if (outcome.kind !== "accepted") throw new Error(`${name}: ${JSON.stringify(outcome)}`);
  }
  ledger.close();
  const release = {releaseId: "2025-10-08-000000", createdOn: "2025-10-08"};
  const {warehouse, models} = await transform(home, release, SILENT);
  return {
    warehouse,
    models,
    rows: (sql) => warehouse.rows(sql),
    close() {
      warehouse.close();
      rmSync(folder, {recursive: true, force: true});
    },
  };
}
