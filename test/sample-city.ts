import {cpSync, existsSync} from "node:fs";
import {join} from "node:path";
import {type Home, openHome} from "../pipelines/installation/home.ts";

/** What the city of the sample data has decided, as it is shipped. */
export const SAMPLE_CITY = join(import.meta.dirname, "../data/cities/kawasaki");

/** An installation of the sample city; the folder of a city that is already there stays. */
export function sampleHome(root: string): Home {
  const home = openHome(root);
  if (!existsSync(home.city)) cpSync(SAMPLE_CITY, home.city, {recursive: true});
  return home;
}
