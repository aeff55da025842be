import type {Meaning, SourceWords} from "../../schemas/city-source.ts";
import {type Contract, fieldsOf} from "../../schemas/contract.ts";
import {shippedContracts} from "../../schemas/sources.ts";

/** What a city has decided on how the files of a source are read. */
export interface SourceReadings {
  title: string;
  words: {what: string; said: string}[];
}

/** The city's own headings, words and codes, each with what it is read as; none where files come as the program asks for them. */
export function readingsOf({source, title, words}: Contract): SourceReadings[] {
  const shipped = shippedContracts.find((contract) => contract.source === source);
  if (!words || !shipped) return [];
  const ours = new Map(fieldsOf(shipped).map(({name, meta}) => [name, meta.headings[0] ?? name]));
  const said = saidIn(words, (column) => ours.get(column) ?? column);
  return said.length === 0 ? [] : [{title, words: said}];
}

function saidIn(
  {headings, values, defaults = {}, patterns, units, period, layouts}: SourceWords,
  nameOf: (column: string) => string,
): SourceReadings["words"] {
  return [
    ...layouts.map(({sender, kind}) => ({what: "表の形", said: `${sender}：${LAYOUTS[kind]}`})),
    ...(period === "month" ? [{what: "届き方", said: "月ごと"}] : []),
    ...Object.entries(headings).map(([column, own]) => ({
      what: "見出し",
      said: `${own.join("、")} → ${nameOf(column)}`,
    })),
    ...Object.entries(values).map(([column, own]) => ({
      what: `「${nameOf(column)}」の言葉`,
      said: Object.entries(own).map(wordText).join("、"),
    })),
    ...Object.entries(defaults).map(([column, word]) => ({
      what: `「${nameOf(column)}」の列がないとき`,
      said: `どの行も「${word}」`,
    })),
    ...Object.entries(patterns).map(([column, {pattern}]) => ({
      what: `「${nameOf(column)}」の形`,
      said: pattern,
    })),
    ...Object.entries(units).map(([column, own]) => ({
      what: `「${nameOf(column)}」の単位`,
      said: Object.entries(own)
        .map(([word, unit]) => `${word} → ${unit}`)
        .join("、"),
    })),
  ];
}

const LAYOUTS = {
  list: "1件1行の表",
  months_across: "月を横に並べた表",
  kinds_across: "区分を横に並べた表",
} as const;

function wordText([word, meaning]: [string, Meaning]): string {
  const shown = word === "" ? "（空欄）" : word;
  if ("own" in meaning) return `${shown}（この市だけのもの）`;
  return `${shown} → ${meaning.as}${meaning.reason === "" ? "" : `（${meaning.reason}）`}`;
}
