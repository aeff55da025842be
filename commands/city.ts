import type {Argv} from "yargs";
import {homeHere} from "./home-here.ts";
import {jsonOption} from "./options.ts";
import {printJson, printText} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "city",
    "市のフォルダーを点検し、市が決めたことを1ページで示す",
    {
      take: {
        type: "string",
        describe: "プログラムの既定のファイル（例: privacy.csv）を、書き直すために市のフォルダーへ写す",
      },
      json: jsonOption,
    },
    city,
  );
}

async function city({take, json}: {take: string | undefined; json: boolean}): Promise<void> {
  const home = homeHere();
  if (take !== undefined) {
    const {takeDefault} = await import("../pipelines/catalog/take-default.ts");
    takeDefault(home, take);
  }
  const {examineCity} = await import("../pipelines/dictionary/examine-city.ts");
  const report = await examineCity(home);
  if (report.faults.length > 0) process.exitCode = 1;
  else if (report.strangers.length > 0) process.exitCode = 2;
  if (json) return printJson(report);
  const {cityReportText} = await import("../reports/terminal/city-report.ts");
  printText(cityReportText(report));
}
