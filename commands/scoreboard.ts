import type {Argv} from "yargs";
import {homeHere, withRelease} from "./context.ts";
import {jsonOption, periodOption, releaseOption} from "./options.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "scoreboard",
    "全指標の状況を画面に表示する",
    {period: periodOption, json: jsonOption, release: releaseOption},
    async ({period, json, release}) => {
      const {parseQuarter} = await import("../schemas/fiscal-time.ts");
      const {printScoreboard} = await import("../reports/terminal/scoreboard.ts");
      const quarter = period === undefined ? {} : {quarter: parseQuarter(period)};
      process.stdout.write(
        await withRelease(homeHere(), release, (marts) => printScoreboard(marts, {...quarter, asJson: json})),
      );
    },
  );
}
