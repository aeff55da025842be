import type {Argv} from "yargs";
import {writingTo} from "../pipelines/writing-to.ts";
import {homeHere, terminal, withRelease} from "./here.ts";
import {periodOption, releaseOption} from "./options.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "scorecard",
    "四半期のスコアカード（PDF）を印刷する",
    {
      period: periodOption,
      out: {type: "string", describe: "置き場所のフォルダ"},
      release: releaseOption,
    },
    scorecard,
  );
}

async function scorecard(options: {
  period: string | undefined;
  out: string | undefined;
  release: string | undefined;
}): Promise<void> {
  const home = homeHere();
  const {parseQuarter} = await import("../schemas/fiscal-time.ts");
  const {printScorecardInto} = await import("../reports/scorecard/latest-scorecard.ts");
  const quarter = options.period === undefined ? undefined : parseQuarter(options.period);
  const folder = options.out ?? home.output;
  const file = await withRelease(home, options.release, (marts) =>
    writingTo(folder, () => printScorecardInto(marts, {folder, log: terminal, ...(quarter && {quarter})})),
  );
  terminal.info(`PDF  ${file}`);
}
