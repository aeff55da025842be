import type {Argv} from "yargs";
import {mustBeFreeForFile, mustBeNobodysFolder} from "../pipelines/installation/exit.ts";
import {sweepHalfWritten} from "../pipelines/installation/half-written.ts";
import {makeFolders} from "../pipelines/installation/make-folders.ts";
import {writingTo} from "../pipelines/installation/writing-to.ts";
import {homeHere} from "./home-here.ts";
import {withPrintedRelease} from "./open-release.ts";
import {forceOption, periodOption, releaseOption} from "./options.ts";
import {mustNameFolder} from "./out-name.ts";
import {terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "scorecard",
    "四半期のスコアカード（PDF）を印刷する",
    {
      period: periodOption,
      bureau: {type: "string", describe: "局区コード（例: 1060）。all で全市と全局区"},
      out: {type: "string", describe: "置き場所のフォルダ"},
      force: forceOption,
      release: releaseOption,
    },
    scorecard,
  );
}

async function scorecard(options: {
  period: string | undefined;
  bureau: string | undefined;
  out: string | undefined;
  force: boolean;
  release: string | undefined;
}): Promise<void> {
  mustNameFolder(options.out, ".pdf");
  const home = homeHere();
  if (options.out !== undefined) mustBeNobodysFolder(options.out, home);
  const force = options.force || options.out === undefined;
  const mustBeFree = (file: string) => mustBeFreeForFile(file, {home, force});
  const {parseQuarter} = await import("../schemas/fiscal-time.ts");
  const {printingAt} = await import("./printing-at.ts");
  const {printScorecardsInto} = await import("../reports/scorecard/latest-scorecard.ts");
  const {period, bureau, out: folder = home.output} = options;
  const wanted = {
    ...(period !== undefined && {quarter: parseQuarter(period)}),
    ...(bureau !== undefined && ({whose: bureau === "all" ? bureau : {bureauCode: bureau}} as const)),
  };
  const isOfCity = bureau === undefined || bureau === "all";
  const source = {releaseId: options.release, document: isOfCity ? "scorecard" : "bureau_scorecards"};
  const files = await withPrintedRelease(home, source, (marts) =>
    writingTo(folder, () => {
      makeFolders(folder);
      sweepHalfWritten(folder);
      const printing = printingAt(home);
      return printScorecardsInto(marts, {...wanted, folder, mustBeFree, printing, log: terminal});
    }),
  );
  for (const file of files) terminal.info(`PDF  ${file}`);
}
