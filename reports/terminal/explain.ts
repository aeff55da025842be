import type {
  ExplainedBatch,
  ExplainedSource,
  Explanation,
  FigureRecord,
  SeriesExplanation,
  SeriesRecord,
} from "../../schemas/explanation.ts";
import {fiscalYearName, japaneseDate} from "../../schemas/fiscal-time.ts";
import {formatCount, formatValue, WITHHELD} from "../values/format.ts";
import {PROVISIONAL_WHY} from "../values/provisional-text.ts";
import {formatSaid} from "../values/said.ts";

const STATUS_NAMES = {
  final: "確定",
  provisional: "速報",
  revised: "改定",
  withheld: "秘匿",
  absent: "値なし",
} as const;

const SHOWN_FILES = 12;
const SHORT_HASH = 12;

/** One figure with all that stands behind it, for people. */
export function explanationText(explanation: Explanation): string {
  return `${[
    ...headLines(explanation),
    ...definitionLines(explanation),
    ...evidenceLines(explanation),
    "",
    "これまでの値",
    ...explanation.history.map((record) => historyLine(record, explanation)),
  ].join("\n")}\n`;
}

/** One number of a published relation with all that stands behind it, for people. */
export function seriesExplanationText(explanation: SeriesExplanation): string {
  const {figure, series_title, keys, value, unit, decimals} = explanation;
  const sum = explanation.row_count === 1 ? "" : `（${formatValue(explanation.row_count, 0)}行を足したもの）`;
  return `${[
    `${figure}  ${series_title}`,
    ...keys.map(({name, text}) => `  ${name.replace(/（.*）$/, "")}: ${text}`),
    `  公開版: ${explanation.release_id}（${japaneseDate(explanation.released_on)}公開）`,
    "",
    `  値      ${formatSaid(value, decimals)}${value === null ? "" : unit}${sum}`,
    `  表      ${explanation.relation}`,
    ...evidenceLines(explanation),
    "",
    "これまでの値",
    ...explanation.history.map((record) => seriesHistoryLine(record, explanation)),
  ].join("\n")}\n`;
}

type Evidence = Pick<Explanation, "models" | "sources" | "catalog" | "checks" | "program">;

function evidenceLines(explanation: Evidence): string[] {
  return [
    ...modelLines(explanation),
    "",
    "もとのファイル",
    ...explanation.sources.flatMap(sourceLines),
    ...(explanation.sources.length === 0 ? ["  なし（city の値）"] : []),
    "",
    "規則と定義（city）",
    ...explanation.catalog.map(({file, sha256}) => `  ${file}  ${sha256.slice(0, SHORT_HASH)}`),
    ...checkLines(explanation),
    "",
    "計算したプログラム",
    programLine(explanation),
  ];
}

function checkLines({checks}: Evidence): string[] {
  const results = checks.map(({file, message, row_count}) => {
    const result = row_count === 0 ? "該当なし" : `${formatValue(row_count, 0)}行`;
    return `  ${file}  ${message}: ${result}`;
  });
  return results.length === 0 ? [] : ["", "市の点検", ...results];
}

function programLine({program}: Evidence): string {
  if (program === null) return "  記録がありません（記録を始める前の公開版です）";
  const {version, calculation, engine} = program;
  return `  kaikaku ${version}  ${calculation.slice(0, SHORT_HASH)}、計算エンジンDuckDB ${engine}`;
}

function headLines(explanation: Explanation): string[] {
  const {figure, kpi_name, unit, decimals, observation_status, numerator, denominator} = explanation;
  const isWithheld = observation_status === "withheld";
  const shown = (text: string) => (isWithheld ? WITHHELD : text);
  const value = shown(`${formatValue(explanation.value, decimals)}${explanation.value === null ? "" : unit}`);
  return [
    `${figure}  ${kpi_name}`,
    `  期間    ${periodText(explanation)}`,
    `  局区    ${explanation.bureau_name ?? "全体"}`,
    `  範囲    ${explanation.scope_name}`,
    `  公開版  ${explanation.release_id}（${japaneseDate(explanation.released_on)}公開）`,
    "",
    `  値      ${value}（${STATUS_NAMES[observation_status]}）`,
    ...(observation_status === "provisional" ? [`          速報のわけ: ${PROVISIONAL_WHY}`] : []),
    `  分子    ${shown(formatCount(numerator))}`,
    `  分母    ${shown(formatCount(denominator))}`,
    ...(isWithheld ? ["  少人数のため秘匿しています（city/privacy.csv）。"] : []),
  ];
}

