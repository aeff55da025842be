import {existsSync} from "node:fs";
import {catalogTables} from "../../schemas/catalog.ts";
import type {CityFile, CityReport} from "../../schemas/city-report.ts";
import {UserError} from "../../schemas/errors.ts";
import type {KpiCatalog} from "../../schemas/kpi.ts";
import type {Programme} from "../../schemas/programme.ts";
import {publishedFiles} from "../../schemas/published.ts";
import {loadCatalog} from "../catalog/catalog.ts";
import {checkFiles} from "../catalog/checks.ts";
import {formerKeys, nameOfCity, readCityFile} from "../catalog/city-catalog.ts";
import {decidedBy, mustBeKeepable, namesBelow} from "../catalog/city-folder.ts";
import {contractsOf, wordWarningsOf} from "../catalog/contracts-of.ts";
import {descriptionsFile} from "../catalog/descriptions.ts";
import {readKpiCatalog} from "../catalog/kpi-catalog.ts";
import {readModels} from "../catalog/models.ts";
import {readReleasePolicy} from "../catalog/release-policy.ts";
import {runChecks} from "../catalog/run-checks.ts";
import {readJobs} from "../due/read-jobs.ts";
import {openWritable} from "../engine/open.ts";
import type {Home} from "../installation/home.ts";
import {readRetention} from "../releases/retention.ts";
import {onNothing} from "./relation-shapes.ts";

/** Reads everything that a city has decided, as a run does before it builds: what it says, and every fault at once. */
export async function examineCity({city}: Home): Promise<CityReport> {
  const faults = new Set<string>();
  const read = <Result>(work: () => Result): Result | undefined => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      for (const line of error.message.split("\n")) faults.add(line);
      return undefined;
    }
  };
  read(() => mustBeKeepable(city));
  const catalog = read(() => readKpiCatalog(city));
  const jobs = read(() => readJobs(city));
  read(() => readRetention(city));
  read(() => readReleasePolicy(city));
  const contracts = read(() => contractsOf(city)) ?? [];
  const warnings = [...(read(() => wordWarningsOf(city)) ?? []), ...(read(() => formerKeys(city)) ?? [])];
  const body = read(() => readCityFile(city));
  const tables = read(() => descriptionsFile(city))?.tables ?? {};
  for (const line of await faultsOfTables(city)) faults.add(line);
  const titles = new Map(contracts.map(({source, title}) => [source, title]));
  const bySection = Map.groupBy(jobs?.sources ?? [], ({section}) => section);
  return {
    folder: city,
    faults: [...faults],
    warnings,
    body: body
      ? {
          name: read(() => nameOfCity(city)) ?? null,
          kind: body.kind,
          committee: body.committee,
          office: body.office,
          organisation: body.organisation,
        }
      : null,
    programme: catalog?.programme ? yearsOf(catalog.programme) : null,
    programmes: catalog?.programmes ?? [],
    indicators: (catalog?.kpis ?? []).map(indicatorOf),
    sections: [...bySection].map(([section, due]) => ({
      section,
      source_titles: due.map(({source}) => titles.get(source) ?? source),
    })),
    files: knownFiles(tables).map((file) => ({...file, decided_by: decidedBy(city, file.name)})),
    strangers: strangersIn(city),
  };
}

/**
 * The tables are read one after another, so that one fault of theirs is told at a time; then the models, and where the city has
 * SQL of its own, whether it can be computed.
 */
async function faultsOfTables(city: string): Promise<string[]> {
  const warehouse = await openWritable(":memory:");
  try {
    await loadCatalog(warehouse, city);
    const models = await readModels(warehouse, city);
    const own = [...models, ...checkFiles(city)].filter(({from}) => from === "city");
    if (own.length > 0) await mustCompute(city);
    return [];
  } catch (error) {
    if (error instanceof UserError) return error.message.split("\n");
    throw error;
  } finally {
    warehouse.close();
  }
}

/** UserError for a formula or check of the city's own that asks for a column that there is not. */
async function mustCompute(city: string): Promise<void> {
  await onNothing(city, ({warehouse}) => runChecks(warehouse, city));
}

function yearsOf({name, first_fiscal_year, last_fiscal_year}: Programme): CityReport["programme"] {
  return {name, first_fiscal_year, last_fiscal_year};
}

function indicatorOf(kpi: KpiCatalog["kpis"][number]): CityReport["indicators"][number] {
  const {id, name, unit, base, target, owner} = kpi;
  return {
    ...{kpi_id: id, name, unit, owner},
    base: {value: base.value, fiscal_year: base.fiscal_year},
    target: {
      value: target.value,
      fiscal_year: target.fiscal_year,
      words: target.words,
      year_words: target.year_words,
    },
  };
}

const YAML_TITLES: Record<string, string> = {
  "city.yaml": "団体の名前と種類、計画、委員会、組織",
  "kpis.yaml": "課題、指標と目標",
  "populations.yaml": "対象の職員（だれを数えるか）",
  "jobs.yaml": "提出と印刷の予定",
  "release-policy.yaml": "公開のきまり",
  "retention.yaml": "古いものの整理のきまり",
  "dictionary.yaml": "データ辞書の言葉",
  "usual-words.yaml": "ふつうの言い換え（map が使う）",
  "initiatives.yaml": "取組の一覧（資料2）",
  "task-sheets.yaml": "課題の様式（資料3）",
  "committee-packets.yaml": "委員会資料の表紙と文",
};

function knownFiles(tables: Record<string, {title: string}>): Omit<CityFile, "decided_by">[] {
  const ofTables = Object.keys(catalogTables).map((table) => ({
    name: csvOf(table),
    title: tables[`catalog.${table}`]?.title ?? table,
  }));
  const ofYaml = Object.entries(YAML_TITLES).map(([name, title]) => ({name, title}));
  const published = Object.keys(publishedFiles).map((file) => ({
    name: `published/${file}`,
    title: "公表した数値",
  }));
  return [...ofYaml, ...ofTables, ...published];
}

function csvOf(table: string): string {
  return `${table.replaceAll("_", "-")}.csv`;
}

const FOLDERS = /^(sources|notes|sql|queries|packets)\//;

function strangersIn(city: string): string[] {
  if (!existsSync(city)) return [];
  const known = new Set(knownFiles({}).map(({name}) => name));
  return namesBelow(city)
    .filter((name) => !known.has(name) && !FOLDERS.test(name) && !/(^|\/)README\.md$/i.test(name))
    .sort();
}
