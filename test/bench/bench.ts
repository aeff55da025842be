/** `npm run bench`: the product against the bare engine or browser, in turn, in one run on the sample city. */
import {spawnSync} from "node:child_process";
import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync} from "node:fs";
import {cpus, tmpdir} from "node:os";
import {join} from "node:path";
import {openHome} from "../../pipelines/home.ts";
import {openRelease} from "../../pipelines/release.ts";
import {typedMarts} from "../../pipelines/warehouse/kysely.ts";
import {writtenSample} from "../sample/written-sample.ts";
import {compareIngest} from "./bench-ingest.ts";
import {compareModels} from "./bench-models.ts";
import {comparePrinting} from "./bench-printing.ts";
import {type Comparison, median} from "./measure.ts";

const CLI = join(import.meta.dirname, "../../cli.ts");
const MEMORY = join(import.meta.dirname, "report-memory.mjs");

async function main(): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), "kaikaku-bench-"));
  try {
    const home = join(root, "home");
    cpSync(await writtenSample(), join(home, "inbox"), {recursive: true});
    const first = runCli(home, ["run"], join(root, "memory"));
    say(`machine: ${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`);
    say(
      `run on the sample city: ${(first.milliseconds / 1000).toFixed(1)} s, peak ${first.megabytes.toFixed(0)} MB (limit 1500)`,
    );
    say(`run with nothing new: ${nothingNew(home)} ms beyond starting Node (limit 500)`);
    const work = join(root, "work");
    mkdirSync(work);
    printComparison(await compareIngest(home, work));
    printComparison(await compareModels(openHome(home)));
    const release = await openRelease(openHome(home));
    printComparison(await comparePrinting(typedMarts(release), work));
    release.close();
  } finally {
    rmSync(root, {recursive: true, force: true});
  }
}

function printComparison({what, product, bare, limit}: Comparison): void {
  const ratio = product / bare;
  const verdict = ratio <= limit ? "" : "  ← over the limit";
  say(
    `${what}: ${product.toFixed(0)} ms against ${bare.toFixed(0)} ms bare, ratio ${ratio.toFixed(2)} (limit ${limit})${verdict}`,
  );
}

function runCli(home: string, args: string[], memoryFile: string): {milliseconds: number; megabytes: number} {
  const start = performance.now();
  const env = {...process.env, KAIKAKU_HOME: home, KAIKAKU_BENCH_MEMORY: memoryFile};
  const {status, stderr} = spawnSync(process.execPath, ["--import", MEMORY, CLI, ...args], {
    env,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
  return {milliseconds: performance.now() - start, megabytes: Number(readFileSync(memoryFile, "utf8"))};
}

function nothingNew(home: string): string {
  const memory = join(home, "memory");
  const whole = Array.from({length: 5}, () => runCli(home, ["run"], memory).milliseconds);
  const node = Array.from({length: 5}, () => {
    const start = performance.now();
    spawnSync(process.execPath, ["-e", "0"]);
    return performance.now() - start;
  });
  return (median(whole) - median(node)).toFixed(0);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main();
