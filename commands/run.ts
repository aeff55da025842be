import type {Argv} from "yargs";
import {describeRelease, exitCodeOf} from "../pipelines/build/describe-run.ts";
import {noteNothingNew, nothingNewSince} from "../pipelines/build/nothing-new.ts";
import {newKeys, noteKnownKeys} from "../pipelines/catalog/new-keys.ts";
import type {Home} from "../pipelines/installation/home.ts";
import {closeHome} from "../pipelines/installation/rights.ts";
import {describeFiles} from "../pipelines/intake/clerk/describe-files.ts";
import {newKeyLines} from "../reports/terminal/new-keys.ts";
import {type EngineSaid, engineOptions, sparkSaid} from "./engine-options.ts";
import {homeHere} from "./home-here.ts";
import {withRelease} from "./open-release.ts";
import {clockOption, clockSaid} from "./options.ts";
import {recordPrinting} from "./record-reading.ts";
import {terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "run",
    "取込み → 計算 → 点検 → 公開 → 印刷",
    {"clock-is-right": clockOption, ...engineOptions},
    ({clockIsRight, ...engine}) => runAll(clockIsRight, engine),
  );
}

export async function runAll(clockIsRight: boolean, engine?: EngineSaid): Promise<void> {
  const home = homeHere();
  closeHome(home);
  const spark = engine && sparkSaid(home, engine);
  const now = new Date();
  const settled = nothingNewSince(home, now);
  if (settled) return tell(describeRelease({kind: "unchanged", release: settled.release}), settled.printed);
  const {run} = await import("../pipelines/build/run.ts");
  const {files, outcome} = await run({
    home,
    now,
    log: terminal,
    spark,
    ...clockSaid(clockIsRight),
  });
  tell([...describeFiles(files), ...describeRelease(outcome), ...newKeyLines(newKeys(home))]);
  noteKnownKeys(home);
  if (outcome.kind === "published") tell(await awaitedBy(home, outcome.release.releaseId));
  process.exitCode = exitCodeOf(files, outcome);
  if (!("release" in outcome)) return;
  const printed = await printMissingScorecard(home);
  if (process.exitCode === 0) noteNothingNew(home, {release: outcome.release, printed, now});
}

async function awaitedBy(home: Home, releaseId: string): Promise<string[]> {
  const {awaitedSources} = await import("../pipelines/figures/awaited-sources.ts");
  const {awaitedLines} = await import("../schemas/awaited-sources.ts");
  return awaitedLines(await awaitedSources(home, releaseId)).map((line) => `待ち    ${line}`);
}

function tell(lines: string[], printed?: string): void {
  for (const line of lines) terminal.info(line);
  if (printed) terminal.info(`PDF  ${printed}`);
}

/** After a release is published the latest quarter's scorecard lies in the output folder; "" while there is nothing to print. */
export async function printMissingScorecard(home: Home): Promise<string> {
  const {printingAt} = await import("./printing-at.ts");
  const {latestScorecard} = await import("../reports/scorecard/latest-scorecard.ts");
  const printed = await withRelease(home, undefined, (marts) =>
    latestScorecard(marts, {
      ...{folder: home.output, printing: printingAt(home), log: terminal},
      beforePrinting: (file) => recordPrinting(home, "run", {file}),
    }),
  );
  const {NO_WHOLE_QUARTER} = await import("../reports/values/read-scores.ts");
  terminal.info(printed ? `PDF  ${printed}` : `印刷  スコアカードはまだ印刷できません。${NO_WHOLE_QUARTER}`);
  return printed ?? "";
}
