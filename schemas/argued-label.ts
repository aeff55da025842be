import type {FieldMeta} from "./fields.ts";
import {folded} from "./folded.ts";
import type {UsualWords} from "./usual-words.ts";

/** The program's word that a city's word can be argued to mean. */
export interface Argued {
  label: string;
  /** Of what the argument is, for people. */
  why: string;
}

interface Column {
  name: string;
  meta: Pick<FieldMeta, "choices">;
}

/**
 * The label that a word means by a table of usual words, by its spelling, or because one of the two holds the other and no
 * other label does; undefined where that cannot be said. A letter that differs is another word: 部長級 is no 課長級.
 */
export function arguedLabel({name, meta}: Column, word: string, {values}: UsualWords): Argued | undefined {
  const usual = values[name] ?? {};
  const plain = withoutEnding(word);
  const [, said] = Object.entries(usual).find(([each]) => withoutEnding(each) === plain) ?? [];
  if (said !== undefined && Object.hasOwn(meta.choices, said)) return {label: said, why: "ふつうの言い換え"};
  const labels = Object.keys(meta.choices);
  const same = labels.find((label) => folded(label) === folded(word));
  if (same !== undefined) return {label: same, why: "書き方だけの違い"};
  const holding = labels.filter((label) => holds(word, label));
  const [label, ...others] = holding;
  const isOne = label !== undefined && others.every((other) => meta.choices[other] === meta.choices[label]);
  return isOne ? {label, why: "言葉の一部が同じ"} : undefined;
}

/** 平日分 is 平日. */
function withoutEnding(word: string): string {
  return folded(word).replace(/(?<=..)[分等]$/, "");
}

const SHORTEST = 2;
/** 非管理職 holds 管理職 and is not it. */
const DENIED = /[非不未無準前元副除外]|以外|なし|ない|でな/;

/** Whether one of two words holds the other, and what it has besides denies nothing. */
function holds(word: string, label: string): boolean {
  const [short, long] = [folded(word), folded(label)].sort((one, other) => one.length - other.length) as [
    string,
    string,
  ];
  if (short.length < SHORTEST || !long.includes(short)) return false;
  return !DENIED.test(long.replace(short, ""));
}
