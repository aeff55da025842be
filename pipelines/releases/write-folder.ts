import {mkdirSync, renameSync, rmSync} from "node:fs";
import {basename, dirname, join} from "node:path";
import {namedPlainly} from "../../schemas/plain-name.ts";
import type {FolderManifest, RelationFile} from "../../schemas/release-folder.ts";
import {statement} from "../catalog/sql-files.ts";
import {openWritable, type Warehouse} from "../engine/open.ts";
import {qualified, quoted} from "../engine/quoted.ts";
import {flush, flushFolder} from "../installation/durable.ts";
import {fingerprintOf} from "../installation/fingerprint-of.ts";
import {writeWhole} from "../installation/write-whole.ts";

/** Where the name, the meaning and the types of a folder come from: a release's file. */
interface Content {
  /** The release's DuckDB file. */
  file: string;
  releaseId: string;
}

/**
 * Writes every relation of a release's file as Parquet into a folder, with a manifest of names, meanings, types, row
 * counts and checksums. The folder appears whole or not at all; an older one is replaced.
 */
export async function writeReleaseFolder(
  {file, releaseId}: Content,
  folder: string,
): Promise<FolderManifest> {
  const building = join(dirname(folder), `building-${basename(folder)}-${process.pid}`);
  rmSync(building, {recursive: true, force: true});
  mkdirSync(building, {recursive: true});
  try {
    const manifest = await fillReleaseFolder({file, releaseId}, building);
    flushFolder(building);
    rmSync(folder, {recursive: true, force: true});
    renameSync(building, folder);
    flushFolder(dirname(folder));
    return manifest;
  } finally {
    rmSync(building, {recursive: true, force: true});
  }
}

/** The same into an empty folder that is there. */
export async function fillReleaseFolder({file, releaseId}: Content, folder: string): Promise<FolderManifest> {
  const files = await writeRelations(file, folder);
  const manifest: FolderManifest = {format: 1, releaseId, files};
  writeWhole(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

async function writeRelations(file: string, folder: string): Promise<RelationFile[]> {
  const engine = await openWritable(":memory:");
  try {
    await engine.attach(file, "release");
    const files: RelationFile[] = [];
    for (const relation of await relationsOf(engine)) files.push(await written(engine, relation, folder));
    return files;
  } finally {
    engine.close();
  }
}

type Relation = Pick<RelationFile, "relation" | "title" | "columns">;

async function relationsOf(engine: Warehouse): Promise<Relation[]> {
  const rows = await engine.rows(statement("releases.relations_to_write"));
  return rows as unknown as Relation[];
}

async function written(engine: Warehouse, relation: Relation, folder: string): Promise<RelationFile> {
  const file = namedPlainly(`${relation.relation}.parquet`);
  const path = join(folder, file);
  const rows = await engine.run(
    `copy release.${qualified(relation.relation)} to ${quoted(path)} (format parquet, compression zstd)`,
  );
  flush(path);
  const {sha256, byteCount: bytes} = fingerprintOf(path);
  const {columns, ...names} = relation;
  return {...names, file, rows, bytes, sha256, columns};
}
