import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {parse} from "yaml";
import {z} from "zod";
import {UserError} from "../schemas/errors.ts";
import {type Settings, settings} from "../schemas/settings.ts";
import type {Home} from "./home.ts";

function settingsFile(home: Home): string {
  return join(home.ledger, "..", "settings.yaml");
}

/** Reads and checks settings.yaml; all is at its default where there is none. UserError with place and reason. */
export function readSettings(home: Home): Settings {
  const file = settingsFile(home);
  if (!existsSync(file)) return {};
  const result = settings.safeParse(readYaml(file) ?? {});
  if (result.success) return result.data;
  throw new UserError(`${file} が正しくありません。${z.prettifyError(result.error)}`);
}

function readYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, "utf8"));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`${file} を読めません: ${why}`, {cause});
  }
}
