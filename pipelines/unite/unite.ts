import {existsSync, rmSync} from "node:fs";
import {join} from "node:path";
import {z} from "zod";
import {fieldsOf} from "../../schemas/contract.ts";
import {UserError} from "../../schemas/errors.ts";
import {OTHER_GROUP} from "../../schemas/sources/bureaus.ts";
import {visibleLine} from "../../schemas/visible-text.ts";
import {contractsOf} from "../catalog/contracts-of.ts";
import {statement} from "../catalog/sql-files.ts";
import {insertRows} from "../engine/insert-rows.ts";
import {openWritable, type Warehouse} from "../engine/open.ts";
import {identifier, quoted} from "../engine/quoted.ts";
import {copyPlainFile} from "../installation/durable.ts";
import type {Home} from "../installation/home.ts";
import {
  type BroughtRelease,
  broughtReleases,
  linesOf,
  UNITED_MARTS,
  type UnitedMart,
} from "./brought-releases.ts";
import {type DeclaredSeries, declaredSeries, undeclaredFaults} from "./declared-series.ts";

/** What was put into the inbox. */
export interface United {
  bodies: {name: string; releaseId: string}[];
  rowCount: number;
}

interface Uniting {
  home: Home;
  progress(done: number, all: number): void;
}

const body = z.strictObject({
  folder: z.string(),
  city_name: z.string(),
  body_kind: z.string(),
  release_id: z.string(),
  is_sample: z.boolean(),
});

type Body = z.infer<typeof body>;

/**
 * Puts the figures that other bodies published, brought as the folders of their releases, into the inbox: a list of the bodies (as
 * bureaus), and 指標実績 with a row per body, indicator and period. UserError with all that does not fit, and
 * nothing written: broken or foreign folders, two releases of one body, indicators of which it is not said how they are united.
 */
export async function unite(typed: string[], {home, progress}: Uniting): Promise<United> {
  const declared = mustUnite(home);
  const releases = broughtReleases(typed, progress);
  const engine = await openWritable(":memory:");
  try {
    await viewMarts(engine, releases);
    const bodies = z.array(body).parse(await engine.rows(statement("releases.united_bodies")));
    mustBeDifferent(bodies);
    await mustBeDeclared(engine, declared, bodies);
    await chooseDeclared(engine, declared);
    return await writeFiles(engine, home, bodies);
  } finally {
    engine.close();
  }
}

/** UserError in an installation that is a city's own, where other bodies' figures have nothing to do, and in one of nobody yet. */
function mustUnite(home: Home): DeclaredSeries {
  const declared = existsSync(home.city) ? declaredSeries(home.city) : {united: [], leftOut: []};
  if (declared.united.length > 0) return declared;
  throw new UserError(
    `「${home.root}」は、団体を合わせるための設備ではありません（合わせ方 whole を書いた指標が city/kpis.yaml にありません）。空の場所を KAIKAKU_HOME に指定して npx kaikaku init --from union --name 名前 で作り、そこで実行してください。`,
  );
}

/** Each united mart of all folders together, with the folder of every row. UserError for a file that is no such table. */
async function viewMarts(engine: Warehouse, releases: BroughtRelease[]): Promise<void> {
  await engine.run("create schema united");
  for (const mart of Object.keys(UNITED_MARTS) as UnitedMart[]) {
    const files = releases.map(({files: {[mart]: file}}) => file);
    try {
      await engine.run(`create table united.${NAMES[mart]} as ${rowsOf(mart, files)}`);
    } catch (cause) {
      throw (await unreadable(engine, mart, files)) ?? cause;
    }
  }
  await engine.run(`create table united.indicators as ${statement("releases.united_indicators")}`);
  await engine.run(`create table united.told as ${statement("releases.united_told")}`);
}

function rowsOf(mart: UnitedMart, files: string[]): string {
  const columns = Object.entries(UNITED_MARTS[mart]).map(
    ([column, type]) => `cast(${identifier(column)} as ${type}) as ${identifier(column)}`,
  );
  return `select ${columns.join(", ")}, parse_dirpath(filename) as folder
    from read_parquet([${files.map(quoted).join(", ")}], union_by_name = true, filename = true)`;
}

/** Which of the files cannot be read as the mart, whatever their manifests say. */
async function unreadable(
  engine: Warehouse,
  mart: UnitedMart,
  files: string[],
): Promise<UserError | undefined> {
  const faults: string[] = [];
  for (const file of files)
    await engine.run(`create or replace table united.tried as ${rowsOf(mart, [file])}`).catch(() => {
      faults.push(visibleLine(file));
    });
  return faults.length === 0
    ? undefined
    : new UserError(
        `公開版の表として読めないファイルがあります（列の型が違うか、壊れています）。何も取り込んでいません。\n${linesOf(faults)}`,
      );
}

