/** `npm run failing-browsers -- 100`: prints so many times with every kind of failing browser and tells how the processes ended. */
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {commandOptions} from "../../command-options.ts";
import {sevenIndicators} from "../fixture-indicators.ts";
import {otherIndicators} from "../fixture-other-indicators.ts";
import {writeFixtureRelease} from "../fixture-release.ts";
import {scorecardRows} from "../fixture-scorecard.ts";
import {FAILURES, type Failure, printWith} from "./failing-browsers.ts";

async function failOften(times: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "kaikaku-failures-"));
  const release = join(folder, "release.duckdb");
  await writeFixtureRelease(release, scorecardRows([...sevenIndicators, ...otherIndicators], false));
  for (const failure of Object.keys(FAILURES) as Failure[])
    process.stdout.write(`${failure}: ${await counted(failure, release, times)}\n`);
  rmSync(folder, {recursive: true});
}

async function counted(failure: Failure, release: string, times: number): Promise<string> {
  const counts = new Map<string, number>();
  let longest = 0;
  for (let time = 0; time < times; time += 1) {
    const {status, signal, left, milliseconds} = await printWith(
      failure,
      release,
      ((time % 40) / 20).toFixed(2),
    );
    const ending = `${signal ?? `exit ${status}`}${left.length > 0 ? `, left: ${left.join(" ")}` : ""}`;
    counts.set(ending, (counts.get(ending) ?? 0) + 1);
    longest = Math.max(longest, milliseconds);
  }
  return `${[...counts].map(([ending, count]) => `${count} × ${ending}`).join("; ")} (longest ${longest} ms)`;
}

const HELP =
  "npm run failing-browsers -- [<times>]: prints so many times with every kind of failing browser (20)";

await failOften(Number(commandOptions(HELP, {}).positionals[0] ?? 20));
