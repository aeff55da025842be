import {readdirSync, readFileSync} from "node:fs";
import {join, relative} from "node:path";
import {
  CATALOG_FOLDER,
  FOLDERS_WITHOUT_MODELS,
  PROJECT,
  SQL_FOLDER,
  STEERING_FILES,
} from "../catalog/sql-files.ts";

/** A file of the project, named from its folder ("data/catalog/privacy.csv"). */
export interface InputFile {
  file: string;
  content: Buffer;
}

const WITHOUT_MODELS = new Set(FOLDERS_WITHOUT_MODELS.map((folder) => join(SQL_FOLDER, folder)));

/** Every file that says how figures are computed: models and catalog, by name. How the machine is steered changes no figure. */
export function inputFiles(): InputFile[] {
  return [SQL_FOLDER, CATALOG_FOLDER]
    .flatMap((folder) => readdirSync(folder, {recursive: true, withFileTypes: true}))
    .filter((entry) => entry.isFile() && !WITHOUT_MODELS.has(entry.parentPath))
    .filter(({name}) => !STEERING_FILES.includes(name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({file: relative(PROJECT, path).replaceAll("\\", "/"), content: readFileSync(path)}));
}
