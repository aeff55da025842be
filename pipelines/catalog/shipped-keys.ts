import {z} from "zod";
import {KEY_SEPARATOR} from "../../schemas/changed-keys.ts";
import {cityFile} from "../../schemas/city.ts";
import {committeePacketCatalog} from "../../schemas/committee-packets.ts";
import {initiativeCatalog} from "../../schemas/initiatives.ts";
import {jobs} from "../../schemas/jobs.ts";
import {kpiCatalog} from "../../schemas/kpi.ts";
import {populationsFile} from "../../schemas/populations.ts";
import {releasePolicy} from "../../schemas/release-policy.ts";
import {retention} from "../../schemas/retention.ts";
import {taskSheetCatalog} from "../../schemas/task-sheets.ts";
import {DEFAULTS_FOLDER, defaultText, namesBelow} from "./city-folder.ts";
import {decidedValues} from "./decided-keys.ts";

/** The files of a city's folder that have keys of their own, by what may stand in them. */
const SCHEMAS: Record<string, z.ZodType> = {
  "city.yaml": cityFile,
  "kpis.yaml": kpiCatalog,
  "populations.yaml": populationsFile,
  "jobs.yaml": jobs,
  "release-policy.yaml": releasePolicy,
  "retention.yaml": retention,
  "committee-packets.yaml": committeePacketCatalog,
  "task-sheets.yaml": taskSheetCatalog,
  "initiatives.yaml": initiativeCatalog,
};

/** Words of the program about its own tables: nothing that a city decides. */
const WORDS_FILE = "dictionary.yaml";

/** By file and key, what holds where a city writes nothing; "" where that is nothing. */
export type ShippedKeys = Record<string, Record<string, string>>;

/** Every key that this program knows in a city's folder, and every answer that it gives in a city's place. */
export function shippedKeys(): ShippedKeys {
  const defaults = namesBelow(DEFAULTS_FOLDER).filter((file) => file !== WORDS_FILE);
  const files = [...new Set([...Object.keys(SCHEMAS), ...defaults])].sort();
  return Object.fromEntries(files.map((file) => [file, {...keysOfSchema(file), ...answersIn(file)}]));
}

function answersIn(file: string): Record<string, string> {
  const values = Object.entries(decidedValues(file, defaultText(file)?.text ?? ""));
  return Object.fromEntries(values.map(([key, value]) => [key, textOf(value)]));
}

function keysOfSchema(file: string): Record<string, string> {
  const schema = SCHEMAS[file];
  if (!schema) return {};
  const json = z.toJSONSchema(schema, {io: "input", unrepresentable: "any"}) as Json;
  return Object.fromEntries(keysIn(json, []));
}

interface Json {
  properties?: Record<string, Json>;
  items?: Json;
  anyOf?: Json[];
  oneOf?: Json[];
  default?: unknown;
}

/** Entries of a list have their keys in common. */
function keysIn(json: Json, path: string[]): [key: string, text: string][] {
  const within = [json.items, ...(json.anyOf ?? []), ...(json.oneOf ?? [])].flatMap((part) => part ?? []);
  return [
    ...Object.entries(json.properties ?? {}).flatMap(([key, part]): [string, string][] => {
      const own = [...path, key];
      return [[own.join(KEY_SEPARATOR), textOf(part.default)], ...keysIn(part, own)];
    }),
    ...within.flatMap((part) => keysIn(part, path)),
  ];
}

function textOf(value: unknown): string {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
