import type {Argv} from "yargs";
import {homeHere} from "./home-here.ts";
import {jsonOption, releaseOption} from "./options.ts";
import {printJson, printText} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "explain <figure>",
    "数値の根拠をたどる（定義、計算式、もとのファイル、これまでの値）",
    (command: Argv) =>
      command
        .positional("figure", {
          type: "string",
          demandOption: true,
          describe:
            "数値の記号（例: F-overtime_over_480h-R5、F-overtime_over_480h-R6Q2-B1010、T-overtime_counts-R3-1010-1000）",
        })
        .options({release: releaseOption, json: jsonOption}),
    explain,
  );
}

async function explain(options: {figure: string; release: string | undefined; json: boolean}): Promise<void> {
  const home = homeHere();
  const {currentRelease, findRelease} = await import("../pipelines/releases/history.ts");
  const {explainFigure} = await import("../pipelines/figures/explain.ts");
  const {explainSeriesCell} = await import("../pipelines/figures/explain-series.ts");
  const {explanationText, seriesExplanationText} = await import("../reports/terminal/explain.ts");
  const {isSeriesCode} = await import("../schemas/series-code.ts");
  const release = findRelease(home, options.release ?? currentRelease(home)?.releaseId ?? "");
  if (isSeriesCode(options.figure)) {
    const explanation = await explainSeriesCell(home, options.figure, release);
    if (options.json) printJson(explanation);
    else printText(seriesExplanationText(explanation));
    return;
  }
  const explanation = await explainFigure(home, options.figure, release);
  if (options.json) printJson(explanation);
  else printText(explanationText(explanation));
}
