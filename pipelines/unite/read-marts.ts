import {z} from "zod";
import {UserError} from "../../schemas/errors.ts";
import {visibleLine} from "../../schemas/visible-text.ts";
import {statement} from "../catalog/sql-files.ts";
import {insertRows} from "../engine/insert-rows.ts";
import type {Warehouse} from "../engine/open.ts";
import {filesLacking, parquetFiles} from "../engine/parquet-files.ts";
import {identifier} from "../engine/quoted.ts";
import {type BroughtRelease, linesOf, UNITED_MARTS, type UnitedMart} from "./brought-releases.ts";
import type {DeclaredSeries} from "./declared-series.ts";

const MARTS = Object.keys(UNITED_MARTS) as UnitedMart[];

const NAMES: Record<UnitedMart, string> = {
  dim_city: "city",
  release_info: "release_info",
  dim_kpis: "kpis",
  fct_kpi_values: "kpi_values",
};

/** No name or word of a release is nearly as long, in bytes; a file of some megabytes can say one of gigabytes a million times. */
const LONGEST_TEXT = 4_000;

/** One body, as its release names it. */
const body = z.strictObject({
  folder: z.string(),
  city_name: z.string(),
  body_kind: z.string(),
  release_id: z.string(),
  is_sample: z.boolean(),
});

export type Body = z.infer<typeof body>;

/**
 * Reads each united mart of all folders together into `united.*`, with the folder of every row, and returns the bodies. UserError for a file
 * that is no such table, and for a release that says what none says.
 */
export async function readMarts(engine: Warehouse, releases: BroughtRelease[]): Promise<Body[]> {
  await engine.run("create schema united");
  for (const mart of MARTS) {
    try {
      await mustHaveColumns(engine, mart, releases);
      await engine.run(`create table united.${NAMES[mart]} as ${rowsOf(mart, releases)}`);
    } catch (cause) {
      throw cause instanceof UserError ? cause : ((await unreadable(engine, mart, releases)) ?? cause);
    }
  }
  await mustBeReleases(engine, releases);
  await engine.run(`create table united.indicators as ${statement("releases.united_indicators")}`);
  await engine.run(`create table united.told as ${statement("releases.united_told")}`);
  return z.array(body).parse(await engine.rows(statement("releases.united_bodies")));
}

/** UserError for files without a column that their manifests list. */
async function mustHaveColumns(
  engine: Warehouse,
  mart: UnitedMart,
  releases: BroughtRelease[],
): Promise<void> {
  const paths = releases.map(({files}) => files[mart].path);
  const lacking = await filesLacking(engine, Object.keys(UNITED_MARTS[mart]), paths);
  if (lacking.length > 0) throw unreadableFiles(lacking.sort());
}

/** No more rows than the manifests say: a file of some megabytes can have thousands of millions. */
function rowsOf(mart: UnitedMart, releases: BroughtRelease[]): string {
  const columns = Object.entries(UNITED_MARTS[mart]).map(([column, type]) => {
    const value = `cast(${identifier(column)} as ${type})`;
    const bounded =
      type === "varchar"
        ? `case when strlen(${value}) <= ${LONGEST_TEXT} then ${value} when ${value} is not null then error('too long') end`
        : value;
    return `${bounded} as ${identifier(column)}`;
  });
  const files = releases.map((release) => release.files[mart]);
  const rowCount = files.reduce((sum, {rows}) => sum + rows, 0);
  return `select ${columns.join(", ")}, parse_dirpath(filename, 'system') as folder
    from ${parquetFiles(
      files.map(({path}) => path),
      ["union_by_name = true", "filename = true"],
    )} limit ${rowCount + 1}`;
}

/** Which of the files cannot be read as the mart, whatever their manifests say. */
async function unreadable(
  engine: Warehouse,
  mart: UnitedMart,
  releases: BroughtRelease[],
): Promise<UserError | undefined> {
  const faults: string[] = [];
  for (const release of releases)
    await engine.run(`create or replace table united.tried as ${rowsOf(mart, [release])}`).catch(() => {
      faults.push(release.files[mart].path);
    });
  return faults.length === 0 ? undefined : unreadableFiles(faults);
}

function unreadableFiles(paths: string[]): UserError {
  return new UserError(
    `公開版の表として読めないファイルがあります（列がないか、列の型が違うか、文字が長すぎるか、壊れています）。何も取り込んでいません。\n${linesOf(paths.map(visibleLine))}`,
  );
}

/** What can be said in releases/united_faults.sql. */
const FAULTS = {
  rows: `行の数が、manifest.json に書かれたものと違います`,
  body: "団体の名前が、一つだけではありません（団体の側で city.yaml の name を書いて公開し直してもらってください）",
  release: "公開版の名前が、manifest.json に書かれたものと違います",
  indicators: "指標の一覧に、同じものが二つあるか、名前か単位のないものがあります",
  values: "値の表に、数でないもの、大きすぎるもの、年度か日のないものか、ありえないものがあります",
  twice: "同じ指標の同じ期間の値が、二つあります",
} as const;

const found = z.strictObject({
  folder: z.string(),
  fault: z.literal(Object.keys(FAULTS) as (keyof typeof FAULTS)[]),
});

async function mustBeReleases(engine: Warehouse, releases: BroughtRelease[]): Promise<void> {
  const columns = {folder: "varchar", release_id: "varchar", mart: "varchar", row_count: "bigint"};
  await engine.run(
    "create table united.brought (folder varchar, release_id varchar, mart varchar, row_count bigint)",
  );
  await insertRows(engine, {
    table: "united.brought",
    columns,
    rows: releases.flatMap(({folder, releaseId, files}) =>
      MARTS.map((mart) => ({folder, release_id: releaseId, mart: NAMES[mart], row_count: files[mart].rows})),
    ),
  });
  const faults = z.array(found).parse(await engine.rows(statement("releases.united_faults")));
  if (faults.length === 0) return;
  const lines = faults.map(({folder, fault}) => `${visibleLine(folder)}: ${FAULTS[fault]}`);
  throw new UserError(`公開版と言えないものがあります。何も取り込んでいません。\n${linesOf(lines)}`);
}

/** Makes `united.sent`, what goes into the inbox: the declared indicators' values, with whose they are. */
export async function chooseDeclared(engine: Warehouse, united: DeclaredSeries["united"]): Promise<void> {
  await engine.run("create table united.declared (series varchar, segment varchar)");
  const rows = united.map(({series, segment}) => ({series, segment}));
  await insertRows(engine, {
    table: "united.declared",
    columns: {series: "varchar", segment: "varchar"},
    rows,
  });
  await engine.run(`create table united.sent as ${statement("releases.united_sent")}`);
}
