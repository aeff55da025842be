import type {DueAction, DueFile, DueList, DueReport, DueWork} from "../../schemas/due.ts";
import {japaneseDate} from "../../schemas/fiscal-time.ts";
import {someOf} from "../../schemas/some-of.ts";
import {terminalTable} from "./terminal-table.ts";

const FILE_COLUMNS = [
  {title: "状態", align: "left"},
  {title: "ファイル", align: "left"},
  {title: "対象", align: "left"},
  {title: "提出元", align: "left"},
  {title: "期限", align: "left"},
  {title: "遅れ", align: "right"},
] as const;

const REPORT_COLUMNS = [
  {title: "状態", align: "left"},
  {title: "帳票", align: "left"},
  {title: "対象", align: "left"},
  {title: "印刷日", align: "left"},
  {title: "", align: "left"},
] as const;

const FILE_STATES: Record<DueFile["state"], string> = {
  arrived: "受付済",
  upcoming: "これから",
  held: "保留",
  late: "未着",
};

const REPORT_STATES: Record<DueReport["state"], string> = {
  upcoming: "これから",
  waiting: "待ち",
  ready: "印刷できます",
  retrying: "やり直し中",
  failed: "失敗",
  done: "印刷済",
};

/** What is late, held and coming, then the reports; what is settled is left out unless asked for. */
export function dueListText(list: DueWork, {withDone}: {withDone: boolean}): string {
  const files = list.files.filter(({state}) => withDone || state !== "arrived");
  const reports = list.reports.filter(({state}) => withDone || state !== "done");
  return [
    `${japaneseDate(list.as_of)}現在（${japaneseDate(list.due_from)}以後に期限が来るもの）`,
    "",
    ...terminalTable([...FILE_COLUMNS], files.map(fileCells)),
    "",
    ...terminalTable(
      [...REPORT_COLUMNS],
      reports.map((report) => reportCells(report, list)),
    ),
    ...heldLines(list),
    ...actionLines(list),
    "",
    summary(list),
    "",
  ].join("\n");
}

function fileCells(file: DueFile): string[] {
  const overdue = file.days_overdue > 0 ? `${file.days_overdue}日` : "";
  const due = japaneseDate(file.due_on);
  return [FILE_STATES[file.state], file.title, file.period_name, file.section, due, overdue];
}

function reportCells(report: DueReport, list: DueList): string[] {
  const note = report.state === "waiting" ? waitingNote(report, list) : (report.note ?? "");
  return [REPORT_STATES[report.state], report.title, report.period_name, japaneseDate(report.print_on), note];
}

/** The table of files above names them all. */
const MOST_NAMES = 2;

function waitingNote({missing, waits_until}: DueReport, {files, as_of}: DueList): string {
  const titles = new Map(files.map(({source, title}) => [source, title]));
  const shown = missing.slice(0, MOST_NAMES).map((source) => titles.get(source) ?? source);
  const names = someOf(shown, missing.length, "種類");
  const limit = waits_until >= as_of ? `（${japaneseDate(waits_until)}まで待ちます）` : "";
  return `届いていないもの: ${names}${limit}`;
}

function heldLines({held}: DueList): string[] {
  if (held.length === 0) return [];
  const lines = held.map(
    ({batch_id, file_name, title, section, received_on}) =>
      `  受付番号${batch_id}  ${file_name}（${title}、${section}、${japaneseDate(received_on)}受付）`,
  );
  return ["", "保留中のファイル（数値に反映していません）", ...lines];
}

const LACKS = {
  overdue: "対応の期限を過ぎています",
  unanswered: "委員会の意見に、まだ答えていません",
} as const;

/** Those of which nothing is recorded in one line; then a line each. */
function actionLines({actions}: DueWork): string[] {
  if (actions.length === 0) return [];
  const unrecorded = actions.filter(({lacks}) => lacks === "unrecorded").map(({short_name}) => short_name);
  return [
    "",
    "遅れへの対応の記録（city/corrective-actions.csv）に書くこと",
    ...(unrecorded.length > 0
      ? [`  遅れているのに、取組中の対応がない${unrecorded.length}指標: ${unrecorded.join("、")}`]
      : []),
    ...actions.flatMap(({lacks, short_name, ...about}) =>
      lacks === "unrecorded" ? [] : [`  ${short_name}: ${LACKS[lacks]}（${aboutAction(about)}）`],
    ),
  ];
}

function aboutAction({what, owner, due_on}: Pick<DueAction, "what" | "owner" | "due_on">): string {
  const due = due_on === null ? null : `期限 ${japaneseDate(due_on)}`;
  return [what, owner, due].filter((part) => part !== null).join("、");
}

function summary({files, held}: DueList): string {
  const late = files.filter(({days_overdue}) => days_overdue > 0);
  if (late.length === 0 && held.length === 0) return "遅れているファイルも、保留中のファイルもありません。";
  const remedy = "督促の文面は npx kaikaku due --remind で作れます。";
  return `期限を過ぎたファイル ${late.length}件、保留中のファイル ${held.length}件。${remedy}`;
}
