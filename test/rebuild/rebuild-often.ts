import {cpSync, rmSync} from "node:fs";
import {join} from "node:path";
import {type ReleaseIdentity, transform, type Workshop} from "../../pipelines/build/transform.ts";
import {runChecks} from "../../pipelines/catalog/run-checks.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {ingestInbox} from "../../pipelines/intake/load/ingest.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {SAMPLE_CITIES} from "../../sample/cities.ts";
import {createRandom} from "../../sample/random.ts";
import {UserError} from "../../schemas/errors.ts";
import {FORGETFUL, type QuietMemory} from "../../schemas/kept-build.ts";
import {cityHome} from "../sample-city.ts";
import {CHANGES} from "./changes.ts";

/** What a change led to: relations built anew of all, and how long going on took against beginning again. */
export interface Rebuilt {
  what: string;
  anew: number;
  relations: number;
  warmMs: number;
  coldMs: number;
  /** Relations that say something else than built from nothing; "checks" for what the checks find. */
  differing: string[];
}

const SILENT = {info: () => {}, warn: () => {}, progress: () => {}};
const NOW = new Date("2026-01-08T00:00:00Z");

/**
 * A small city with random changes of its files, its decisions and its SQL, one after the other: each time what goes on from the last
 * build is held against what is built from nothing, row by row, numbers to twelve digits.
 */
export async function* rebuildOften(
  root: string,
  {seed, changes}: {seed: number; changes: number},
): AsyncGenerator<Rebuilt> {
  const home = cityHome(join(root, "home"), "minasato");
  await (await SAMPLE_CITIES.minasato?.())?.({outDir: home.inbox, log: () => {}});
  const ledger = await openLedger(home);
  await ingestInbox(ledger, {home, now: NOW, log: SILENT, loaded: []}).finally(() => ledger.close());
  const random = createRandom(`rebuild ${seed}`);
  yield {what: "the first build", ...(await rebuilt(home, 0))};
  for (let index = 1; index <= changes; index++) {
    const before = keptAside(home, join(root, "before"));
    const what = await random.pick(CHANGES)(home, random);
    const found = await rebuilt(home, index);
    yield {what, ...found};
    if (found.relations === 0) before.putBack();
  }
}

/** What cannot be built at all is taken back, so that more can be changed. */
function keptAside({ledger, city}: Home, aside: string): {putBack(): void} {
  rmSync(aside, {recursive: true, force: true});
  cpSync(ledger, join(aside, "ledger"));
  cpSync(city, join(aside, "city"), {recursive: true});
  return {
    putBack: () => {
      rmSync(city, {recursive: true});
      cpSync(join(aside, "city"), city, {recursive: true});
      cpSync(join(aside, "ledger"), ledger);
    },
  };
}

async function rebuilt(home: Home, index: number): Promise<Omit<Rebuilt, "what">> {
  const identity = {releaseId: `2026-01-08-${String(index).padStart(6, "0")}`, createdOn: "2026-01-08"};
  const warm = await built(home, {...identity, goesOn: true});
  const cold = await built(home, identity);
  const names = new Set([...warm.said.keys(), ...cold.said.keys()]);
  return {
    anew: warm.anew,
    relations: cold.said.size,
    warmMs: warm.milliseconds,
    coldMs: cold.milliseconds,
    differing: [...names].filter((name) => warm.said.get(name) !== cold.said.get(name)),
  };
}

interface Built {
  /** All rows of each relation as one text; of a city that cannot be built, why. */
  said: Map<string, string>;
  anew: number;
  milliseconds: number;
}

async function built(home: Home, identity: ReleaseIdentity): Promise<Built> {
  const start = performance.now();
  let workshop: Workshop;
  try {
    workshop = await transform(home, identity, SILENT);
  } catch (error) {
    if (error instanceof UserError) return {said: new Map(), anew: 0, milliseconds: 0};
    throw error;
  }
  const {warehouse, models, kept} = workshop;
  try {
    const memory: QuietMemory = kept ?? FORGETFUL;
    const findings = await runChecks(warehouse, home.city, memory);
    const milliseconds = performance.now() - start;
    const said = new Map([["checks", JSON.stringify(findings)]]);
    for (const {name, schema} of models)
      if (schema !== "staging") said.set(name, await rowsOf(workshop, name));
    const report = await kept?.keep();
    return {said, anew: report?.anew.length ?? models.length, milliseconds};
  } finally {
    warehouse.close();
  }
}

/** As SQL compares: nothing below zero is nothing, and sums that are added in another order are the same. */
async function rowsOf({warehouse}: Workshop, relation: string): Promise<string> {
  const {columns} = await warehouse.table(`from ${relation} limit 0`);
  const shown = columns.map(({name, type}) =>
    type === "DOUBLE" ? `format('{:.12g}', "${name}" + 0)` : `"${name}"::varchar`,
  );
  const {rows} = await warehouse.table(`select ${shown.join(", ")} from ${relation} order by all`);
  return JSON.stringify([columns, rows]);
}
