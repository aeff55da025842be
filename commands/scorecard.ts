import type {Argv} from "yargs";
import type {Marts} from "../pipelines/engine/kysely.ts";
import {mustBeFreeForFile, mustBeNobodysFolder} from "../pipelines/installation/exit.ts";
import {sweepHalfWritten} from "../pipelines/installation/half-written.ts";
import {makeFolders} from "../pipelines/installation/make-folders.ts";
import {writingTo} from "../pipelines/installation/writing-to.ts";
import {asOfDay, asOfOption} from "./as-of.ts";
import {homeHere} from "./home-here.ts";
import {withPrintedRelease} from "./open-release.ts";
import {forceOption, periodOption, programmeOption, releaseOption} from "./options.ts";
import {mustNameFolder} from "./out-name.ts";
import {terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "scorecard",
    "四半期のスコアカード（PDF）を印刷する",
    {
      period: periodOption,
      programme: {...programmeOption, describe: `${programmeOption.describe}。省くとすべての計画`},
      bureau: {
        type: "string",
        describe: "局区の名前かコード（例: 福祉部、1060）。all か 全局区 で全体と全局区",
      },
      out: {type: "string", describe: "置き場所のフォルダ"},
      force: forceOption,
      release: releaseOption,
      "as-of": asOfOption,
    },
    scorecard,
  );
}

async function scorecard(options: {
  period: string | undefined;
  programme: string | undefined;
  bureau: string | undefined;
  out: string | undefined;
  force: boolean;
  release: string | undefined;
  asOf: string | undefined;
}): Promise<void> {
  mustNameFolder(options.out, ".pdf");
  const home = homeHere();
  if (options.out !== undefined) mustBeNobodysFolder(options.out, home);
  const force = options.force || options.out === undefined;
  const mustBeFree = (file: string) => mustBeFreeForFile(file, {home, force});
  const {printingAt} = await import("./printing-at.ts");
  const {printScorecardsInto} = await import("../reports/scorecard/latest-scorecard.ts");
  const {period, programme, out: folder = home.output} = options;
  const bureau = isForAll(options.bureau) ? "all" : options.bureau;
  const isOfCity = bureau === undefined || bureau === "all";
  const {release, day} = await asOfDay(home, options);
  const source = {releaseId: release, document: isOfCity ? "scorecard" : "bureau_scorecards"};
  const files = await withPrintedRelease(home, source, async (marts) => {
    const wanted = await wantedOf(marts, {period, programme, bureau, day});
    return writingTo(folder, () => {
      makeFolders(folder);
      sweepHalfWritten(folder);
      const printing = printingAt(home);
      return printScorecardsInto(marts, {...wanted, folder, mustBeFree, printing, log: terminal});
    });
  });
  for (const file of files) terminal.info(`PDF  ${file}`);
}

function isForAll(bureau: string | undefined): boolean {
  return (
    bureau !== undefined && ["all", "全局区", "すべて", "全部"].includes(bureau.normalize("NFKC").trim())
  );
}

/** What the words that were typed mean in this release. */
async function wantedOf(
  marts: Marts,
  {period, programme, bureau, day}: Record<"period" | "programme" | "bureau" | "day", string | undefined>,
) {
  const {programmeMeant} = await import("./programme-meant.ts");
  const {quarterWanted} = await import("../reports/values/read-scores.ts");
  const quarter = await quarterWanted(marts, {period, day});
  const wanted = {
    quarter,
    day,
    ...(programme !== undefined && {programme: await programmeMeant(marts, programme)}),
  };
  if (bureau === undefined) return wanted;
  if (bureau === "all") return {...wanted, whose: bureau} as const;
  const {bureauNamed, spokenNames} = await import("../pipelines/releases/spoken-names.ts");
  const {spanOf} = await import("../schemas/typed-period.ts");
  const span = spanOf({kind: "quarter", ...quarter});
  return {...wanted, whose: {bureauCode: bureauNamed(bureau, await spokenNames(marts), span)}};
}
