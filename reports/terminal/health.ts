import type {AlertState} from "../../schemas/alerts.ts";
import type {LastBackup} from "../../schemas/backup.ts";
import {findingSize} from "../../schemas/finding-text.ts";
import type {Health, Verdict} from "../../schemas/health.ts";
import {japaneseTime} from "../../schemas/japanese-day.ts";
import type {Finding} from "../../schemas/release-plan.ts";
import {visibleLine} from "../../schemas/visible-text.ts";

export const VERDICTS: Record<Verdict, string> = {
  well: "動いています",
  troubled: "動いていますが、助けがいります",
  silent: "返事がありません（止まったか、固まっています）。npx kaikaku schedule を起動し直してください",
  stopped: "止めてあります。npx kaikaku schedule で始められます",
  unreadable:
    "様子の記録（health.json）が壊れています。動いていれば30秒以内に書き直すので、少し待ってもう一度見てください。変わらなければ npx kaikaku schedule を起動してください",
  never: "まだ一度も動いていません。npx kaikaku schedule で始められます",
};

interface Shown {
  state: Health | undefined;
  /** What the last candidate was not published for. */
  stopped: Finding[];
  alerts: AlertState["open"];
  backup: LastBackup | null;
}

/** The verdict, what the service last said of itself, and every open alert, the grave ones first. */
export function healthText(verdict: Verdict, {state, stopped, alerts, backup}: Shown): string {
  return [
    ...stopped.map(
      (finding) => `公開できません  ${finding.message}（${findingSize(finding)}）。直し方: ${finding.remedy}`,
    ),
    `常駐処理  ${VERDICTS[verdict]}`,
    ...(state ? stateLines(state) : []),
    `最後の控え  ${backup ? backupText(backup) : "まだ取っていません（npx kaikaku backup --to 別の媒体）"}`,
    ...alertLines(alerts),
    "",
  ].join("\n");
}

/** "2025-06-02 10:00（/media/控え、全部）". */
export function backupText({made_at, folder, is_whole}: LastBackup): string {
  const at = japaneseTime(new Date(made_at)).slice(0, 16);
  return `${at}（${visibleLine(folder)}${is_whole ? "" : "、入っていないか、壊れていたものがあります"}）`;
}

function stateLines({beat_at, step, current_release, late_files, held_files, unsent_mail}: Health): string[] {
  return [
    `最後の合図  ${japaneseTime(new Date(beat_at))}`,
    ...(step ? [`いまの仕事  ${step}`] : []),
    `公開版  ${current_release ?? "まだありません"}`,
    `未着 ${late_files}件、保留 ${held_files}件`,
    ...(unsent_mail ? [`送れていないメールがあります: ${unsent_mail}`] : []),
  ];
}

function alertLines(alerts: AlertState["open"]): string[] {
  if (alerts.length === 0) return ["", "続いている知らせはありません。"];
  const graveFirst = alerts.toSorted((one, other) => one.level.localeCompare(other.level));
  const lines = graveFirst.map(
    ({level, title, since}) =>
      `  ${level === "error" ? "誤り" : "注意"}  ${title}（${japaneseTime(new Date(since))}から）`,
  );
  return ["", `続いている知らせ ${alerts.length}件`, ...lines];
}
