import {readdirSync} from "node:fs";
import {join, relative} from "node:path";
import {cityFiles} from "../catalog/city-folder.ts";
import {FOLDERS_WITHOUT_MODELS, PROJECT, SQL_FOLDER, STEERING_FILES} from "../catalog/sql-files.ts";
import {readOwnFile} from "../installation/plain-file.ts";

/** A file of the project or of the city, by its name ("sql/metrics/figures.sql", "city/privacy.csv"). */
export interface InputFile {
  file: string;
  content: Buffer;
}

const WITHOUT_MODELS = new Set(FOLDERS_WITHOUT_MODELS.map((folder) => join(SQL_FOLDER, folder)));

/** Every file that says how figures are computed: models and what the city decides, by name. How the machine is steered changes no figure. */
export function inputFiles(city: string): InputFile[] {
  const models = readdirSync(SQL_FOLDER, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile() && !WITHOUT_MODELS.has(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({file: relative(PROJECT, path).replaceAll("\\", "/"), content: readOwnFile(path)}));
  const decided = cityFiles(city)
    .filter(({name}) => !STEERING_FILES.includes(name))
    .map(({name, path}) => ({file: `city/${name}`, content: readOwnFile(path)}));
  return [...decided, ...models];
}
