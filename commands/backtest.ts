import type {Argv} from "yargs";
import {homeHere} from "./home-here.ts";
import {withRelease} from "./open-release.ts";
import {jsonOption, releaseOption} from "./options.ts";
import {printAnswer, printJson} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "backtest",
    "見込みの出し方を前の年度で検算した表を表示する",
    {json: jsonOption, release: releaseOption},
    async ({json, release}) => {
      const {readBacktest} = await import("../reports/values/backtest.ts");
      const {backtestText} = await import("../reports/terminal/backtest.ts");
      const {heldOutText, readReplays} = await import("../reports/values/held-out.ts");
      const {rows, replays} = await withRelease(homeHere(), release, async (marts) => ({
        rows: await readBacktest(marts),
        replays: await readReplays(marts),
      }));
      if (json) printJson(rows);
      else printAnswer(backtestText(rows, heldOutText(replays)));
    },
  );
}
