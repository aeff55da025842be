import {readFileSync} from "node:fs";
import {join} from "node:path";
import {parse} from "csv-parse/sync";

/** Rows of a published table (data/cities/kawasaki/published), the oracle of the computed figures. */
export function published(file: string): Record<string, string>[] {
  const path = join(import.meta.dirname, "../../data/cities/kawasaki/published", file);
  return parse(readFileSync(path, "utf8"), {columns: true, bom: true});
}
