import {type AwaitedSources, awaitedLines} from "../../schemas/awaited-sources.ts";
import type {CheckNotes} from "../../schemas/check-notes.ts";
import {faultLines} from "../../schemas/fault-group.ts";
import {japaneseDate} from "../../schemas/fiscal-time.ts";
import type {
  BatchDecision,
  HeldBatch,
  IntakeStatus,
  PeriodInParts,
  RefusedFile,
  SourceInForce,
} from "../../schemas/intake-status.ts";
import {isOfHeadings, isOfWords} from "../../schemas/map-hint.ts";
import {periodName} from "../../schemas/period-name.ts";
import {someOf} from "../../schemas/some-of.ts";
import {visibleLine} from "../../schemas/visible-text.ts";
import {formatValue} from "../values/format.ts";
import {acknowledgementLines, openNoteLines, waitingLines} from "./check-notes.ts";
import {terminalTable} from "./terminal-table.ts";

const SHOWN_DECISIONS = 5;
const SHOWN_MISSING = 6;

/** What is in the way of the next release, with what to do about it. */
interface Obstacles {
  title: string;
  lines: string[];
}

interface Beside {
  obstacles: Obstacles;
  /** Places of workbooks with people in them whose term is over. */
  workbooks: string[];
  notes: CheckNotes;
  /** Whether the notes that were acknowledged are listed, too. */
  withAcknowledged: boolean;
  awaited: AwaitedSources;
}

/** Where every file stands, for people: what blocks and what waits for them first, what is in force last. */
export function intakeStatusText(status: IntakeStatus, beside: Beside): string {
  const {obstacles, workbooks, notes} = beside;
  return `${[
    ...section(obstacles.title, obstacles.lines),
    ...section("次にすること", nextSteps(status, obstacles)),
    ...section(`受け箱（${status.folders.inbox}）で待っているファイル`, status.waiting_files),
    ...section("点検の注意", openNoteLines(notes)),
    ...section("待ち（まだ届いていない種類のファイル）", [
      ...waitingLines(notes),
      ...awaitedLines(beside.awaited),
    ]),
    ...(beside.withAcknowledged ? section("承知済みにした注意", acknowledgementLines(notes)) : []),
    ...section("保留（数値に入っていない）", status.held.flatMap(heldLines)),
    ...section("保留のファイルの誤り（同じものはまとめて）", faultLines(status.faults)),
    ...section(`受付不可（${status.folders.refused} に移したもの）`, refusedLines(status.refused)),
    ...section(
      "残す期間の過ぎた直し用のExcel（職員番号が入っています。要らなければ消してください）",
      workbooks,
    ),
    ...section("一部の局区だけが届いている期間（数値は速報のまま）", status.in_parts.flatMap(partLines)),
    ...section(
      "ない列（その分は数えられません）",
      status.absent_columns.map(
        ({source_title, text, file_count}) => `${source_title}（${count(file_count)}ファイル）: ${text}`,
      ),
    ),
    ...section("これまでの判断", decisionLines(status.decisions)),
    "使われているファイル",
    ...inForceLines(status.in_force).map((line) => `  ${line}`),
  ]
    .map(visibleLine)
    .join("\n")}\n`;
}

function section(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), ""];
}

function nextSteps(
  {waiting_files, held, faults, refused, in_force, folders}: IntakeStatus,
  obstacles: Obstacles,
): string[] {
  const run = waiting_files.length > 0 ? ["npx kaikaku run … 受け箱のファイルを取り込む"] : [];
  const mend = [
    ...held.filter(({is_listed_since}) => is_listed_since).map(listedStep),
    ...mendingSteps(held.filter((batch) => !batch.is_listed_since && isToMend(batch))),
    ...askingSteps(held.filter((batch) => !batch.is_listed_since && !isToMend(batch))),
  ];
  const ask =
    refused.length > 0
      ? [
          "受付不可のファイルは理由を送り主に伝え、出し直してもらう（npx kaikaku reply ファイル名 … 手紙とExcelを作る）",
        ]
      : [];
  const teach = [
    ...teachingSteps(
      refused.filter(({why}) => isOfHeadings(why)).map(({file}) => file),
      "見出しを教え、もう一度受け箱に入れる（この市ではその見出しがふつうのとき）",
    ),
    ...(isOfWords(
      faults.map(({reason, row_count}) => ({reason, rows: row_count})),
      held.reduce((sum, {row_count}) => sum + row_count, 0),
    )
      ? teachingSteps(
          held.filter(({quarantined_count}) => quarantined_count > 0).map(({file_name}) => file_name),
          "言葉や番号の形を教え、npx kaikaku rebuild --words で読み直す（この市ではそれでよいとき）",
        )
      : []),
  ];
  const unblock =
    obstacles.lines.length > 0 ? [`「${obstacles.title}」を、それぞれの直し方のとおりに片付ける`] : [];
  const steps = [...run, ...unblock, ...mend, ...ask, ...teach];
  if (steps.length > 0) return steps;
  const isEmpty = in_force.every(({periods}) => periods.length === 0);
  return [
    isEmpty
      ? `届いたファイルを受け箱（${folders.inbox}）に入れて npx kaikaku run を実行する`
      : "ありません。",
  ];
}

