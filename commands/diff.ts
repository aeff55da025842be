import type {Argv} from "yargs";
import {homeHere} from "./home-here.ts";
import {jsonOption} from "./options.ts";
import {printJson, printText} from "./terminal.ts";

const END = {type: "string", demandOption: true, describe: "公開版の名前、番号か日付、最新、前回"} as const;

export function addTo(cli: Argv): Argv {
  return cli.command(
    "diff <from> <to>",
    "二つの公開版のあいだで変わった数値と原因を並べる",
    (command: Argv) => command.positional("from", END).positional("to", END).options({json: jsonOption}),
    diff,
  );
}

async function diff(options: {from: string; to: string; json: boolean}): Promise<void> {
  const home = homeHere();
  const {findRelease} = await import("../pipelines/releases/history.ts");
  const {diffReleases} = await import("../pipelines/figures/diff-releases.ts");
  const {releaseDiffText} = await import("../reports/terminal/release-diff.ts");
  const moves = await diffReleases(home, findRelease(home, options.from), findRelease(home, options.to));
  if (options.json) printJson(moves);
  else printText(releaseDiffText(moves));
}
