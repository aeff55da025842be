import type {Condition} from "../../schemas/alerts.ts";
import type {DueFile, DueList, DueReport} from "../../schemas/due.ts";
import {japaneseDate} from "../../schemas/fiscal-time.ts";

/** Late files, held files and reports that could not be printed. */
export function dueConditions({files, held, reports}: DueList): Condition[] {
  return [
    ...files.filter(({state}) => state === "late").map(lateFile),
    ...held.map(heldFile),
    ...reports.filter(({state}) => state === "failed").map(failedReport),
  ];
}

function lateFile({source, period, title, period_name, section, due_on}: DueFile): Condition {
  return {
    key: `late:${source}:${period}`,
    level: "warning",
    title: `未着: ${title}（${period_name}、${section}、期限${japaneseDate(due_on)}）`,
    remedy: "npx kaikaku due --remind の文面で提出をお願いしてください。",
  };
}

function heldFile({batch_id, title, section, file_name}: DueList["held"][number]): Condition {
  return {
    key: `held:${batch_id}`,
    level: "warning",
    title: `保留: ${file_name}（${title}、${section}、受付番号${batch_id}）`,
    remedy: "数値に反映していません。直したファイルを送り直してもらってください。",
  };
}

function failedReport({report, period, input, title, period_name, note}: DueReport): Condition {
  return {
    key: `print:${report}:${period}:${input}`,
    level: "error",
    title: `印刷できません: ${title}（${period_name}）`,
    remedy: `${note ?? ""} 原因を直し、npx kaikaku ${report} で印刷してください（対象 ${period}）。`,
  };
}
