import {performance} from "node:perf_hooks";
import {transform} from "../../pipelines/build/transform.ts";
import type {Spark} from "../../pipelines/engine/spark-place.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import type {Log} from "../../pipelines/installation/log.ts";
import {ingestInbox} from "../../pipelines/intake/load/ingest.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {SAMPLE_CITIES} from "../../sample/cities.ts";
import {engineText} from "../../schemas/build-engine.ts";
import {cityHome} from "../sample-city.ts";
import {type Compared, compared, type Made, writtenRelations} from "./compared.ts";
import {type Held, mostHeld} from "./most-held.ts";

const SILENT = {info: () => {}, warn: () => {}, progress: () => {}};
/** So seldom a long build says how far it is. */
const SECONDS_BETWEEN = 30;
const NOW = new Date("2026-01-08T00:00:00Z");
const IDENTITY = {releaseId: "2026-01-08-000000", createdOn: "2026-01-08"};

/** An installation with all sample files of a city in its ledger. */
export async function filledCity(root: string, city: string): Promise<Home> {
  const home = cityHome(root, city);
  await (await SAMPLE_CITIES[city]?.())?.({outDir: home.inbox, log: () => {}});
  const ledger = await openLedger(home);
  await ingestInbox(ledger, {home, now: NOW, log: SILENT, loaded: []}).finally(() => ledger.close());
  return home;
}

/** All models as DuckDB builds them for a release: in a file of the installation that lies beside it. */
export interface OnDuckDb extends Made {
  milliseconds: number;
  held: Held;
}

export async function onDuckDb(home: Home, folder: string): Promise<OnDuckDb> {
  const start = performance.now();
  const {result: workshop, held} = await mostHeld(home.scratch, () =>
    transform(home, {...IDENTITY, goesOn: true}, {...SILENT, progress: saidSometimes("DuckDB")}),
  );
  const milliseconds = performance.now() - start;
  try {
    const columns = await writtenRelations(workshop, folder);
    return {folder, models: workshop.models, columns, took: workshop.took, milliseconds, held};
  } finally {
    workshop.warehouse.close();
  }
}

interface OnSpark {
  /** With its version. */
  engine: string;
  relations: Compared[];
  milliseconds: number;
}

/** All models as Spark builds them, each held against DuckDB's; `progress` is told which share is there. */
export async function onSpark(
  home: Home,
  spark: Spark,
  duck: OnDuckDb,
  progress: (share: number) => void = () => {},
): Promise<OnSpark> {
  const start = performance.now();
  const said = saidSometimes("Spark");
  const log = {
    ...SILENT,
    progress: (step: string, done: number, total: number) => {
      said(step, done, total);
      progress(done / total);
    },
  };
  const workshop = await transform(home, {...IDENTITY, spark}, log);
  const milliseconds = performance.now() - start;
  try {
    const relations = await compared(workshop, duck);
    return {engine: engineText(workshop.engine), relations, milliseconds};
  } finally {
    workshop.warehouse.close();
  }
}

/** Progress as lines on stderr, which whoever waits for an hour can look at. */
function saidSometimes(engine: string): Log["progress"] {
  let last = performance.now();
  return (_, done, total) => {
    if (performance.now() - last < SECONDS_BETWEEN * 1000) return;
    last = performance.now();
    process.stderr.write(`${engine}: ${done} of ${total}\n`);
  };
}
