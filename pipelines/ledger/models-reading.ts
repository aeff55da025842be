import {LAYERS} from "../catalog/models.ts";
import {sqlFiles} from "../catalog/sql-files.ts";

/** The files of sql/ that read a raw table and name that column of it. */
export function modelsReading(source: string, column: string): string[] {
  return LAYERS.flatMap(sqlFiles)
    .filter(({text}) => mentions(text, `raw\\.${source}`) && mentions(text, column))
    .map(({file}) => file);
}

function mentions(text: string, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(text);
}
