/** `npm run engines`: all models of a city on DuckDB and on a real Spark cluster, every relation compared whole. */
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Spark} from "../../pipelines/engine/spark-place.ts";
import {sparkClient} from "../../pipelines/engine/spark-place.ts";
import {SAMPLE_CITIES} from "../../sample/cities.ts";
import {commandOptions} from "../command-options.ts";
import {startCluster} from "./cluster.ts";
import {differing, table} from "./engines-table.ts";
import {installedSpark} from "./installed-spark.ts";
import {joinWitness} from "./join-witness.ts";
import {filledCity, onDuckDb, onSpark} from "./on-engines.ts";

const HELP = `npm run engines -- [options]: all models of a city on DuckDB and on a Spark cluster of one master and two workers on this machine's loopback, every relation compared whole; then again while a worker is killed

  --city NAME        ${Object.keys(SAMPLE_CITIES).join(", ")} (minasato)
  --spark VERSION    installs this version from the package registry, with pip (4.1.1)
  --spark-home DIR   takes the Spark that lies there instead
  --without-kill     leaves the second run out`;

const {values} = commandOptions(HELP, {
  city: {type: "string", default: "minasato"},
  spark: {type: "string", default: "4.1.1"},
  "spark-home": {type: "string"},
  "without-kill": {type: "boolean", default: false},
});

const WORKERS = 2;
const MEGABYTES = 2048;

const root = mkdtempSync(join(tmpdir(), "kaikaku-engines-"));
const say = (line: string) => void process.stdout.write(`${line}\n`);
const leave = () => rmSync(root, {recursive: true, force: true, maxRetries: 5});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.once(signal, () => {
    leave();
    process.exit(130);
  });

try {
  const sparkHome = values["spark-home"] ?? installedSpark(join(root, "spark"), values.spark);
  const home = await filledCity(join(root, "home"), values.city);
  const duck = await onDuckDb(home, join(root, "duckdb"));
  say(`DuckDB: ${duck.took.size} models in ${(duck.milliseconds / 1000).toFixed(1)} s`);
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
    say(table(found.relations));
    say(`${found.engine}: ${summary(found)}`);
    const broken = [differing(found.relations), joins.filter((line) => line.includes("≠")).length];
    if (!values["without-kill"]) {
      let hadComputed = false;
      const again = await onSpark(home, spark, duck, (share) => {
        if (share < 0.5 || hadComputed) return;
        hadComputed = cluster.killWorker(2);
        say("worker 2 killed");
      });
      say(`with a worker killed: ${summary(again)}`);
      if (!hadComputed) say("the worker that was killed had computed nothing");
      broken.push(differing(again.relations), hadComputed ? 0 : 1);
    }
    process.exitCode = broken.some((count) => count > 0) ? 1 : 0;
  } finally {
    cluster.end();
  }
} finally {
  leave();
}
process.exit();

function summary({
  relations,
  milliseconds,
}: {
  relations: Parameters<typeof differing>[0];
  milliseconds: number;
}): string {
  return `${relations.length - differing(relations)} of ${relations.length} relations equal, in ${(milliseconds / 1000).toFixed(1)} s`;
}
