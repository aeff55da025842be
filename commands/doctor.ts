import type {Argv} from "yargs";
import type {Diagnosis} from "../schemas/backup.ts";
import {acknowledgedLines, letBe} from "../schemas/finding-text.ts";
import {diagnose} from "./diagnose.ts";
import {homeHere} from "./home-here.ts";
import {jsonOption} from "./options.ts";
import {printJson, terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "doctor",
    "この設備の具合を調べ、直し方を言う（終了コード 0:異常なし 2:注意あり 1:故障あり）",
    {json: jsonOption},
    async ({json}) => {
      const {apartByAcknowledged} = await import("../pipelines/keep/doctor-notes.ts");
      const home = homeHere();
      const found = await diagnose(home);
      const {open, acknowledged} = await apartByAcknowledged(home, found);
      if (json) printJson(found);
      else
        for (const line of [...open.flatMap(linesOf), ...acknowledgedLines(acknowledged.length)])
          terminal.info(line);
      process.exitCode = exitCodeOf(open);
    },
  );
}

const SIGNS = {ok: "良好", warning: "注意", fault: "故障"} as const;

function linesOf({probe, state, what, mend}: Diagnosis): string[] {
  if (state === "ok") return [`${SIGNS.ok}  ${probe}${what && `（${what}）`}`];
  return [
    `${SIGNS[state]}  ${probe}: ${what}`,
    `        直し方: ${mend}`,
    ...(state === "warning" ? [`        ${letBe(probe)}`] : []),
  ];
}

function exitCodeOf(found: Diagnosis[]): 0 | 1 | 2 {
  if (found.some(({state}) => state === "fault")) return 1;
  return found.some(({state}) => state === "warning") ? 2 : 0;
}
