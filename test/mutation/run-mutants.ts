import {readdirSync} from "node:fs";
import {join} from "node:path";
import {beginFile, type CollectedTest} from "./collected-tests.ts";
import {citiesOf, type Effect, type KeptCity, keepEveryCity, withMutant} from "./kept-cities.ts";
import type {Mutant} from "./mutants.ts";

const TESTS = join(import.meta.dirname, "../models");

/** A test and the cities it looks at. */
export interface Case extends CollectedTest {
  cities: KeptCity[];
  /** How often it noticed a change of a model; those that know a model are asked first. */
  kills: Map<string, number>;
}

export type Verdict =
  | {kind: "killed"; by: string}
  /** Relations whose rows the change moved in some city. */
  | {kind: "survived"; moved: string[]}
  /** The engine does not take it. */
  | {kind: "stillborn"};

/** Runs every model test once as it is, and keeps the cities. Throws when one fails. */
export async function collectCases(): Promise<Case[]> {
  keepEveryCity();
  const cases: Case[] = [];
  for (const name of readdirSync(TESTS).filter((file) => file.endsWith(".test.ts"))) {
    const {tests, before} = beginFile(name);
    await import(join(TESTS, name));
    const shared = await citiesOf(async () => {
      for (const work of before) await work();
    });
    for (const {title, run} of tests) {
      const own = await citiesOf(() => mustPass(`${name} › ${title}`, run));
      cases.push({
        title: `${name} › ${title}`,
        run,
        cities: [...new Set([...shared, ...own])],
        kills: new Map(),
      });
    }
  }
  return cases.filter(({cities}) => cities.length > 0);
}

async function mustPass(title: string, run: CollectedTest["run"]): Promise<void> {
  try {
    await run();
  } catch (cause) {
    throw new Error(`fails without any change: ${title}`, {cause});
  }
}

/** Tries one mutant against the cases, until one notices it. */
export async function tryMutant(mutant: Mutant, cases: Case[]): Promise<Verdict> {
  const knowing = (of: Case) => of.kills.get(mutant.model) ?? 0;
  const inOrder = cases.toSorted((one, other) => knowing(other) - knowing(one));
  const cities = [...new Set(inOrder.flatMap((of) => of.cities))].filter(({models}) =>
    models.some(({name}) => name === mutant.model),
  );
  const moved = new Set<string>();
  for (const city of cities) {
    const looking = inOrder.filter((of) => of.cities.includes(city));
    const found = await withMutant(city, mutant, async (effect) => noticed(effect, looking));
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

async function noticed(effect: Effect, looking: Case[]): Promise<Verdict> {
  if (effect.kind === "stillborn") return effect;
  if (effect.kind === "fails") return {kind: "killed", by: effect.said};
  if (effect.relations.size === 0) return {kind: "survived", moved: []};
  for (const {title, run} of looking) if (!(await passes(run))) return {kind: "killed", by: title};
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
