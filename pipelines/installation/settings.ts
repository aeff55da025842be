import {existsSync} from "node:fs";
import {isAbsolute, join, resolve} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {type Settings, settings} from "../../schemas/settings.ts";
import {whyNotFitting} from "../../schemas/why-not-fitting.ts";
import {readYamlFile} from "./read-yaml-file.ts";

/** An installation, by the folder that holds it. */
type Root = {root: string};

export function settingsFile(home: Root): string {
  return join(home.root, "settings.yaml");
}

/** Reads and checks settings.yaml; all is at its default where there is none. UserError with place and reason. */
export function readSettings(home: Root): Settings {
  const file = settingsFile(home);
  if (!existsSync(file)) return {};
  const result = settings.safeParse(readYamlFile(file) ?? {});
  if (result.success) return withPlainPlaces(result.data);
  throw new UserError(`${file} が正しくありません。${whyNotFitting(result.error, settings)}`);
}

const PLACE = /^(staff_key_file|key_file|key_folder|anchor|password_file)$/;

/** What is judged of a place is what is opened: the place as it is written, whatever a link on the way makes of "..". */
function withPlainPlaces(settings: Settings): Settings {
  const plain = (name: string, value: unknown) =>
    PLACE.test(name) && typeof value === "string" && isAbsolute(value) ? resolve(value) : value;
  return JSON.parse(JSON.stringify(settings), plain);
}

/** Places outside the installation's folder that settings name. */
export function placesIn({staff_key_file, encryption, access_log, mail}: Settings): string[] {
  return [
    staff_key_file,
    encryption?.key_file,
    access_log?.key_folder,
    access_log?.anchor,
    mail?.password_file,
  ].filter((place) => place !== undefined);
}
