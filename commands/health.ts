import type {Argv} from "yargs";
import {homeHere, printJson, printText} from "./context.ts";
import {jsonOption} from "./options.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "health",
    "常駐処理の様子（終了コード 0:動いている 1:止まっているか、助けがいる）",
    {json: jsonOption},
    health,
  );
}

async function health({json}: {json: boolean}): Promise<void> {
  const {readHealth, verdictOn} = await import("../pipelines/service/health-file.ts");
  const {readAlerts} = await import("../pipelines/alerts/alert-file.ts");
  const {serviceFiles} = await import("../pipelines/installation/service-files.ts");
  const {healthText} = await import("../reports/terminal/health.ts");
  const files = serviceFiles(homeHere());
  const state = readHealth(files.health);
  const verdict = verdictOn(state, new Date());
  const {open} = readAlerts(files.alerts);
  if (json) printJson({verdict, service: state ?? null, alerts: open});
  else printText(healthText(verdict, {state, alerts: open}));
  process.exitCode = verdict === "well" ? 0 : 1;
}
