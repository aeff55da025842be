import {readFileSync} from "node:fs";
import {join} from "node:path";
import {parse} from "yaml";
import {z} from "zod";
import type {Mutant} from "./mutants.ts";

const FILE = join(import.meta.dirname, "explained-survivors.yaml");

/** One change of one line, or a change wherever a model has it, however often. */
const survivor = z.union([
  z.strictObject({model: z.string(), code: z.string(), change: z.string()}),
  z.strictObject({model: z.string(), change: z.string()}),
]);

/** Changes that no test can notice, or none that a rule asks for, each with the reason. */
const explanation = z.strictObject({why: z.string().min(20), survivors: z.array(survivor).min(1)});

/** What stands in the file, to be held against what survives. */
export interface Explanations {
  reasonOf(mutant: Mutant): string | undefined;
  /** Explained ones of these models that were killed, or that are no change of today's text. */
  withoutSurvivor(models: readonly string[], survivors: readonly Mutant[]): string[];
}

export function readExplanations(): Explanations {
  const listed = z.array(explanation).parse(parse(readFileSync(FILE, "utf8")) ?? []);
  const reasons = new Map(
    listed.flatMap(({why, survivors}) => survivors.map((of) => [keyOf(of), {why, model: of.model}] as const)),
  );
  return {
    reasonOf: (mutant) => (reasons.get(keyOf(mutant)) ?? reasons.get(keyAnywhere(mutant)))?.why,
    withoutSurvivor: (models, survivors) => {
      const left = new Set(survivors.flatMap((mutant) => [keyOf(mutant), keyAnywhere(mutant)]));
      return [...reasons]
        .filter(([key, {model}]) => models.includes(model) && !left.has(key))
        .map(([key]) => key);
    },
  };
}

function keyOf(of: z.infer<typeof survivor>): string {
  return "code" in of ? `${of.model}: ${of.change} | ${of.code}` : keyAnywhere(of);
}

/** The same change a second time in one line is told with its number. */
function keyAnywhere({model, change}: {model: string; change: string}): string {
  return `${model}: ${change.replace(/ \(\d+\)$/, "")}`;
}
