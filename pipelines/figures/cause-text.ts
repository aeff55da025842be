import {changedWords} from "../../schemas/changed-words.ts";
import {periodName, WHOLE_LIST} from "../../schemas/period-name.ts";
import type {BatchInForce} from "../../schemas/release-manifest.ts";
import {someOf} from "../../schemas/some-of.ts";
import {MEASURED} from "../catalog/indicator-models.ts";
import {KPI_FILE} from "../catalog/table-files.ts";
import {programName} from "../releases/program.ts";
import {type ChangedDecision, entryKey} from "./changed-decisions.ts";
import {isByProgram} from "./changes.ts";
import type {Change} from "./changes-between.ts";

const SHOWN = 4;
const NOTHING_FOUND = "計算の材料に変更が見当たりません";
const UNRECORDED = `${NOTHING_FOUND}（前の公開版にはプログラムの記録がなく、その更新によるものと思われます）`;
const NOT_COMPARABLE = "前の公開版の材料の記録がなく、原因を特定できません";

/** The changes behind a moved value in one Japanese phrase; undefined when the releases cannot be compared. */
export function causeText(changes: Change[] | undefined): string {
  if (changes === undefined) return NOT_COMPARABLE;
  const phrases = [...batchPhrases(changes), ...new Set(changes.flatMap(otherPhrase))];
  if (phrases.length === 0) return NOTHING_FOUND;
  const more = phrases.length > SHOWN ? [`ほか${phrases.length - SHOWN}件`] : [];
  return [...phrases.slice(0, SHOWN), ...more].join("、");
}

/** What is said of the changes behind one move. */
export function causeOf(changes: Change[]): {cause: string; is_by_program: boolean} {
  return {cause: causeText(changes), is_by_program: isByProgram(changes)};
}

type BatchChange = Extract<Change, {kind: "batch"}>;

/** One phrase for each pair of files, however many periods they share. */
function batchPhrases(changes: Change[]): string[] {
  const batches = changes.filter((change) => change.kind === "batch");
  const pairs = Map.groupBy(batches, ({before, after}) => `${before?.batchId} ${after?.batchId}`);
  return [...pairs.values()].flatMap((pair) => {
    const [first] = pair;
    return first ? [batchPhrase(first, pair.map(({period}) => period).sort())] : [];
  });
}

function batchPhrase({before, after}: BatchChange, periods: string[]): string {
  const batch = after ?? before;
  const what = batch ? `${batch.sourceTitle}${periodsText(batch, periods)}` : "";
  if (before && after && before.sha256 === after.sha256)
    return `${what}${fileText(after)}を、${wordsText(before, after)}を変えて読み直し`;
  if (before && after) return `${what}を${fileText(before)}から${fileText(after)}に差替え`;
  return after ? `${what}${fileText(after)}を追加` : `${what}${before ? fileText(before) : ""}を除外`;
}

/** Which file of the city and which keys in it; the shape of a code may be written in the file of another source. */
function wordsText(before: BatchInForce, after: BatchInForce): string {
  const keys = changedWords(before.words, after.words);
  const isPatterns = keys.every((key) => key.startsWith("patterns"));
  const file = isPatterns ? "city/sources" : `city/sources/${after.source}.yaml`;
  return `${file}${keysText(keys)}`;
}

function fileText({fileName, batchId}: BatchInForce): string {
  return `「${fileName}」（受付番号${batchId}）`;
}

/** "（令和4年4月～令和5年3月分）"; nothing for a list that has no periods. */
function periodsText(batch: BatchInForce, periods: string[]): string {
  const [first = WHOLE_LIST, last = first] = [periods[0], periods.at(-1)];
  if (first === WHOLE_LIST) return "";
  const name = (period: string) => periodName(batch.periodMonths, period);
  const range = first === last ? name(first) : `${name(first)}～${name(last)}`;
  return batch.periodMonths === null ? `（${range}現在）` : `（${range}分）`;
}

/** One change of a definition in words; of an indicator's entry with its name. */
export function definitionText(change: Change): string[] {
  if (change.kind !== "kpi" || change.keys.length > 0) return otherPhrase(change);
  return [`city/kpis.yaml の指標 ${change.kpiId} の記載を変更`];
}

function otherPhrase(change: Change): string[] {
  switch (change.kind) {
    case "batch":
      return [];
    case "model":
      return [modelPhrase(change)];
    case "catalog":
      return catalogPhrases(change);
    case "kpi":
      return [kpiPhrase(change)];
    case "program":
      return [programPhrase(change)];
    case "reading":
      return ["ファイルを読み取るプログラムを更新"];
    case "unrecorded":
      return [UNRECORDED];
    default:
      return change satisfies never;
  }
}

function catalogPhrases({file, decisions}: Extract<Change, {kind: "catalog"}>): string[] {
  if (file === null) return ["プログラムを更新（開庁日などの暦）"];
  return decisions.length === 0 ? [computedFrom(file)] : decisions.map(decisionPhrase);
}

function decisionPhrase({file, by, keys}: ChangedDecision): string {
  if (by !== "city") return `プログラムを更新（既定の ${file}${keysText(keys)}）`;
  return file === KPI_FILE && keys.length > 0 ? ofEntry(keys) : `city/${file}${keysText(keys)}を変更`;
}

function kpiPhrase({byProgram, keys}: Extract<Change, {kind: "kpi"}>): string {
  if (byProgram) return computedFrom("kpis.yaml");
  return keys.length === 0 ? "city/kpis.yaml のこの指標の記載を変更" : ofEntry(keys);
}

/** What readers of a document understand, and where the office finds it: "目標を変更（city/kpis.yaml の「… › target › value」）". */
function ofEntry(keys: string[]): string {
  const words = new Set(keys.map((key) => ENTRY_WORDS[entryKey(key)] ?? "記載"));
  return `${[...words].join("・")}を変更（city/${KPI_FILE}${keysText(keys)}）`;
}

/** Keys of an indicator's entry that figures and judgements rest on. */
const ENTRY_WORDS: Record<string, string> = {
  base: "基準値",
  target: "目標",
  milestones: "途中の目標",
  target_revisions: "見直し後の目標",
  pace_from: "起点の値",
  accepted_deviations: "容認",
  near_band: "近いとみなす幅",
  scope: "対象範囲",
  model: "数え方",
  measure: "数え方",
  direction: "良くなる向き",
  comparator: "以上・以下",
  decimals: "けた数",
  unit: "単位",
};

function keysText(keys: string[]): string {
  return keys.length === 0 ? " " : ` の「${someOf(keys.slice(0, SHOWN), keys.length, "か所")}」`;
}

/** The file is the same: what is computed from it is not. */
function computedFrom(file: string): string {
  return `プログラムを更新（city/${file} からの計算のしかた）`;
}

function programPhrase({before, after}: Extract<Change, {kind: "program"}>): string {
  const engines =
    before.engine === after.engine
      ? []
      : [`計算エンジンDuckDBを ${before.engine} から ${after.engine} に更新`];
  const programs =
    before.calculation === after.calculation
      ? []
      : [`プログラムを ${programName(before)}から ${programName(after)}に更新`];
  return [...programs, ...engines].join("、");
}

function modelPhrase({relation, file}: Extract<Change, {kind: "model"}>): string {
  const [layer, name] = relation.split(".");
  if (relation === MEASURED) return "指標の選び方（kpis.yaml の id、model、scope）を変更";
  return layer === "functions"
    ? `計算に使う関数 ${name}（sql/functions）を変更`
    : `計算式 ${file ?? `sql/${layer}/${name}.sql`} を変更`;
}
