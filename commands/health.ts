import type {Argv} from "yargs";
import {homeHere} from "./home-here.ts";
import {jsonOption} from "./options.ts";
import {printJson, printText} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "health",
    "常駐処理の様子（終了コード 0:動いている 1:止まっているか、助けがいる）",
    {json: jsonOption},
    health,
  );
}

async function health({json}: {json: boolean}): Promise<void> {
  const {lookAtHealth} = await import("../pipelines/service/health-file.ts");
  const {readAlerts} = await import("../pipelines/alerts/alert-file.ts");
  const {serviceFiles} = await import("../pipelines/installation/service-files.ts");
  const {healthText} = await import("../reports/terminal/health.ts");
  const home = homeHere();
  const files = serviceFiles(home);
  const {state, verdict} = lookAtHealth(files.health, new Date());
  const {stoppedFindings} = await import("../pipelines/build/publication.ts");
  const {open} = readAlerts(files.alerts);
  const stopped = stoppedFindings(home);
  const {readLastBackup} = await import("../pipelines/keep/last-backup.ts");
  const backup = readLastBackup(home);
  if (json) printJson({verdict, service: state ?? null, stopped, alerts: open, last_backup: backup});
  else printText(healthText(verdict, {state, stopped, alerts: open, backup}));
  process.exitCode = verdict === "well" && stopped.length === 0 ? 0 : 1;
}
