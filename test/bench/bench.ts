/**
 * `npm run bench`: the product against the bare engine or browser, in turn, in one run. Words after it choose sections:
 * `npm run bench -- ingest scale`.
 */
import {cpSync, mkdirSync, mkdtempSync, rmSync} from "node:fs";
import {cpus, tmpdir} from "node:os";
import {join} from "node:path";
import {typedMarts} from "../../pipelines/engine/kysely.ts";
import {openHome} from "../../pipelines/installation/home.ts";
import {openRelease} from "../../pipelines/releases/open.ts";
import {commandOptions} from "../command-options.ts";
import {writtenSample} from "../sample/written-sample.ts";
import {sampleHome} from "../sample-city.ts";
import {compareArrow, compareValues, firstRows} from "./bench-ask.ts";
import {measureDisclosure} from "./bench-disclosure.ts";
import {compareFiles} from "./bench-files.ts";
import {compareIndicators} from "./bench-indicators.ts";
import {compareIngest} from "./bench-ingest.ts";
import {compareModels} from "./bench-models.ts";
import {packet} from "./bench-packet.ts";
import {compareAllScorecards, comparePrinting, compareVerified} from "./bench-printing.ts";
import {compareRebuild} from "./bench-rebuild.ts";
import {scale, usualRoad, workbook} from "./bench-scale.ts";
import {uniteBodies} from "./bench-unite.ts";
import {measureWindow} from "./bench-window.ts";
import {median, startOfNode} from "./measure.ts";
import {runCli} from "./run-cli.ts";
import {comparison, limited} from "./tell.ts";

interface Places {
  /** An installation with the whole sample city. */
  home: string;
  work: string;
}

/** Each section returns the lines it has to tell. */
const SECTIONS: Record<string, (places: Places) => Promise<string[]>> = {
  idle: async ({home}) => [nothingNew(home)],
  ingest: async ({work}) => [
    comparison(await compareIngest(work, {rowCount: 1_240_000, limit: 2})),
    comparison(await compareIngest(work, {rowCount: 5_000_000, limit: 1.5})),
  ],
  files: async ({work}) => [comparison(await compareFiles(work))],
  scale: async ({work}) => scale(work),
  workbook: async ({work}) => [workbook(work)],
  usual: async ({work}) => [await usualRoad(work)],
  models: async ({home, work}) => [
    comparison(await compareModels(openHome(home))),
    comparison(await compareIndicators(openHome(home), work)),
  ],
  disclosure: async ({home}) => measureDisclosure(openHome(home)),
  ask: async ({home, work}) => [
    comparison(await compareArrow(work)),
    comparison(await compareValues(work)),
    limited("first rows of a billion as Arrow, from the engine having them", await firstRows(work), 100),
    limited("a small question at the command line, start included", smallQuestion(home), 400),
  ],
  printing: async ({home, work}) => {
    const release = await openRelease(openHome(home));
    const marts = typedMarts(release);
    const results = [];
    for (const compared of [comparePrinting, compareVerified, compareAllScorecards])
      results.push(await compared(marts, work));
    release.close();
    return results.map(comparison);
  },
  packet: async ({home}) => [await packet(home)],
  rebuild: async ({home, work}) => {
    const rebuilt = await compareRebuild(openHome(home), work);
    return [comparison(rebuilt), limited("of which going on", rebuilt.product, 2000)];
  },
  unite: ({home, work}) => uniteBodies(openHome(home), work),
  window: ({home, work}) => measureWindow(openHome(home), work),
};

async function main(wanted: string[]): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), "kaikaku-bench-"));
  try {
    say(`machine: ${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`);
    const places = {home: join(root, "home"), work: join(root, "work")};
    mkdirSync(places.work);
    say(await firstRun(places.home));
    for (const [name, section] of Object.entries(SECTIONS))
      if (wanted.length === 0 || wanted.includes(name)) for (const line of await section(places)) say(line);
  } finally {
    rmSync(root, {recursive: true, force: true});
  }
}

async function firstRun(home: string): Promise<string> {
  sampleHome(home);
  cpSync(await writtenSample(), join(home, "inbox"), {recursive: true});
  const {milliseconds, megabytes} = runCli(home, ["run"]);
  return `run on the sample city: ${(milliseconds / 1000).toFixed(1)} s, peak ${megabytes.toFixed(0)} MB (limit 1500)`;
}

function nothingNew(home: string): string {
  const runs = Array.from({length: 5}, () => runCli(home, ["run"]).milliseconds);
  return limited("run with nothing new, beyond starting Node", median(runs) - startOfNode(), 500);
}

function smallQuestion(home: string): number {
  runCli(home, ["sql", "from marts.dim_bureaus"]); // fills the cache of compiled code
  const runs = Array.from({length: 5}, () => runCli(home, ["sql", "from marts.dim_bureaus"]).milliseconds);
  return median(runs);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const HELP = `npm run bench -- [<section>…]: the product against the bare engine or browser

  sections: ${Object.keys(SECTIONS).join(", ")} (all of them)`;

await main(commandOptions(HELP, {}).positionals);
