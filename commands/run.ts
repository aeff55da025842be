import type {Argv} from "yargs";
import {describeFiles, describeRelease, exitCodeOf} from "../pipelines/describe-run.ts";
import type {Home} from "../pipelines/home.ts";
import {homeHere, terminal, withRelease} from "./here.ts";

export function addTo(cli: Argv): Argv {
  return cli.command("run", "取込み → 計算 → 点検 → 公開 → 印刷", {}, runAll);
}

export async function runAll(): Promise<void> {
  const home = homeHere();
  const {run} = await import("../pipelines/run.ts");
  const {files, outcome} = await run({home, now: new Date(), log: terminal});
  for (const line of [...describeFiles(files), ...describeRelease(outcome)]) terminal.info(line);
  process.exitCode = exitCodeOf(files, outcome);
  if (outcome.kind === "published" || outcome.kind === "unchanged") await printMissingScorecard(home);
}

/** After a release is published the latest quarter's scorecard lies in the output folder. */
export async function printMissingScorecard(home: Home): Promise<void> {
  const {latestScorecard} = await import("../reports/scorecard/latest-scorecard.ts");
  const file = await withRelease(home, undefined, (marts) =>
    latestScorecard(marts, {folder: home.output, log: terminal}),
  );
  if (file) terminal.info(`PDF  ${file}`);
}
