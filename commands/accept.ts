import type {Argv} from "yargs";
import {trimmed} from "../schemas/read-value.ts";
import {type DecisionOptions, decideHere, decisionOptions} from "./decide.ts";
import {homeHere} from "./home-here.ts";
import {asOption} from "./options.ts";
import {terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "accept <batch>",
    "保留のファイルを受け付ける（読めた行だけを使い、理由を残す）",
    (command: Argv) => decisionOptions(command).option("as", asOption),
    ({as: answers, ...options}) =>
      answers.length > 0 ? acceptAs(options, answers.map(trimmed)) : accept(options),
  );
}

async function accept(options: DecisionOptions): Promise<void> {
  const {acceptBatch} = await import("../pipelines/intake/load/decide.ts");
  const {batchId, fileName, acceptedCount, quarantinedCount, periods, fallenOut, leftOut} = await decideHere(
    options,
    acceptBatch,
  );
  const left =
    quarantinedCount > 0 ? `（読めない${quarantinedCount.toLocaleString("ja-JP")}行は使いません）` : "";
  terminal.info(
    `受付  ${fileName}（受付番号${batchId}）の${acceptedCount.toLocaleString("ja-JP")}行を、${periods.length}期間に使います${left}。`,
  );
  for (const reason of leftOut) terminal.info(`      使わない行: ${reason}`);
  if (fallenOut !== "")
    terminal.info(`      前のファイルの${fallenOut}は、このファイルにないので使わなくなります。`);
  terminal.info("      npx kaikaku run で数値に反映します。");
}

/** The file is read anew as a person says, under a new number; what else is wrong with it still holds it. */
async function acceptAs(typed: DecisionOptions, answers: string[]): Promise<void> {
  const {batchMeant} = await import("../pipelines/intake/clerk/batch-meant.ts");
  const options = {...typed, batch: String(await batchMeant(homeHere(), typed.batch))};
  const {readAgain} = await import("../pipelines/intake/load/read-again.ts");
  const {describeFiles} = await import("../pipelines/intake/clerk/describe-files.ts");
  const {exitCodeOf} = await import("../pipelines/build/describe-run.ts");
  const outcome = await decideHere(options, (ledger, decision, home) =>
    readAgain(ledger, decision, {home, answers}),
  );
  terminal.info(`読直し  受付番号${options.batch}を取り下げ、同じファイルを指定の読み方で読み直しました。`);
  for (const line of describeFiles([outcome])) terminal.info(line);
  process.exitCode = exitCodeOf([outcome]);
}
