import {periodName, WHOLE_LIST} from "../../schemas/period-name.ts";
import type {BatchInForce} from "../../schemas/release-manifest.ts";
import type {Change} from "./changes.ts";

const SHOWN = 4;
const NOTHING_FOUND = "計算の材料に変更が見当たりません（プログラムの更新によるものと思われます）";
const NOT_COMPARABLE = "前の公開版の材料の記録がなく、原因を特定できません";

/** The changes behind a moved value in one Japanese phrase; undefined when the releases cannot be compared. */
export function causeText(changes: Change[] | undefined): string {
  if (changes === undefined) return NOT_COMPARABLE;
  const phrases = [...batchPhrases(changes), ...new Set(changes.flatMap(otherPhrase))];
  if (phrases.length === 0) return NOTHING_FOUND;
  const more = phrases.length > SHOWN ? [`ほか${phrases.length - SHOWN}件`] : [];
  return [...phrases.slice(0, SHOWN), ...more].join("、");
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
  if (before && after) return `${what}を${fileText(before)}から${fileText(after)}に差替え`;
  return after ? `${what}${fileText(after)}を追加` : `${what}${before ? fileText(before) : ""}を除外`;
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

function otherPhrase(change: Change): string[] {
  switch (change.kind) {
    case "batch":
      return [];
    case "model":
      return [modelPhrase(change.relation)];
    case "catalog":
      return [change.file ? `data/catalog/${change.file} を変更` : "開庁日などの暦を変更"];
    case "kpi":
      return ["data/catalog/kpis.yaml のこの指標の記載を変更"];
    default:
      return change satisfies never;
  }
}

function modelPhrase(relation: string): string {
  const [layer, name] = relation.split(".");
  return layer === "functions"
    ? `計算に使う関数 ${name}（sql/functions）を変更`
    : `計算式 sql/${layer}/${name}.sql を変更`;
}
