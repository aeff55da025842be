import {z} from "zod";
import {nearest} from "./nearest.ts";

type Json = Exclude<z.core.JSONSchema.BaseSchema, boolean>;

/** What a schema says of the wrong value at the end of a path. */
export type Fault = Pick<z.core.$ZodIssue, "path" | "message">;

/** A fault as it is told: of words that the file may not use, one for each, with those it may that are like it. */
export function faultsOf(issue: z.core.$ZodIssue, schema: z.ZodType): Fault[] {
  if (issue.code !== "unrecognized_keys") return [issue];
  const root = z.toJSONSchema(schema, {io: "input", unrepresentable: "any"}) as Json;
  const known = [...keysAt(root, root, issue.path)];
  return issue.keys.map((key) => ({path: [...issue.path, key], message: wordText(key, known)}));
}

const NAMED = 3;

function wordText(key: string, known: string[]): string {
  const near = nearest(key, known).slice(0, NAMED);
  const proposal = near.length === 0 ? "" : ` 近いもの: ${near.join("、")}`;
  return `「${key}」という言葉は使えません。${proposal}`;
}

/** The keys that may stand at a path, whatever of several shapes the value has. */
function keysAt(node: Json, root: Json, path: PropertyKey[]): Set<string> {
  const shapes = shapesOf(node, root);
  const [step, ...rest] = path;
  if (step === undefined) return new Set(shapes.flatMap(({properties}) => Object.keys(properties ?? {})));
  const below = shapes.flatMap((shape) => [
    shape.properties?.[String(step)],
    shape.additionalProperties,
    shape.items,
  ]);
  return new Set(below.flatMap((child) => (isSchema(child) ? [...keysAt(child, root, rest)] : [])));
}

/** A schema, or those that it chooses from. */
function shapesOf(node: Json, root: Json): Json[] {
  const named = node.$ref?.replace("#/$defs/", "");
  const target = named === undefined ? node : root.$defs?.[named];
  if (!isSchema(target)) return [];
  const choices = [...(target.anyOf ?? []), ...(target.oneOf ?? []), ...(target.allOf ?? [])];
  return [target, ...choices.filter(isSchema).flatMap((choice) => shapesOf(choice, root))];
}

function isSchema(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
