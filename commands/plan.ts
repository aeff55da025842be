import type {Argv} from "yargs";
import {describeConfirmation, describeRelease} from "../pipelines/build/describe-run.ts";
import type {PlannedProgramme} from "../pipelines/build/plan-of-programme.ts";
import type {Prepared} from "../pipelines/build/prepare.ts";
import {describeFiles} from "../pipelines/intake/clerk/describe-files.ts";
import type {ProgramChange, ReleasePlan} from "../schemas/release-plan.ts";
import {engineOptions, sparkSaid} from "./engine-options.ts";
import {homeHere} from "./home-here.ts";
import {clockOption, clockSaid, jsonOption, programmeOption} from "./options.ts";
import {printJson, printText, terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "plan",
    "公開せずに、どの数値がなぜ動くかを見る（終了コード 0:自動で公開できる・変わらない 2:承認が必要 1:公開できない）",
    {programme: programmeOption, json: jsonOption, "clock-is-right": clockOption, ...engineOptions},
    async ({programme, json, clockIsRight, ...engine}) => {
      const {prepare} = await import("../pipelines/build/prepare.ts");
      const {workingAlone} = await import("../pipelines/installation/working-alone.ts");
      const {plannedProgramme} = await import("../pipelines/build/plan-of-programme.ts");
      const home = homeHere();
      const spark = sparkSaid(home, engine);
      const wanted = programme === undefined ? undefined : plannedProgramme(home.city, programme);
      const log = json ? {...terminal, info: terminal.warn} : terminal;
      const {files, prepared} = await workingAlone(home, () =>
        prepare({home, now: new Date(), log, spark, ...clockSaid(clockIsRight)}),
      );
      for (const line of describeFiles(files)) log.info(line);
      process.exitCode = exitCodeOf(prepared);
      await show(prepared, {asJson: json, programme: wanted});
    },
  );
}

interface Shown {
  asJson: boolean;
  programme: PlannedProgramme | undefined;
}

async function show(prepared: Prepared, {asJson, programme}: Shown): Promise<void> {
  const {planOfProgramme} = await import("../pipelines/build/plan-of-programme.ts");
  const shown = ({plan}: {plan: ReleasePlan}) => (programme ? planOfProgramme(plan, programme) : plan);
  if (asJson) return printJson(prepared.kind === "candidate" ? shown(prepared) : noPlan(prepared));
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
      if (programme)
        terminal.info(
          `計画「${programme.name}」の指標だけを示します。判定は公開版の全体についてのものです。`,
        );
      printText(releasePlanText(shown(prepared)));
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
