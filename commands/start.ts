import {existsSync} from "node:fs";
import type {Argv} from "yargs";
import {SAMPLE_TEMPLATE} from "../sample/published.ts";
import {homeHere, placeLaunchers} from "./home-here.ts";
import {clockOption} from "./options.ts";
import {runAll} from "./run.ts";
import {writeSample} from "./sample.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "start",
    "支度から印刷まで（データがなければ見本データを作る）",
    {"clock-is-right": clockOption},
    start,
  );
}

async function start({clockIsRight}: {clockIsRight: boolean}): Promise<void> {
  const home = homeHere();
  const {hasNothingYet} = await import("../pipelines/intake/load/has-nothing-yet.ts");
  const {foundCity} = await import("../pipelines/catalog/found-city.ts");
  const {currentRelease} = await import("../pipelines/releases/history.ts");
  placeLaunchers(home);
  if (!currentRelease(home) && hasNothingYet(home)) {
    if (!existsSync(home.city)) foundCity(home, SAMPLE_TEMPLATE);
    await writeSample(home.inbox);
  }
  await runAll(clockIsRight);
}
