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
  const {inboxFiles, oddEntries} = await import("../pipelines/intake/load/inbox.ts");
  const {currentRelease} = await import("../pipelines/releases/history.ts");
  placeLaunchers(home);
  const isEmpty = inboxFiles(home).length + oddEntries(home).length === 0;
  if (!currentRelease(home) && isEmpty) await writeSample(home.inbox);
  await runAll(clockIsRight);
}
