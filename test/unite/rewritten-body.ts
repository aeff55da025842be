import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {openWritable} from "../../pipelines/engine/open.ts";
import {quoted} from "../../pipelines/engine/quoted.ts";
import {fingerprintOf} from "../../pipelines/installation/fingerprint-of.ts";
import type {UnitedMart} from "../../pipelines/unite/brought-releases.ts";
import {folderManifest} from "../../schemas/release-folder.ts";

/** Lets a file of a release's folder say what a SELECT over it (`body`) gives, and the manifest what the file is then. */
export async function rewriteMart(folder: string, mart: UnitedMart, select: string): Promise<void> {
  const name = `marts.${mart}.parquet`;
  const file = quoted(join(folder, name));
  const engine = await openWritable(":memory:");
  try {
    await engine.run(`create table body as from read_parquet(${file})`);
    noteFile(folder, name, await engine.run(`copy (${select}) to ${file} (format parquet)`));
  } finally {
    engine.close();
  }
}

/** Lets the manifest say what the file is now. */
export function noteFile(folder: string, name: string, rows?: number): void {
  const path = join(folder, "manifest.json");
  const manifest = folderManifest.parse(JSON.parse(readFileSync(path, "utf8")));
  const {sha256, byteCount: bytes} = fingerprintOf(join(folder, name));
  const files = manifest.files.map((file) =>
    file.file === name ? {...file, sha256, bytes, rows: rows ?? file.rows} : file,
  );
  writeFileSync(path, JSON.stringify({...manifest, files}));
}