/** What goes into the inbox: the declared indicators' values, with whose they are. */
async function chooseDeclared(engine: Warehouse, {united}: DeclaredSeries): Promise<void> {
  await engine.run("create table united.declared (series varchar, segment varchar)");
  const rows = united.map(({series, segment}) => ({series, segment}));
  await insertRows(engine, {
    table: "united.declared",
    columns: {series: "varchar", segment: "varchar"},
    rows,
  });
  await engine.run(`create table united.sent as ${statement("releases.united_sent")}`);
}

const NAMES: Record<UnitedMart, string> = {
  dim_city: "city",
  release_info: "release_info",
  dim_kpis: "kpis",
  fct_kpi_values: "kpi_values",
};

function mustBeDifferent(bodies: Body[]): void {
  const same = [...Map.groupBy(bodies, ({city_name}) => city_name.normalize("NFKC"))].filter(
    ([, found]) => found.length > 1,
  );
  if (same.length === 0) return;
  const faults = same.map(
    ([, found]) =>
      `${visibleLine(found[0]?.city_name ?? "")}: ${found.map(({folder}) => visibleLine(folder)).join("、")}`,
  );
  throw new UserError(
    `同じ名前の団体の公開版が二つ以上あります。一つの団体につき一つ（新しいほう）だけを置いてください。別の団体なら、それぞれの city.yaml の name を「府県の名前＋団体の名前」にして公開し直してもらってください。何も取り込んでいません。\n${linesOf(faults)}`,
  );
}

async function mustBeDeclared(engine: Warehouse, declared: DeclaredSeries, bodies: Body[]): Promise<void> {
  const names = new Map(bodies.map(({folder, city_name}) => [folder, city_name]));
  const faults = undeclaredFaults(await engine.rows(statement("releases.united_series")), {
    declared,
    nameOf: (folder) => visibleLine(names.get(folder) ?? folder),
  });
  if (faults.length === 0) return;
  throw new UserError(
    `合わせ方の決まっていない指標があります。合わせるものは city/kpis.yaml の indicator と whole に、合わせないものは city/left-out.csv に、わけとともに書いてください。何も取り込んでいません。\n${linesOf(faults)}`,
  );
}

/**
 * What stands there under their names is replaced. The list comes last: values of bodies that are not on it yet are held by name,
 * should this be killed in between, while a list without its values would say that bodies are gone.
 */
async function writeFiles(engine: Warehouse, home: Home, bodies: Body[]): Promise<United> {
  const mark = bodies.some(({is_sample}) => is_sample) ? "見本_" : "";
  const rowCount = await writeCsv(engine, home, {name: `${mark}団体の値.csv`, select: valuesSelect(home)});
  await writeCsv(engine, home, {name: `${mark}団体一覧.csv`, select: listSelect(home)});
  return {
    bodies: bodies.map(({city_name, release_id}) => ({name: city_name, releaseId: release_id})),
    rowCount,
  };
}

/** A file appears in the inbox whole. */
async function writeCsv(
  engine: Warehouse,
  home: Home,
  {name, select}: {name: string; select: string},
): Promise<number> {
  const building = join(home.scratch, `united-${process.pid}.csv`);
  try {
    const rows = await engine.run(`copy (${select}) to ${quoted(building)} (format csv, header)`);
    copyPlainFile(building, join(home.inbox, name));
    return rows;
  } finally {
    rmSync(building, {force: true});
  }
}

function valuesSelect(home: Home): string {
  const columns = underHeadings(home, "indicator_figures", {
    fiscal_year: "fiscal_year || '年度'",
    indicator: "series",
    segment: "segment",
    as_of_date: "as_of_date",
    figure_e4: "figure",
    numerator_e4: "numerator",
    denominator_e4: "denominator",
    bureau_code: "city_name",
    note: "release_id",
  });
  return `select ${columns} from united.sent order by all`;
}

function listSelect(home: Home): string {
  const columns = underHeadings(home, "bureaus", {
    bureau_code: "city_name",
    appointing_authority_group: quoted(OTHER_GROUP),
  });
  return `select ${columns} from united.city order by city_name`;
}

/** Expressions under the headings that the office has for a source's columns. */
function underHeadings(home: Home, source: string, columns: Record<string, string>): string {
  const contract = contractsOf(home.city).find((one) => one.source === source);
  if (!contract) throw new Error(`there is no source ${source}`);
  return fieldsOf(contract)
    .flatMap(({name, meta}) => {
      const expression = columns[name];
      return expression === undefined ? [] : [`${expression} as ${identifier(meta.headings[0] ?? name)}`];
    })
    .join(", ");
}
