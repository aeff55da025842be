import type {Argv} from "yargs";
import type {Marts} from "../pipelines/engine/kysely.ts";
import {mustBeFreeForFile, mustBeNobodysFolder} from "../pipelines/installation/exit.ts";
import {sweepHalfWritten} from "../pipelines/installation/half-written.ts";
import {makeFolders} from "../pipelines/installation/make-folders.ts";
import {writingTo} from "../pipelines/installation/writing-to.ts";
import {UserError} from "../schemas/errors.ts";
import {asOfDay, asOfOption} from "./as-of.ts";
import {homeHere} from "./home-here.ts";
import {withCandidate, withPrintedRelease} from "./open-release.ts";
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
      candidate: {
        type: "string",
        conflicts: ["release", "as-of"],
        describe: "公開前の候補の名前。全ページに「案」を付けて、--out のフォルダに印刷する",
      },
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
  candidate: string | undefined;
  asOf: string | undefined;
}): Promise<void> {
  mustNameFolder(options.out, ".pdf");
  if (options.candidate !== undefined && options.out === undefined)
    throw new UserError(
      "公開前の候補は、印刷物の置き場所には印刷しません。--out で、ほかの人の見ないフォルダを指定してください。",
    );
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
  const print = async (marts: Marts) => {
    const wanted = await wantedOf(marts, {period, programme, bureau, day});
    return writingTo(folder, () => {
      makeFolders(folder);
      sweepHalfWritten(folder);
      const isDraft = options.candidate !== undefined;
      const printing = printingAt(home);
      return printScorecardsInto(marts, {...wanted, folder, isDraft, mustBeFree, printing, log: terminal});
    });
  };
  const source = {releaseId: release, document: isOfCity ? "scorecard" : "bureau_scorecards"};
  const files =
    options.candidate === undefined
      ? await withPrintedRelease(home, source, print)
      : await withCandidate(home, options.candidate, print);
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
