import {existsSync} from "node:fs";
import {join} from "node:path";
import {z} from "zod";
import {UserError} from "../../schemas/errors.ts";
import {type Settings, settings} from "../../schemas/settings.ts";
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
  if (result.success) return result.data;
  throw new UserError(`${file} が正しくありません。${z.prettifyError(result.error)}`);
}
