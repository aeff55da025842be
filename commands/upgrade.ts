import type {Argv} from "yargs";
import type {TakenBack} from "../pipelines/keep/take-back.ts";
import type {Upgrade} from "../pipelines/keep/upgrade.ts";
import {homeHere} from "./home-here.ts";
import {exitCodeOfLedger} from "./ledger-exit-code.ts";
import {terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "upgrade",
    "台帳を新しいプログラムの形にする。公開済みの数値を前と比べてから（終了コード 0:数値は同じ 2:動く数値あり 1:できない）",
    {
      check: {type: "boolean", default: false, describe: "比べるだけで、台帳は変えない"},
      back: {type: "boolean", default: false, describe: "最後に新しくした台帳を、前の台帳に戻す"},
    },
    ({check, back}) => (back ? goBack() : goForward(check)),
  );
}

async function goForward(isTrial: boolean): Promise<void> {
  const {upgrade} = await import("../pipelines/keep/upgrade.ts");
  const {figuresText} = await import("../reports/terminal/compared-figures.ts");
  const done = await upgrade({home: homeHere(), now: new Date(), log: terminal, isTrial});
  for (const line of figuresText(done.diff, "新しいプログラム")) terminal.info(line);
  for (const line of [...done.changes.map((text) => `台帳  ${text}`), ...outcomeLines(done)])
    terminal.info(line);
  process.exitCode = exitCodeOfLedger(done);
}

function outcomeLines({changes, outcome}: Upgrade): string[] {
  switch (outcome.kind) {
    case "trial":
      return ["比べただけです。台帳は変えていません。"];
    case "stopped":
      return [
        "新しいプログラムの点検で誤りが見つかったため、台帳は前のままです。",
        ...outcome.findings.map(({message, rowCount}) => `        ${message}（${rowCount}件）`),
      ];
    case "in_place":
      if (changes.length === 0) return ["台帳は、もうこのプログラムの形です。何も変えていません。"];
      return [
        `台帳を新しい形にしました。前の台帳の写し: ${outcome.keptAs}`,
        "        公開版はまだ変わっていません。次は npx kaikaku run。前に戻すには npx kaikaku upgrade --back",
      ];
    default:
      return outcome satisfies never;
  }
}

async function goBack(): Promise<void> {
  const {takeBack} = await import("../pipelines/keep/take-back.ts");
  for (const line of backLines(await takeBack(homeHere()))) terminal.info(line);
}

function backLines({from, keptAs, files, decisions}: TakenBack): string[] {
  return [
    `台帳を、新しくする前のもの（${from}）に戻しました。新しくしたあとの台帳は ${keptAs} に残してあります。`,
    ...(files.length > 0
      ? [`        そのあとに取り込んだ${files.length}ファイルは、受け箱に戻しました: ${files.join("、")}`]
      : []),
    ...decisions.map((text) => `        もう一度決めてください: ${text}`),
    "        次に、プログラムも前のものに戻してください。今のプログラムで run を実行すると、台帳はまた新しい形になります。",
  ];
}
