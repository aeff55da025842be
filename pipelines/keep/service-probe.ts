import {japaneseTime} from "../../schemas/japanese-day.ts";
import {readAlerts} from "../alerts/alert-file.ts";
import {isJournalStrange} from "../due/journal.ts";
import {serviceFiles} from "../installation/service-files.ts";
import {lookAtHealth} from "../service/health-file.ts";
import type {Installation, Probe, Trouble} from "./probe.ts";

/** Whether the service that should run does. One that was stopped, or never started, is nobody's trouble. */
export const SERVICE_PROBE: Probe = {title: "常駐処理", examine: service};

function service({home, now}: Installation): Trouble[] {
  const files = serviceFiles(home);
  readAlerts(files.alerts);
  return [...journalTrouble(files.journal), ...healthTrouble(files.health, now)];
}

function journalTrouble(journal: string): Trouble[] {
  if (!isJournalStrange(journal)) return [];
  return [
    {
      state: "warning",
      what: `常駐処理がした仕事の記録（${journal}）に、読めない行があります（損傷か、別の版のプログラムが書いた行）`,
      mend: "控えから戻すか、そのままにしてください。その行の仕事は、もう一度行うことがあります",
    },
  ];
}

function healthTrouble(file: string, now: Date): Trouble[] {
  const {state, verdict} = lookAtHealth(file, now);
  switch (verdict) {
    case "never":
    case "stopped":
    case "well":
      return [];
    case "silent":
      return [
        {
          state: "fault",
          what: `${japaneseTime(new Date(state?.beat_at ?? ""))}から応答がありません`,
          mend: START,
        },
      ];
    case "unreadable":
      return [{state: "warning", what: `様子の記録（${file}）が壊れています`, mend: REWRITTEN}];
    case "troubled":
      return (state?.errors ?? []).map((what) => ({state: "warning", what, mend: LOOK}));
    default:
      return verdict satisfies never;
  }
}

const START =
  "npx kaikaku schedule を起動してください（常駐の登録をしてあれば、その再起動）。途中の仕事は続きから行います";
const REWRITTEN =
  "動いている常駐処理は30秒以内に書き直します。変わらなければ npx kaikaku schedule を起動してください";
const LOOK = "npx kaikaku health で直し方を確かめてください";