const PART_OF_YEAR = {year: "", quarter: "の途中", month: "のうち1か月"};

function periodText({period_kind, fiscal_year, period_start, period_end}: Explanation): string {
  const span =
    period_start === period_end
      ? `${japaneseDate(period_end)}現在`
      : `${japaneseDate(period_start)}から${japaneseDate(period_end)}まで`;
  return `${fiscalYearName(fiscal_year)}${PART_OF_YEAR[period_kind]}（${span}）`;
}

function definitionLines(explanation: Explanation): string[] {
  const {definition, as_of_rule, assumption, remark, how_to_change, owner} = explanation;
  return [
    "",
    `定義    ${definition.trim()}`,
    `時点    ${as_of_rule.trim()}`,
    ...(assumption ? [`仮定    ${assumption.trim()}`] : []),
    ...(remark ? [`注意    ${remark}`] : []),
    ...(how_to_change ? [`変え方  ${how_to_change.trim()}`] : []),
    `所管    ${owner}`,
  ];
}

function modelLines({models}: Pick<Explanation, "models">): string[] {
  const list = models.map(
    ({name, description, sha256}) => `  ${name}  ${sha256.slice(0, SHORT_HASH)}\n    ${description}`,
  );
  const texts = models.flatMap(({name, sql}) =>
    sql === null ? [] : ["", `計算式 ${name}`, ...sql.split("\n").map((line) => `  ${line}`)],
  );
  return ["", "計算の道筋（値に近い順）", ...list, ...texts];
}

function sourceLines({source_title, words, batches}: ExplainedSource): string[] {
  const inForce = batches.filter(({state}) => state === "in_force");
  const rows = inForce.reduce((sum, {accepted_count}) => sum + accepted_count, 0);
  const held = batches.filter(({state}) => state === "held");
  const shown = inForce.filter(({acceptance}, index) => index < SHOWN_FILES || acceptance);
  const more =
    inForce.length > shown.length
      ? [`    ほか${formatValue(inForce.length - shown.length, 0)}ファイル（--json で全部）`]
      : [];
  return [
    `  ${source_title}  ${formatValue(inForce.length, 0)}ファイル、${formatValue(rows, 0)}行`,
    ...words.map((line) => `    市の言葉  ${line}`),
    ...shown.map(inForceLine),
    ...more,
    ...held.map((batch) => `    保留中（値に入っていない） ${fileText(batch)}`),
  ];
}

/** A file that a person let in always shows, with who, when and why. */
function inForceLine(batch: ExplainedBatch): string {
  const line = `    ${fileText(batch)}、${formatValue(batch.accepted_count, 0)}行`;
  if (!batch.acceptance) return line;
  const {accepted_by, accepted_on, reason} = batch.acceptance;
  const left = formatValue(batch.row_count - batch.accepted_count, 0);
  return `${line}\n      保留を受付: ${accepted_by}、${japaneseDate(accepted_on)}、理由「${reason}」（ほか${left}行は使っていません）`;
}

function fileText({batch_id, file_name, received_on}: ExplainedSource["batches"][number]): string {
  return `${file_name}（受付番号${batch_id}、${japaneseDate(received_on)}）`;
}

function historyLine(record: FigureRecord, {decimals}: Explanation): string {
  const status = STATUS_NAMES[record.observation_status];
  const value = record.observation_status === "withheld" ? WITHHELD : formatValue(record.value, decimals);
  const day = japaneseDate(record.released_on);
  return `  ${record.release_id}（${day}）  ${value}（${status}）  ${record.cause}`;
}

function seriesHistoryLine(record: SeriesRecord, {decimals}: SeriesExplanation): string {
  const value = record.is_absent ? STATUS_NAMES.absent : formatSaid(record.value, decimals);
  return `  ${record.release_id}（${japaneseDate(record.released_on)}）  ${value}  ${record.cause}`;
}
