import {type Contract, fieldsOf, type Layout} from "../../schemas/contract.ts";
import type {DictionaryField, DictionarySource, PersonalData} from "../../schemas/dictionary.ts";
import type {FieldKind} from "../../schemas/fields.ts";
import {shippedContracts} from "../../schemas/sources.ts";
import {BLANK, wordLines} from "../../schemas/word-lines.ts";
import type {Descriptions} from "../catalog/descriptions.ts";
import {type JudgedField, judgedFields} from "../ledger/stored-columns.ts";

/** Every contract in the words of the people who send the files. */
export function readSources(contracts: Contract[], words: Descriptions): DictionarySource[] {
  return contracts.map((contract) => ({
    source: contract.source,
    title: contract.title,
    grain: words.relation(`raw.${contract.source}`)?.grain ?? "",
    period: periodText(contract),
    layout: layoutText(contract),
    personalData: personalDataIn(contract),
    words: wordsOf(contract),
    fields: judgedFields(contract).map(fieldText),
  }));
}

/** Against the program's own headings. */
function wordsOf({source, words}: Contract): string[] {
  const shipped = shippedContracts.find((each) => each.source === source);
  return shipped && words ? wordLines(shipped, words) : [];
}

/** Restricted sources tell of health or disability (要配慮個人情報); others with staff numbers tell of people. */
function personalDataIn(contract: Contract): PersonalData {
  if (contract.isRestricted) return "sensitive";
  return fieldsOf(contract).some(({meta}) => meta.kind === "staff_number") ? "personal" : "none";
}

function periodText(contract: Contract): string {
  if (contract.period === "whole") return "一覧全体。新しいファイルが前のファイルに置き換わる";
  const {column, by, or} = contract.period;
  const longer = or === undefined ? "" : `（「${headingOf(contract, or)}」だけの行は、その四半期の3か月分）`;
  return `「${headingOf(contract, column)}」${by === "month" ? "の月" : ""}ごと${longer}。同じ期間のファイルが後から届くと、後のほうが使われる`;
}

function headingOf(contract: Contract, column: string): string {
  return fieldsOf(contract).find(({name}) => name === column)?.meta.headings[0] ?? column;
}

function layoutText(contract: Contract): string {
  const {layout, otherLayouts = []} = contract;
  return [layout, ...otherLayouts].map((each) => oneLayoutText(contract, each)).join("。または、");
}

function oneLayoutText(contract: Contract, layout: Layout): string {
  const whose = layout.sender === undefined ? "" : `${layout.sender}: `;
  const totals = layout.totals ? "。計・合計・全庁計などの行は内訳と突き合わせてから除く" : "";
  switch (layout.kind) {
    case "list":
      return `${whose}見出しの下に1件1行で並ぶ表（上に表題の行があってもよい）${totals}`;
    case "months_across":
      return `${whose}月が横に並ぶ表${totals}`;
    case "kinds_across":
      return `${whose}「${headingOf(contract, layout.kindField)}」の言葉が横に並ぶ表${totals}`;
    default:
      return layout satisfies never;
  }
}

const KINDS: Record<FieldKind, string> = {
  text: "文字",
  choice: "選択",
  day: "日付",
  month: "年月",
  quarter: "四半期",
  fiscal_year: "年度",
  integer: "整数",
  decimal: "数",
  duration: "時間",
  staff_number: "職員番号",
};

function fieldText(field: JudgedField): DictionaryField {
  const {meta, storedName} = field;
  return {
    headings: meta.headings,
    column: storedName,
    kind: KINDS[meta.kind],
    allowed: allowedText(field),
    isOptional: meta.optional,
    without: withoutColumn(meta),
    example: meta.kind === "choice" ? "" : meta.example,
    identifiesPerson: meta.kind === "staff_number",
  };
}

/** What holds where a file has no such column; "" where it must have it. */
function withoutColumn({absent}: JudgedField["meta"]): string {
  if (absent === null) return "";
  const says = absent.says === "" ? "空欄とする" : `「${absent.says}」とする`;
  return [`列がなければ${says}`, ...(absent.costs === "" ? [] : [absent.costs])].join("。");
}

function allowedText({meta, limits}: JudgedField): string {
  const {minimum, maximum} = limits;
  switch (meta.kind) {
    case "choice":
      return Object.entries(meta.choices)
        .map(([label, value]) => [label || BLANK, value])
        .map(([label, value]) => (label === value ? label : `${label}（${value}）`))
        .join("、");
    case "decimal":
      return `${number((minimum ?? 0) / 10_000)}～${number((maximum ?? 0) / 10_000)}。小数は4桁まで`;
    case "integer":
      return `${number(minimum)}～${number(maximum)}${meta.dashIsZero ? "。「－」は0" : ""}`;
    case "duration":
      return `${number((minimum ?? 0) / 60)}～${number((maximum ?? 0) / 60)}時間`;
    case "staff_number":
    case "text":
      return meta.code?.name ?? "";
    default:
      return "1900年～2099年";
  }
}

function number(value: number | undefined): string {
  return (value ?? 0).toLocaleString("ja-JP");
}
