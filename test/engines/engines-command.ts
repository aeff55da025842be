/** `npm run engines`: all models of a city on DuckDB, on a real Spark cluster and on ClickHouse, every relation compared whole. */
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Spark} from "../../pipelines/engine/spark-place.ts";
import {sparkClient} from "../../pipelines/engine/spark-place.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {SAMPLE_CITIES} from "../../sample/cities.ts";
import {commandOptions} from "../command-options.ts";
import {type Cluster, startCluster} from "./cluster.ts";
import type {Compared} from "./compared.ts";
import {differing, table} from "./engines-table.ts";
import {installedSpark} from "./installed-spark.ts";
import {joinWitness} from "./join-witness.ts";
import {multiplied} from "./multiplied.ts";
import {installedClickHouse, onClickHouse} from "./on-clickhouse.ts";
import {filledCity, type OnDuckDb, onDuckDb, onSpark} from "./on-engines.ts";

const HELP = `npm run engines -- [options]: all models of a city on DuckDB, on a Spark cluster of one master and two workers on this machine's loopback, there again while a worker is killed, and on ClickHouse; every relation compared whole

  --city NAME           ${Object.keys(SAMPLE_CITIES).join(", ")} (minasato)
  --only NAME           duckdb, or one to compare it with: spark, clickhouse (all)
  --times N             so many times the people of that city (1)
  --spark VERSION       installs this version from the package registry, with pip (4.1.1)
  --spark-home DIR      takes the Spark that lies there instead
  --clickhouse VERSION  installs this version of the package chdb, with npm (3.4.0)
  --without-kill        leaves the second run on Spark out`;

const {values} = commandOptions(HELP, {
  city: {type: "string", default: "minasato"},
  only: {type: "string"},
  times: {type: "string", default: "1"},
  spark: {type: "string", default: "4.1.1"},
  "spark-home": {type: "string"},
  clickhouse: {type: "string", default: "3.4.0"},
  "without-kill": {type: "boolean", default: false},
});

const WORKERS = 2;
const MEGABYTES = 2048;

/** What was not equal, over all engines. */
let broken = 0;
const root = mkdtempSync(join(tmpdir(), "kaikaku-engines-"));
const say = (line: string) => void process.stdout.write(`${line}\n`);
const leave = () => rmSync(root, {recursive: true, force: true, maxRetries: 5});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.once(signal, () => {
    leave();
    process.exit(130);
  });

try {
  const home = await filledCity(join(root, "home"), values.city);
  const times = Number(values.times);
  if (times > 1) say(`${(await multiplied(home, times)).toLocaleString("en")} rows about people`);
  const duck = await onDuckDb(home, join(root, "duckdb"));
  say(
    `DuckDB: ${duck.took.size} models in ${(duck.milliseconds / 1000).toFixed(1)} s, at most ${duck.held.memory.toFixed(0)} MB in memory and ${duck.held.spilled.toFixed(0)} MB on the disk`,
  );
  if (values.only === undefined || values.only === "clickhouse") await witnessClickHouse(duck);
  if (values.only === undefined || values.only === "spark") await witnessSpark(home, duck);
  process.exitCode = broken > 0 ? 1 : 0;
} finally {
  leave();
}
process.exit();

async function witnessClickHouse(duck: OnDuckDb): Promise<void> {
  const library = installedClickHouse(join(root, "clickhouse"), values.clickhouse);
  const found = await onClickHouse(library, duck, join(root, "clickhouse"));
  say(table(found.relations, "ClickHouse"));
  for (const line of found.against) say(line);
  say(`${found.engine}: ${summary(found)}`);
  broken += differing(found.relations) + found.against.length;
}

async function witnessSpark(home: Home, duck: OnDuckDb): Promise<void> {
  const sparkHome = values["spark-home"] ?? installedSpark(join(root, "spark"), values.spark);
  const cluster = await startCluster(sparkHome, {
    folder: join(root, "cluster"),
    workers: WORKERS,
    megabytes: MEGABYTES,
  });
  const spark: Spark = {client: sparkClient(sparkHome), master: cluster.master, megabytes: MEGABYTES};
  try {
    const joins = await joinWitness(spark, join(root, "joins"));
    say(`a join without an equality: ${joins.join(", ")}`);
    const found = await onSpark(home, spark, duck);
    say(table(found.relations, "Spark"));
    say(`${found.engine}: ${summary(found)}`);
    broken += differing(found.relations) + joins.filter((line) => line.includes("≠")).length;
    if (!values["without-kill"]) await whileOneDies(home, spark, {duck, cluster});
  } finally {
    cluster.end();
  }
}

async function whileOneDies(
  home: Home,
  spark: Spark,
  {duck, cluster}: {duck: OnDuckDb; cluster: Cluster},
): Promise<void> {
  let hadComputed = false;
  const again = await onSpark(home, spark, duck, (share) => {
    if (share < 0.5 || hadComputed) return;
    hadComputed = cluster.killWorker(2);
    say("worker 2 killed");
  });
  say(`with a worker killed: ${summary(again)}`);
  if (!hadComputed) say("the worker that was killed had computed nothing");
  broken += differing(again.relations) + (hadComputed ? 0 : 1);
}

function summary({relations, milliseconds}: {relations: Compared[]; milliseconds: number}): string {
  return `${relations.length - differing(relations)} of ${relations.length} relations equal, in ${(milliseconds / 1000).toFixed(1)} s`;
}
