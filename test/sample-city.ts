import {chmodSync, cpSync, existsSync, readdirSync, statSync} from "node:fs";
import {join} from "node:path";
import {type Home, openHome} from "../pipelines/installation/home.ts";

/** What the city of the sample data has decided, as it is shipped. */
export const SAMPLE_CITY = join(import.meta.dirname, "../data/cities/kawasaki");

/** An installation of the sample city; the folder of a city that is already there stays. */
export function sampleHome(root: string): Home {
  return cityHome(root, "kawasaki");
}

/** The same of another city of data/cities. */
export function cityHome(root: string, template: string): Home {
  const home = openHome(root);
  if (!existsSync(home.city)) copyCity(home.city, template);
  return home;
}

/** Nobody else may look into an installation. */
function copyCity(city: string, template: string): void {
  cpSync(join(SAMPLE_CITY, "..", template), city, {recursive: true});
  for (const entry of ["", ...readdirSync(city, {recursive: true, encoding: "utf8"})]) {
    const path = join(city, entry);
    chmodSync(path, statSync(path).isDirectory() ? 0o750 : 0o640);
  }
}
