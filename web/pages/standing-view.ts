import {readAlerts} from "../../pipelines/alerts/alert-file.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {serviceFiles} from "../../pipelines/installation/service-files.ts";
import {readLastBackup} from "../../pipelines/keep/last-backup.ts";
import {lookAtHealth} from "../../pipelines/service/health-file.ts";
import {backupText, VERDICTS} from "../../reports/terminal/health.ts";
import {type AlertGroup, alertGroups, FEW_ALERTS} from "../../schemas/alert-groups.ts";
import type {AlertState} from "../../schemas/alerts.ts";
import {DAY_MS} from "../../schemas/fiscal-time.ts";
import {japaneseTime} from "../../schemas/japanese-day.ts";

/** How the installation is, beside its figures. */
export interface StandingView {
  service: string;
  serviceTone: string;
  backup: string;
  backupTone: string;
  alerts: AlertView[];
}

/** One alert, or many of one kind with what each says. */
interface AlertView {
  title: string;
  remedy: string;
  since: string;
  tone: string;
  each: string[];
}

/** Older than this a backup is told as late. */
const BACKUP_DAYS = 31;

export function standingView(home: Home, now: Date): StandingView {
  const files = serviceFiles(home);
  const {verdict} = lookAtHealth(files.health, now);
  const backup = readLastBackup(home);
  const days = backup ? Math.floor((now.getTime() - Date.parse(backup.made_at)) / DAY_MS) : undefined;
  return {
    service: VERDICTS[verdict],
    serviceTone: verdict === "well" ? "" : "late",
    backup: backup ? `${backupText(backup)}、${days === 0 ? "今日" : `${days}日前`}` : "まだ取っていません",
    backupTone: days === undefined || days > BACKUP_DAYS || backup?.is_whole === false ? "late" : "",
    alerts: alertGroups(readAlerts(files.alerts).open).flatMap(alertViews),
  };
}

function alertViews({lead, alerts}: AlertGroup<AlertState["open"][number]>): AlertView[] {
  const views = alerts.map(({level, title, remedy, since}) => ({
    ...{title, remedy, since: japaneseTime(new Date(since)).slice(0, 16), each: []},
    tone: level === "error" ? "held" : "late",
  }));
  const [first] = views;
  if (first === undefined || views.length <= FEW_ALERTS) return views;
  const each = alerts.map(({title}) => title.slice(`${lead}: `.length));
  return [{...first, title: `${lead} ${views.length.toLocaleString("ja-JP")}件`, each}];
}
