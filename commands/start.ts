import type {Argv} from "yargs";
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
  const {currentRelease} = await import("../pipelines/releases/history.ts");
  placeLaunchers(home);
  if (!currentRelease(home) && hasNothingYet(home)) await writeSample(home.inbox);
  await runAll(clockIsRight);
}
