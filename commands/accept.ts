import type {Argv} from "yargs";
import {type DecisionOptions, decideHere, decisionOptions} from "./decide.ts";
import {terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "accept <batch>",
    "保留のファイルを受け付ける（読めた行だけを使い、理由を残す）",
    decisionOptions,
    accept,
  );
}

async function accept(options: DecisionOptions): Promise<void> {
  const {acceptBatch} = await import("../pipelines/intake/load/decide.ts");
  const {batchId, fileName, acceptedCount, quarantinedCount, periods} = await decideHere(
    options,
    acceptBatch,
  );
  const left =
    quarantinedCount > 0 ? `（読めない${quarantinedCount.toLocaleString("ja-JP")}行は使いません）` : "";
  terminal.info(
    `受付  ${fileName}（受付番号${batchId}）の${acceptedCount.toLocaleString("ja-JP")}行を、${periods.length}期間に使います${left}。`,
  );
  terminal.info("      npx kaikaku run で数値に反映します。");
}
