import type {Argv} from "yargs";
import {homeHere, placeLaunchers} from "./home-here.ts";
import {runAll} from "./run.ts";
import {writeSample} from "./sample.ts";

export function addTo(cli: Argv): Argv {
  return cli.command("start", "支度から印刷まで（データがなければ見本データを作る）", {}, start);
}

async function start(): Promise<void> {
  const home = homeHere();
  const {inboxFiles} = await import("../pipelines/intake/load/ingest.ts");
  const {currentRelease} = await import("../pipelines/releases/history.ts");
  placeLaunchers(home);
  if (!currentRelease(home) && inboxFiles(home).length === 0) await writeSample(home.inbox);
  await runAll();
}
