import {readdirSync} from "node:fs";
import {join} from "node:path";
import {beginFile, type CollectedTest} from "./collected-tests.ts";
import {
  type Effect,
  type KeptCity,
  keepEveryCity,
  type Looks,
  lookAt,
  looksOf,
  withMutant,
  withUpstream,
} from "./kept-cities.ts";
import type {Mutant} from "./mutants.ts";

const TESTS = join(import.meta.dirname, "../models");

/** A test and what it looks at. */
export interface Case extends CollectedTest {
  looks: Looks;
  /** How often it noticed a change of a model; those that know a model are asked first. */
  kills: Map<string, number>;
}

export type Verdict =
  | {kind: "killed"; by: string}
  /** Relations whose rows the change moved in some city. */
  | {kind: "survived"; moved: string[]}
  /** The engine does not take it. */
  | {kind: "stillborn"};

export interface Cases {
  cases: Case[];
  /** Tests that fail without any change: they tell nothing of one. */
  failing: string[];
}

/** Runs the model tests (of files whose name has this part) once as they are, and keeps the cities. */
export async function collectCases(part: string): Promise<Cases> {
  keepEveryCity();
  const cases: Case[] = [];
  const failing: string[] = [];
  for (const name of readdirSync(TESTS).filter((file) => file.endsWith(".test.ts") && file.includes(part))) {
    const {tests, before} = beginFile(name);
    await import(join(TESTS, name));
    const shared = await looksOf(async () => {
      for (const work of before) await work();
    });
    for (const {title, run} of tests) {
      const whole = `${name} › ${title}`;
      let isPassed = false;
      const own = await looksOf(async () => {
        for (const [city] of shared) lookAt(city);
        isPassed = await passes(run);
      });
      if (isPassed) cases.push({title: whole, run, looks: own, kills: new Map()});
      else failing.push(whole);
    }
  }
  return {cases: cases.filter(({looks}) => looks.size > 0), failing};
}

/** Tries one mutant against the cases, until one notices it. */
export async function tryMutant(mutant: Mutant, cases: Case[]): Promise<Verdict> {
  const knowing = (of: Case) => of.kills.get(mutant.model) ?? 0;
  const inOrder = cases.toSorted(
    (one, other) => knowing(other) - knowing(one) || modelsIn(one) - modelsIn(other),
  );
  const moved = new Set<string>();
  for (const city of new Set(inOrder.flatMap(({looks}) => [...looks.keys()]))) {
    const looking = inOrder.filter(({looks}) => looks.has(city));
    const needed = withUpstream(
      city,
      looking.flatMap(({looks}) => [...(looks.get(city) ?? [])]),
    );
    if (!needed.has(mutant.model)) continue;
    const found = await withMutant({city, needed}, mutant, (effect) => noticed(effect, city, looking));
    if (found.kind === "stillborn") return found;
    if (found.kind === "killed") {
      for (const of of looking.filter(({title}) => title === found.by))
        of.kills.set(mutant.model, knowing(of) + 1);
      return found;
    }
    for (const relation of found.moved) moved.add(relation);
  }
  return {kind: "survived", moved: [...moved].sort()};
}

/** A city of few models is asked first: it answers soonest. */
function modelsIn({looks}: Case): number {
  return Math.min(...[...looks.keys()].map(({models}) => models.length));
}

async function noticed(effect: Effect, city: KeptCity, looking: Case[]): Promise<Verdict> {
  if (effect.kind === "stillborn") return effect;
  if (effect.kind === "fails") return {kind: "killed", by: effect.said};
  for (const {title, run, looks} of looking) {
    const isMoved = [...(looks.get(city) ?? [])].some((relation) => effect.relations.has(relation));
    if (isMoved && !(await passes(run))) return {kind: "killed", by: title};
  }
  return {kind: "survived", moved: [...effect.relations]};
}

async function passes(run: CollectedTest["run"]): Promise<boolean> {
  try {
    await run();
    return true;
  } catch {
    return false;
  }
}
