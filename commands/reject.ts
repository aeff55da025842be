import type {Argv} from "yargs";
import {someOf} from "../schemas/some-of.ts";
import {type DecisionOptions, decideHere, decisionOptions} from "./decide.ts";
import {homeHere} from "./home-here.ts";
import {terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "reject <batch>",
    "ファイルを取り下げる（前のファイルに戻り、理由を残す）",
    decisionOptions,
    reject,
  );
}

async function reject(options: DecisionOptions): Promise<void> {
  const {rejectBatch} = await import("../pipelines/intake/load/decide.ts");
  const {batchId, fileName, periods, broughtBack} = await decideHere(options, rejectBatch);
  terminal.info(
    `取下げ  ${fileName}（受付番号${batchId}）は使いません。ファイルは ${homeHere().archive} に残ります。`,
  );
  if (periods.length === 0) return;
  const former =
    broughtBack.length > 0
      ? `前のファイルに戻ります: ${someOf(broughtBack.slice(0, SHOWN), broughtBack.length, "ファイル")}`
      : "代わりになる前のファイルがありません";
  terminal.info(`      使われていた${periods.length}期間は、${former}。npx kaikaku run で数値に反映します。`);
}

const SHOWN = 3;
