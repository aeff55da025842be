import type {Argv} from "yargs";
import type {Installation} from "../pipelines/keep/probe.ts";
import type {Diagnosis} from "../schemas/backup.ts";
import {homeHere} from "./home-here.ts";
import {jsonOption} from "./options.ts";
import {printJson, terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "doctor",
    "この設備の具合を調べ、直し方を言う（終了コード 0:異常なし 2:注意あり 1:故障あり）",
    {json: jsonOption},
    async ({json}) => {
      const found = await diagnose();
      if (json) printJson(found);
      else for (const line of found.flatMap(linesOf)) terminal.info(line);
      process.exitCode = exitCodeOf(found);
    },
  );
}

async function diagnose(): Promise<Diagnosis[]> {
  const {examine} = await import("../pipelines/keep/probe.ts");
  const {MACHINE_PROBES} = await import("../pipelines/keep/machine-probes.ts");
  const {CONTENT_PROBES} = await import("../pipelines/keep/content-probes.ts");
  const {NOTES_PROBE} = await import("../pipelines/keep/notes-probe.ts");
  const {SETTINGS_PROBE} = await import("../pipelines/keep/settings-probe.ts");
  const {SERVICE_PROBE} = await import("../pipelines/keep/service-probe.ts");
  const {examineBrowser, examineFonts} = await import("../reports/print/printing-probes.ts");
  const {PUBLICATION_PROBE} = await import("../pipelines/keep/publication-probe.ts");
  const {printingAt} = await import("./printing-at.ts");
  const probes = [
    PUBLICATION_PROBE,
    ...MACHINE_PROBES,
    ...CONTENT_PROBES,
    NOTES_PROBE,
    SETTINGS_PROBE,
    SERVICE_PROBE,
    {title: "書体", examine: examineFonts},
    {title: "印刷用のブラウザー", examine: async ({home}: Installation) => examineBrowser(printingAt(home))},
  ];
  return examine(probes, {home: homeHere(), now: new Date()});
}

const SIGNS = {ok: "良好", warning: "注意", fault: "故障"} as const;

function linesOf({probe, state, what, mend}: Diagnosis): string[] {
  if (state === "ok") return [`${SIGNS.ok}  ${probe}${what && `（${what}）`}`];
  return [`${SIGNS[state]}  ${probe}: ${what}`, `        直し方: ${mend}`];
}

function exitCodeOf(found: Diagnosis[]): 0 | 1 | 2 {
  if (found.some(({state}) => state === "fault")) return 1;
  return found.some(({state}) => state === "warning") ? 2 : 0;
}
