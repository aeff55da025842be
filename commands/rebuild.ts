import type {Argv} from "yargs";
import type {Rebuilt} from "../pipelines/keep/rebuild.ts";
import {UserError} from "../schemas/errors.ts";
import {homeHere} from "./home-here.ts";
import {exitCodeOfLedger} from "./ledger-exit-code.ts";
import {byOption} from "./options.ts";
import {terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "rebuild",
    "台帳を、保管してあるファイルと決定の記録から作り直す（終了コード 0:数値は同じ 2:動く数値あり 1:できない）",
    {
      check: {type: "boolean", default: false, describe: "比べるだけで、台帳は変えない"},
      words: {
        type: "boolean",
        default: false,
        describe: "市の言葉（city/sources）を変えたとき、前に取り込んだファイルを今の言葉で読み直す",
      },
      by: byOption,
      reason: {type: "string", describe: "--words のとき: 理由（記録に残ります）"},
    },
    async ({check, words, by, reason}) => {
      if (words) return judgeAnewHere({check, by, reason});
      const {rebuild} = await import("../pipelines/keep/rebuild.ts");
      const {figuresText} = await import("../reports/terminal/compared-figures.ts");
      const done = await rebuild({home: homeHere(), now: new Date(), log: terminal, isTrial: check});
      for (const line of figuresText(done.diff, "作り直した台帳")) terminal.info(line);
      for (const line of [...mendedLines(done), ...keptLines(done), ...outcomeLines(done)])
        terminal.info(line);
      process.exitCode = exitCodeOfLedger(done);
    },
  );
}

const NAMED = 20;

function mendedLines({mended}: Rebuilt): string[] {
  if (mended.length === 0) return ["台帳の行は、どれも保管してあるファイルのとおりでした。"];
  return [
    `今の台帳には、保管してあるファイルと違うところが${mended.length}か所ありました。`,
    ...mended.slice(0, NAMED).map((text) => `        ${text}`),
    ...(mended.length > NAMED ? [`        ほか${mended.length - NAMED}か所`] : []),
  ];
}

function keptLines({kept}: Rebuilt): string[] {
  if (kept.length === 0) return [];
  return [
    `${kept.length}ファイルは、今のプログラムでは受け付けないか、違う値に読むので、行は受け付けたときのまま前の台帳から移しました。使い続けるなら何もしなくて構いません。`,
    ...kept
      .slice(0, NAMED)
      .map(({batchId, fileName, why}) => `        受付番号${batchId}（${fileName}）: ${why}`),
    ...(kept.length > NAMED ? [`        ほか${kept.length - NAMED}ファイル`] : []),
  ];
}

function outcomeLines({fileCount, outcome}: Rebuilt): string[] {
  switch (outcome.kind) {
    case "trial":
      return ["比べただけです。台帳は変えていません。"];
    case "stopped":
      return [
        "保管してあるファイルを今のプログラムで読むと、取り込んだときと違う行になるため、台帳は前のままです。控えから戻してください（npx kaikaku restore）。",
        ...outcome.otherwise.slice(0, NAMED).map((text) => `        ${text}`),
      ];
    case "in_place":
      return [
        `台帳を${fileCount.toLocaleString("ja-JP")}ファイルから作り直しました。前の台帳は ${outcome.keptAs} に残してあります。`,
        "        公開版は変わっていません。次は npx kaikaku run",
      ];
    default:
      return outcome satisfies never;
  }
}

interface Rewording {
  check: boolean;
  by: string | undefined;
  reason: string | undefined;
}

/** Reads the files anew of which the city says the words otherwise since they came. */
async function judgeAnewHere({check, by, reason}: Rewording): Promise<void> {
  if (check)
    throw new UserError(
      "--check と --words は一緒に使えません。読み直すだけなら --words だけを付けてください。",
    );
  if (reason === undefined)
    throw new UserError(
      "--reason 理由 を付けてください。例: --reason 役職の言い方を city/sources/staff.yaml に足した",
    );
  const {decideOverAll} = await import("./decide.ts");
  const {judgeAnew} = await import("../pipelines/intake/load/judge-anew.ts");
  const {describeFiles} = await import("../pipelines/intake/clerk/describe-files.ts");
  const {exitCodeOf} = await import("../pipelines/build/describe-run.ts");
  const outcomes = await decideOverAll({by, reason}, (ledger, decision, home) =>
    judgeAnew(ledger, home, decision),
  );
  terminal.info(
    outcomes.length === 0
      ? "読直し  今の市の言葉と違う言葉で読んだファイルはありません。何もしていません。"
      : `読直し  ${outcomes.length.toLocaleString("ja-JP")}ファイルを取り下げ、今の市の言葉で読み直しました。次は npx kaikaku run`,
  );
  for (const line of describeFiles(outcomes)) terminal.info(line);
  process.exitCode = exitCodeOf(outcomes);
}
