import type {Meaning, SourceWords} from "./city-source.ts";
import {type Contract, fieldsOf} from "./contract.ts";
import {someOf} from "./some-of.ts";

const SHOWN = 12;

/** What the words of a city stand for, for people: a line for each column and kind; `contract` is the program's own. */
export function wordLines(contract: Contract, words: SourceWords): string[] {
  const name = new Map(fieldsOf(contract).map(({name, meta}) => [name, meta.headings[0] ?? name]));
  const heading = (column: string) => `「${name.get(column) ?? column}」`;
  const each = <Said>(said: Record<string, Said>, line: (column: string, said: Said) => string) =>
    Object.entries(said).map(([column, value]) => line(column, value));
  return [
    ...each(words.headings, (column, said) => `見出し: ${said.join("、")} → ${heading(column)}`),
    ...each(words.values, (column, said) => `${heading(column)}の言葉: ${pairs(said, meaningText)}`),
    ...each(words.defaults ?? {}, (column, says) => `${heading(column)}の列がないとき: ${says}`),
    ...each(words.patterns, (column, {pattern}) => `${heading(column)}の形: ${pattern}`),
    ...each(words.units, (column, said) => `${heading(column)}の単位: ${pairs(said, (ours) => ours)}`),
    ...(words.period === undefined ? [] : ["届く期間: 月ごと（月のない行は、その四半期の3か月分とする）"]),
    ...(words.layouts.length > 0
      ? [`表の形: ${words.layouts.map(({sender, kind}) => `${sender}（${LAYOUT_KINDS[kind]}）`).join("、")}`]
      : []),
  ];
}

/** What a layout looks like, for people. */
export const LAYOUT_KINDS = {
  list: "1件1行の表",
  months_across: "月を横に並べた表",
  kinds_across: "区分を横に並べた表",
};

export function meaningText(each: Meaning): string {
  if ("own" in each) return `市だけの値 ${each.own}`;
  return each.reason === "" ? each.as : `${each.as}（${each.reason}）`;
}

/** A blank cell, for people. */
export const BLANK = "（空欄）";

function pairs<Said>(said: Record<string, Said>, text: (said: Said) => string): string {
  const all = Object.entries(said).map(([word, meaning]) => `${word || BLANK} → ${text(meaning)}`);
  return someOf(all.slice(0, SHOWN), all.length);
}