/** One line, however many files there are; with the name of the only one. */
function teachingSteps(files: string[], what: string): string[] {
  const [only = "", ...others] = files;
  if (only === "") return [];
  return [`npx kaikaku map ${others.length === 0 ? `"${only}"` : "ファイル名"} … ${what}`];
}

function listedStep({batch_id, file_name}: HeldBatch): string {
  return `${file_name}（受付番号${batch_id}）を、もう一度受け箱に入れて npx kaikaku run … あとで受け付けた一覧か名簿で読み直す`;
}

/** Its sender has something to mend: rows, or totals. */
function isToMend({quarantined_count, reasons}: HeldBatch): boolean {
  return quarantined_count > 0 || reasons.some(({kind}) => kind === "control_total");
}

/** From here on what is to be done with each file is the same line over and over. */
const MANY_FILES = 4;

function mendingSteps(held: HeldBatch[]): string[] {
  if (held.length >= MANY_FILES)
    return [
      `npx kaikaku reply 受付番号 … 下の保留${count(held.length)}ファイルの手紙と直し用のExcelを作り、送り主に返す`,
    ];
  return held.map(
    ({batch_id, file_name}) =>
      `npx kaikaku reply ${batch_id} … ${file_name} の手紙と直し用のExcelを作り、送り主に返す`,
  );
}

function askingSteps(held: HeldBatch[]): string[] {
  if (held.length >= MANY_FILES)
    return [`下の保留${count(held.length)}ファイルの理由を送り主に確かめ、accept か reject で決める`];
  return held.map(
    ({batch_id, file_name}) =>
      `${file_name}（受付番号${batch_id}）の理由を送り主に確かめ、accept か reject で決める`,
  );
}

/** Files that were refused for the same reason, and then that reason. */
function refusedLines(refused: RefusedFile[]): string[] {
  return [...Map.groupBy(refused, ({why}) => why)].flatMap(([why, files]) => [
    ...files.map(({file}) => file),
    ...why.split("\n").map((line) => `  ${line}`),
  ]);
}

function heldLines(batch: HeldBatch): string[] {
  return [
    `受付番号${batch.batch_id}  ${batch.file_name}（${batch.source_title}、${japaneseDate(batch.received_on)}受付）`,
    `  ${count(batch.row_count)}行のうち 読めた行 ${count(batch.accepted_count)}、読めない行 ${count(batch.quarantined_count)}`,
    ...batch.reasons.map(({reason}) => `  理由: ${reason}`),
  ];
}

function partLines({source_title, period_months, period, file_names, missing}: PeriodInParts): string[] {
  const names = missing.map(
    ({bureau_name, usual_count}) => `${bureau_name}（これまで${count(usual_count)}以上）`,
  );
  return [
    `${source_title} ${periodName(period_months, period)}`,
    `  届いたもの: ${someOf(file_names.slice(0, SHOWN_MISSING), file_names.length, "ファイル")}`,
    `  まだの局区: ${someOf(names.slice(0, SHOWN_MISSING), names.length, "局区")}`,
  ];
}

function decisionLines(decisions: BatchDecision[]): string[] {
  const more = decisions.length > SHOWN_DECISIONS ? ["（それより前は --json で見られます）"] : [];
  return [...decisions.slice(0, SHOWN_DECISIONS).map(decisionLine), ...more];
}

function decisionLine({
  batch_id,
  file_name,
  decision,
  decided_on,
  decided_by,
  reason,
}: BatchDecision): string {
  const what = decision === "accept" ? "受付" : "取下げ";
  return `${japaneseDate(decided_on)} ${what} 受付番号${batch_id} ${file_name}（${decided_by}: ${reason}）`;
}

const COLUMNS = [
  {title: "種類", align: "left"},
  {title: "期間", align: "left"},
  {title: "数", align: "right"},
  {title: "ファイル", align: "right"},
  {title: "抜けている期間", align: "left"},
] as const;

/** Kinds that never came are told where somebody waits for them, and nowhere else. */
function inForceLines(sources: SourceInForce[]): string[] {
  const there = sources.filter(({periods}) => periods.length > 0);
  return there.length === 0 ? ["まだありません。"] : terminalTable([...COLUMNS], there.map(sourceRow));
}

function sourceRow({source_title, period_months, periods, missing}: SourceInForce): string[] {
  const name = (period = "") => periodName(period_months, period);
  const [first, last] = [periods[0]?.period, periods.at(-1)?.period];
  if (!first || !last) return [source_title];
  const files = new Set(periods.map(({batch_id}) => batch_id)).size;
  const span = first === last ? name(first) || "全体" : `${name(first)}～${name(last)}`;
  const gaps = someOf(missing.slice(0, SHOWN_MISSING).map(name), missing.length, "期間");
  const known = new Set(periods.map(({period}) => period)).size;
  return [source_title, span, count(known), count(files), gaps];
}

function count(value: number): string {
  return formatValue(value, 0);
}
