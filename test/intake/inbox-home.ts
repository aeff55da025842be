import {readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect} from "vitest";
import type {Warehouse} from "../../pipelines/engine/open.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {intakeStatus} from "../../pipelines/intake/clerk/intake-status.ts";
import {ingestInbox} from "../../pipelines/intake/load/ingest.ts";
import type {FileOutcome} from "../../pipelines/intake/load/outcome.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import type {Contract} from "../../schemas/contract.ts";
import {BUREAUS} from "../models/tiny-city.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const NOW = new Date("2024-10-08T00:00:00Z");
export const GOOD = "局区一覧.csv";
export const NOT_A_TABLE = "どの種類でもない\n";

/** A home whose inbox holds one good file, which every bad neighbour must leave alone. */
export function homeWithGoodFile(): Home {
  const home = sampleHome(temporaryFolder());
  writeFileSync(join(home.inbox, GOOD), BUREAUS);
  return home;
}

interface Loaded {
  outcomes: FileOutcome[];
  warnings: string[];
}

export async function loadInbox(home: Home, more: {contracts?: Contract[]} = {}): Promise<Loaded> {
  const warnings: string[] = [];
  const log = {info: () => {}, warn: (line: string) => warnings.push(line), progress: () => {}};
  const ledger = await openLedger(home);
  try {
    return {outcomes: await ingestInbox(ledger, {home, now: NOW, log, loaded: [], ...more}), warnings};
  } finally {
    ledger.close();
  }
}

/** The good file is loaded, and every other is put aside with words of a reason; nothing is left in the inbox. */
export async function expectAside(home: Home, words: string): Promise<string[]> {
  const {outcomes} = await loadInbox(home);
  const kinds = outcomes.map(({kind}) => kind).sort();
  expect([kinds.filter((kind) => kind === "accepted").length, readdirSync(home.inbox)]).toEqual([1, []]);
  const {refused} = await intakeStatus(home);
  expect(refused.length).toBe(outcomes.length - 1);
  for (const {why} of refused) expect(why).toContain(words);
  return refused.map(({file}) => file);
}

export function quiet(home: Home) {
  return {home, now: NOW, log: {info: () => {}, warn: () => {}, progress: () => {}}, loaded: []};
}

export async function inLedger(home: Home, work: (ledger: Warehouse) => Promise<FileOutcome[]>) {
  const ledger = await openLedger(home);
  try {
    return {outcomes: await work(ledger)};
  } finally {
    ledger.close();
  }
}
