import {createHash} from "node:crypto";
import {mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Home} from "./home.ts";
import {readableRelease, releaseFile} from "./release-files.ts";
import {openWritable, type Warehouse} from "./warehouse/open.ts";

/** One relation of the release as a file. */
interface ExportedFile {
  relation: string;
  /** Beside the manifest. */
  file: string;
  title: string;
  rows: number;
  bytes: number;
  sha256: string;
  columns: {name: string; type: string; description: string}[];
}

/** manifest.json of a release's folder. */
interface ExportManifest {
  format: 1;
  releaseId: string;
  files: ExportedFile[];
}

/**
 * Writes every relation of a release (the current one where none is named) as Parquet into a folder, with a manifest of
 * names, meanings, types, row counts and checksums. The folder appears whole or not at all; an older one is replaced.
 */
export async function exportRelease(
  home: Home,
  {releaseId: wanted, folder}: {releaseId: string | undefined; folder: (releaseId: string) => string},
): Promise<{folder: string; manifest: ExportManifest}> {
  const releaseId = readableRelease(home, wanted);
  const target = folder(releaseId);
  const building = `${target}.${process.pid}.part`;
  const engine = await openWritable(":memory:");
  try {
    rmSync(building, {recursive: true, force: true});
    mkdirSync(building, {recursive: true});
    await engine.run(`attach ${quoted(releaseFile(home, releaseId))} as release (read_only)`);
    const files: ExportedFile[] = [];
    for (const relation of await relationsOf(engine)) files.push(await written(engine, relation, building));
    const manifest: ExportManifest = {format: 1, releaseId, files};
    writeFileSync(join(building, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
    rmSync(target, {recursive: true, force: true});
    renameSync(building, target);
    return {folder: target, manifest};
  } finally {
    engine.close();
    rmSync(building, {recursive: true, force: true});
  }
}

interface Relation {
  schema: string;
  table: string;
  title: string;
}

async function relationsOf(engine: Warehouse): Promise<Relation[]> {
  const rows = await engine.rows(
    `select schema_name as schema, table_name as table, coalesce(comment, '') as title
     from duckdb_tables() where database_name = 'release' order by all`,
  );
  return rows.map(({schema, table, title}) => ({
    schema: String(schema),
    table: String(table),
    title: String(title),
  }));
}

async function written(
  engine: Warehouse,
  {schema, table, title}: Relation,
  folder: string,
): Promise<ExportedFile> {
  const relation = `${schema}.${table}`;
  const file = `${relation}.parquet`;
  const path = join(folder, file);
  const rows = await engine.run(
    `copy release."${schema}"."${table}" to ${quoted(path)} (format parquet, compression zstd)`,
  );
  const columns = await engine.rows(
    `select column_name as name, data_type as type, coalesce(comment, '') as description from duckdb_columns()
     where database_name = 'release' and schema_name = $1 and table_name = $2 order by column_index`,
    [schema, table],
  );
  return {
    relation,
    file,
    title,
    rows,
    bytes: statSync(path).size,
    sha256: createHash("sha256").update(readFileSync(path)).digest("hex"),
    columns: columns as unknown as ExportedFile["columns"],
  };
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
