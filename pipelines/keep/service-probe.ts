import {readAlerts} from "../alerts/alert-file.ts";
import {serviceFiles} from "../installation/service-files.ts";
import {readHealth, verdictOn} from "../service/health-file.ts";
import type {Patient, Probe, Trouble} from "./probe.ts";

/** Whether the service that should run does. One that was stopped, or never started, is nobody's trouble. */
export const SERVICE_PROBE: Probe = {title: "常駐処理", examine: service};

function service({home, now}: Patient): Trouble[] {
  const files = serviceFiles(home);
  const state = readHealth(files.health);
  readAlerts(files.alerts);
  const verdict = verdictOn(state, now);
  switch (verdict) {
    case "never":
    case "stopped":
    case "well":
      return [];
    case "silent":
      return [{state: "fault", what: `${lastBeat(state?.beat_at)}から応答がありません`, mend: START}];
    case "troubled":
      return (state?.errors ?? []).map((what) => ({state: "warning", what, mend: LOOK}));
    default:
      return verdict satisfies never;
  }
}

const START =
  "npx kaikaku schedule を起動してください（常駐の登録をしてあれば、その再起動）。途中の仕事は続きから行います";
const LOOK = "npx kaikaku health で直し方を確かめてください";

/** A moment as Japan's clocks show it. */
function lastBeat(beatAt = ""): string {
  return new Date(beatAt).toLocaleString("ja-JP", {timeZone: "Asia/Tokyo"});
}
