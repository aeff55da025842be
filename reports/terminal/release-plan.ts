import {noteLines} from "../../schemas/finding-text.ts";
import {japaneseDate} from "../../schemas/fiscal-time.ts";
import type {PlannedFile, PlanReason, ReleasePlan} from "../../schemas/release-plan.ts";
import {someOf} from "../../schemas/some-of.ts";
import {formatValue} from "../values/format.ts";
import {diffLines} from "./release-diff.ts";

const ACTIONS = {
  automatic: "そのまま公開できます",
  approve: "公開には承認が必要です",
  never: "公開できません",
} as const;

const SHOWN_FILES = 20;

/** What publishing a candidate would change, for people. */
export function releasePlanText(plan: ReleasePlan): string {
  const {release_id, base_release_id, new_files, findings, diff} = plan;
  return `${[
    `候補  ${release_id}（${base_release_id ? `今の公開版 ${base_release_id} の次` : "初めての公開"}）`,
    "",
    `新しく使うファイル  ${formatValue(new_files.length, 0)}件`,
    ...new_files.slice(0, SHOWN_FILES).map(fileLine),
    ...more(new_files.length - SHOWN_FILES),
    "",
    ...programLines(plan),
    ...(diff ? diffLines(diff) : ["比べる公開版がありません。すべての数値が初めて公開されます。"]),
    ...relationLines(plan),
    ...cityLines(plan),
    ...builtLines(plan),
    "",
    findings.length === 0 ? "点検  問題はありません。" : "点検",
    ...noteLines(plan).map((line) => `  ${line}`),
    "",
    ...decisionLines(plan),
  ].join("\n")}\n`;
}

const PARTS = {
  calculation: "計算",
  reading: "ファイルの読取り（これから取り込むファイルだけに効きます）",
  engine: "計算エンジンDuckDB",
} as const;

function programLines({program}: ReleasePlan): string[] {
  if (program === null) return [];
  const {from, to, parts} = program;
  if (from === null)
    return [`プログラム  ${to}（今の公開版には、どのプログラムで作ったかの記録がありません）`, ""];
  return [
    `プログラム  ${from}から ${to}に変わりました`,
    ...parts.map((part) => `  変わったところ: ${PARTS[part]}`),
    "",
  ];
}

/** Tables in which no indicator's figure stands may change, too. */
function relationLines({changed_relations, titles}: ReleasePlan): string[] {
  if (changed_relations.length === 0) return [];
  const names = changed_relations.map(({relation, row_count}) => {
    const name = relation.replace("marts.", "");
    return `${titles[relation] ? `${titles[relation]}（${name}）` : name}${formatValue(row_count, 0)}行`;
  });
  return ["", `中身の変わる表: ${names.join("、")}`];
}

/** What was computed anew, and which tables that nobody computed made it so. */
function builtLines({built, titles}: ReleasePlan): string[] {
  if (built === null) return [];
  const {relations, anew} = built;
  const computed = new Set(anew.map(({relation}) => relation));
  const called = (name: string) => titles[name] ?? name;
  const inputs = new Set(
    anew.flatMap(({inputs: names}) => names.filter((name) => !computed.has(name)).map(called)),
  );
  const texts = anew.filter(({why}) => why === "text").map(({relation}) => called(relation));
  const because = [
    ...(inputs.size > 0 ? [`もとの表 ${someOf([...inputs].slice(0, SHOWN_INPUTS), inputs.size, "個")}`] : []),
    ...(texts.length > 0 ? [`計算式 ${someOf(texts.slice(0, SHOWN_INPUTS), texts.length, "個")}`] : []),
  ];
  const why = because.length > 0 ? `（変わったもの: ${because.join("。")}）` : "";
  return [
    "",
    `計算  ${formatValue(relations, 0)}の表のうち${formatValue(anew.length, 0)}を計算し直しました${why}`,
  ];
}

const SHOWN_INPUTS = 4;

const HOW = {new: "（新しいファイル）", changed: "", gone: "（なくなったファイル）"} as const;
const SHOWN_KEYS = 6;

function cityLines({changed_city}: ReleasePlan): string[] {
  if (changed_city.length === 0) return [];
  const lines = changed_city.map(({file, change, keys}) => {
    const what = keys.length === 0 ? "" : ` の「${someOf(keys.slice(0, SHOWN_KEYS), keys.length, "か所")}」`;
    return `  city/${file}${what}${HOW[change]}`;
  });
  return [
    "",
    `市のフォルダーで変わったもの  ${formatValue(changed_city.length, 0)}ファイル`,
    ...lines.slice(0, SHOWN_FILES),
    ...more(lines.length - SHOWN_FILES),
  ];
}

function fileLine({source_title, file_name, batch_id, received_on, row_count}: PlannedFile): string {
  return `  ${source_title}「${file_name}」（受付番号${batch_id}、${japaneseDate(received_on)}受付、${formatValue(row_count, 0)}行）`;
}

function more(left: number): string[] {
  return left > 0 ? [`  ほか${formatValue(left, 0)}件（--json で全部）`] : [];
}

function decisionLines({release_id, action, reasons}: ReleasePlan): string[] {
  return [
    `判定  ${ACTIONS[action]}`,
    ...reasons.map(reasonLine),
    ...(action === "approve"
      ? [`  公開する: npx kaikaku approve ${release_id} --by 氏名 --reason 理由`]
      : []),
    ...(action === "automatic" ? ["  公開する: npx kaikaku run"] : []),
  ];
}

const SIGNS = {automatic: "自動", approve: "承認", never: "不可"} as const;

function reasonLine({action, reason, count, examples}: PlanReason): string {
  return `  ${SIGNS[action]}  ${reason}（${formatValue(count, 0)}件: ${someOf(examples, count)}）`;
}
