import {type BodyWords, saidInBodyWords} from "../../../schemas/body-words.ts";
import {askedColumns} from "../../../schemas/coming-by-month.ts";
import {type AcrossLayout, type Contract, fieldAcross, fieldsOf} from "../../../schemas/contract.ts";
import type {FieldMeta} from "../../../schemas/fields.ts";
import {inSheet, type SheetDescription} from "../../engine/write-workbook.ts";
import type {JudgedField} from "../../ledger/stored-columns.ts";
import type {Offers} from "./template-choices.ts";

const GUIDE = "書き方の説明";
const CHOICE_COLUMN = "F";

/** One line a column of the input sheet with its example and limits, then the choices of each in one column (the lists of the input sheet refer to them). */
export function guideSheet(
  contract: Contract,
  {fields, offers, words}: {fields: JudgedField[]; offers: Offers; words: BodyWords},
): SheetDescription {
  const say = (text: string) => saidInBodyWords(text, words);
  const heading = (value: string) => ({value, role: "heading" as const});
  const columns = guideColumns(contract, fields);
  const needs = columns.map(({need}) => say(need));
  const lines = columns.map(({heading: name, field}, index) => [
    name,
    {value: needs[index] ?? "", role: "wrapped" as const},
    {value: field.meta.example, role: "example" as const, format: "@"},
    {value: say(limitsText(field, offers)), role: "wrapped" as const},
  ]);
  const choices = fields.flatMap(({name, meta}) =>
    // Not the heading itself: beside the line of another column it would be a row of headings.
    (offers.get(name) ?? []).map((offer) => ({field: `${meta.headings[0]}の言葉`, ...offer})),
  );
  const hasMeanings = choices.some(({means}) => means !== "");
  const length = Math.max(lines.length, choices.length);
  const body = Array.from({length}, (_, index) => {
    const choice = choices[index];
    const line = lines[index] ?? [null, null, null, null];
    return [...line, choice?.field ?? null, choice?.label ?? null, ...(choice?.means ? [choice.means] : [])];
  });
  return {
    name: GUIDE,
    rows: [
      [{value: `${contract.title}の書き方`, role: "title"}],
      [{value: say(notesText(contract)), role: "note"}],
      ["列の見出し", "必要", "例", "範囲", "選ぶ列", "選べる言葉", ...(hasMeanings ? ["その名前"] : [])].map(
        heading,
      ),
      ...body,
    ],
    rowHeights: Object.fromEntries(needs.map((need, index) => [FIRST_ROW + index, heightOf(need)])),
    columnWidths: [26, NEED_WIDTH, 28, 28, 18, 36, ...(hasMeanings ? [26] : [])],
    frozen: {rows: FIRST_ROW - 1},
    print: {landscape: true},
  };
}

const FIRST_ROW = 4;
/** In characters of half width. */
const NEED_WIDTH = 50;
const LINE_POINTS = 15;

/** For programs that do not fit rows to their text by themselves. Points. */
function heightOf(need: string): number {
  return Math.ceil((need.length * 2) / NEED_WIDTH) * LINE_POINTS;
}

interface GuideColumn {
  heading: string;
  need: string;
  field: JudgedField;
}

/** What a clerk meets on the input sheet: where months or kinds stand across, the value stands below each of them. */
function guideColumns({layout}: Contract, fields: JudgedField[]): GuideColumn[] {
  return fields.flatMap((field) => {
    const {headings} = field.meta;
    if (layout.kind === "list")
      return [{heading: headings.join(" または "), need: needOf(field.meta), field}];
    if (field.name === fieldAcross(layout)) return [];
    if (field.name !== layout.valueField)
      return [{heading: headings.join(" または "), need: needOf(field.meta), field}];
    const signs = (layout.notReported ?? []).map((sign) => `か「${sign}」`).join("");
    const across = acrossWords(layout, fields);
    return [{heading: `${across.all}の${headings[0]}`, need: `${across.none}は空欄${signs}にする`, field}];
  });
}

function acrossWords(layout: AcrossLayout, fields: JudgedField[]): {all: string; none: string} {
  if (layout.kind === "months_across") return {all: "4月～3月の各月", none: "報告のない月"};
  const kind = fields.find(({name}) => name === layout.kindField)?.meta;
  return {all: `${kind?.headings[0]}ごと`, none: "実績のない区分"};
}

/** 任意: the column may be taken out altogether. */
function needOf({optional, absent}: FieldMeta): string {
  const cells = optional ? "空欄でもよい" : "必ず入れる";
  if (absent === null) return cells;
  const says = absent.says === "" ? "" : `。なければ「${absent.says}」とする`;
  const costs = absent.costs === "" ? "" : `。${absent.costs}`;
  return `任意（列がなくてもよい${says}${costs}）。列があれば${cells}`;
}

/** Where the words that a field offers stand on the guide. */
export function choicesRange(offers: Offers, name: string): string {
  let first = FIRST_ROW;
  for (const [other, offered] of offers) {
    if (other === name)
      return inSheet(GUIDE, `$${CHOICE_COLUMN}$${first}:$${CHOICE_COLUMN}$${first + offered.length - 1}`);
    first += offered.length;
  }
  throw new Error(`${name} offers nothing`);
}

function limitsText({name, meta, limits}: JudgedField, offers: Offers): string {
  if (offers.has(name)) return "右の「選べる言葉」から選ぶ";
  if (meta.kind === "staff_number") return `${meta.code?.name}${meta.code?.digits ? "（前の0も書く）" : ""}`;
  if (limits.minimum === undefined || limits.maximum === undefined) return "";
  if (meta.kind === "duration") return `${limits.minimum / 60}～${limits.maximum / 60}時間`;
  if (meta.kind === "decimal") return "小数は4桁まで";
  const range = `${limits.minimum.toLocaleString("ja-JP")}～${limits.maximum.toLocaleString("ja-JP")}`;
  const units = Object.keys(meta.units).join("、");
  return [
    range,
    ...(meta.dashIsZero ? ["「－」は0"] : []),
    ...(units ? [`単位は${units}。数字だけなら${oneOf(meta.units)}`] : []),
  ].join("。");
}

/** The unit of a number that says none. */
function oneOf(units: Record<string, number>): string {
  return Object.keys(units).find((unit) => units[unit] === 1) ?? "";
}

function notesText(contract: Contract): string {
  const names = new Map(fieldsOf(contract).map(({name, meta}) => [name, meta.headings[0] ?? name]));
  const {layout} = contract;
  const across = layout.kind === "list" ? undefined : fieldAcross(layout);
  const asked = askedColumns(contract);
  const key = contract.grain
    .filter((name) => name !== across && asked.includes(name))
    .map((name) => names.get(name))
    .join("・");
  const months =
    layout.kind !== "months_across"
      ? ""
      : "月の上の年度を確かめ、別の年度の分は年度を書き換えて別のファイルにしてください。";
  const again =
    contract.period === "whole"
      ? "新しく送ると、前の一覧の全部と入れ替わります。"
      : "同じ期間をもう一度送ると、その期間の全部の行と入れ替わります。";
  return `${key}が同じ行は1行だけにしてください。${months}${again}`;
}
