import type {Argv} from "yargs";
import type {Home} from "../pipelines/installation/home.ts";
import {homeHere} from "./home-here.ts";
import {withRelease} from "./open-release.ts";
import {jsonOption, releaseOption} from "./options.ts";
import {printJson, printText} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "explain <figure..>",
    "数値の根拠をたどる（定義、計算式、もとのファイル、これまでの値）",
    (command: Argv) =>
      command
        .positional("figure", {
          type: "string",
          array: true,
          demandOption: true,
          describe:
            "指標・期間・局区のことば（例: 指標の名前 令和5年度 局区の名前）か、数値の記号（例: F-指標の記号-R5、F-指標の記号-R6Q2-B1010、T-overtime_counts-R3-1010-1000）",
        })
        .options({release: releaseOption, json: jsonOption}),
    explain,
  );
}

interface Options {
  figure: string[];
  release: string | undefined;
  json: boolean;
}

async function explain(options: Options): Promise<void> {
  const home = homeHere();
  const {currentRelease, findRelease} = await import("../pipelines/releases/history.ts");
  const {explainFigure} = await import("../pipelines/figures/explain.ts");
  const {explainSeriesCell} = await import("../pipelines/figures/explain-series.ts");
  const {explanationText, seriesExplanationText} = await import("../reports/terminal/explain.ts");
  const {isSeriesCode} = await import("../schemas/series-code.ts");
  const release = findRelease(home, options.release ?? currentRelease(home)?.releaseId ?? "");
  const figure = await codeOf(home, options.figure, release.releaseId);
  if (isSeriesCode(figure)) {
    const explanation = await explainSeriesCell(home, figure, release);
    if (options.json) printJson(explanation);
    else printText(seriesExplanationText(explanation));
    return;
  }
  const explanation = await explainFigure(home, figure, release);
  if (options.json) printJson(explanation);
  else printText(explanationText(explanation));
}

/** The code of a figure that was typed as one, or in words. */
async function codeOf(home: Home, words: string[], releaseId: string): Promise<string> {
  const {isFigureCode} = await import("../schemas/figure-code.ts");
  const {isSeriesCode} = await import("../schemas/series-code.ts");
  const text = words.join("");
  if (isFigureCode(text) || isSeriesCode(text)) return text;
  const {figureInWords} = await import("../pipelines/figures/figure-in-words.ts");
  return withRelease(home, releaseId, (marts) => figureInWords(marts, words));
}
