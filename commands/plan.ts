import type {Argv} from "yargs";
import {describeConfirmation, describeRelease} from "../pipelines/build/describe-run.ts";
import type {Prepared} from "../pipelines/build/prepare.ts";
import {describeFiles} from "../pipelines/intake/clerk/describe-files.ts";
import type {ProgramChange} from "../schemas/release-plan.ts";
import {homeHere} from "./home-here.ts";
import {clockOption, clockSaid, jsonOption} from "./options.ts";
import {printJson, printText, terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "plan",
    "公開せずに、どの数値がなぜ動くかを見る（終了コード 0:自動で公開できる・変わらない 2:承認が必要 1:公開できない）",
    {json: jsonOption, "clock-is-right": clockOption},
    async ({json, clockIsRight}) => {
      const {prepare} = await import("../pipelines/build/prepare.ts");
      const {workingAlone} = await import("../pipelines/installation/working-alone.ts");
      const home = homeHere();
      const log = json ? {...terminal, info: terminal.warn} : terminal;
      const {files, prepared} = await workingAlone(home, () =>
        prepare({home, now: new Date(), log, ...clockSaid(clockIsRight)}),
      );
      for (const line of describeFiles(files)) log.info(line);
      process.exitCode = exitCodeOf(prepared);
      await show(prepared, json);
    },
  );
}

async function show(prepared: Prepared, asJson: boolean): Promise<void> {
  if (asJson) return printJson(prepared.kind === "candidate" ? prepared.plan : noPlan(prepared));
  switch (prepared.kind) {
    case "empty":
      for (const line of describeRelease(prepared)) terminal.info(line);
      return;
    case "unchanged":
      return terminal.info(`今の公開版 ${prepared.release.releaseId} から変わる数値はありません。`);
    case "confirmed":
      for (const line of describeConfirmation(prepared)) terminal.info(line);
      return;
    case "candidate": {
      const {releasePlanText} = await import("../reports/terminal/release-plan.ts");
      printText(releasePlanText(prepared.plan));
      return;
    }
    default:
      return prepared satisfies never;
  }
}

function noPlan(prepared: Exclude<Prepared, {kind: "candidate"}>): {
  action: "none";
  program: ProgramChange | null;
} {
  return {action: "none", program: prepared.kind === "confirmed" ? prepared.program : null};
}

const EXIT_CODES = {automatic: 0, approve: 2, never: 1} as const;

function exitCodeOf(prepared: Prepared): 0 | 1 | 2 {
  return prepared.kind === "candidate" ? EXIT_CODES[prepared.plan.action] : 0;
}
