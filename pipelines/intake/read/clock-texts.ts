import {type Contract, fieldsOf} from "../../../schemas/contract.ts";
import {halfWidth, trimmed} from "../../../schemas/read-value.ts";
import {answerAmong, type Question, question} from "../../ledger/hold.ts";
import type {CellSource, FieldTexts} from "./cell-blocks.ts";

/** The point parts hours and minutes, or hours and their hundredths. */
const [AS_CLOCK, AS_DECIMAL] = ["時分", "小数"];
const POINTED = /^([0-9]{1,5})\.([0-9]{1,2})(?:時間)?$/;
/** What hours are counted in where they are written as decimals. */
const QUARTERS = [0, 25, 50, 75];

/** Cells of lengths of time, read as a person said they are meant; what can be meant in two ways is asked. */
export function clockTexts(source: CellSource, contract: Contract, answers: string[]): CellSource {
  const fields = fieldsOf(contract);
  const isClock = answerAmong([AS_CLOCK, AS_DECIMAL], answers) === AS_CLOCK;
  const texts = source.texts.map((known, index) =>
    isClock && fields[index]?.meta.kind === "duration" ? withColons(known) : known,
  );
  const asked = () =>
    fields.flatMap(({meta}, index) =>
      meta.kind === "duration" ? askedOf(meta.headings[0] ?? "", source.texts[index] as FieldTexts) : [],
    );
  return {...source, texts, questions: () => [...source.questions(), ...asked()]};
}

/** 31.35 → 31:35, 12.3 (a spreadsheet drops the last zero) → 12:30. */
function withColons(texts: FieldTexts): FieldTexts {
  return {
    get count() {
      return texts.count;
    },
    textAt: (number) => {
      const text = texts.textAt(number);
      const [, hours, minutes = ""] = pointed(text) ?? [];
      return hours === undefined ? text : `${hours}:${minutes.padEnd(2, "0")}`;
    },
  };
}

function pointed(text: string): RegExpExecArray | null {
  return POINTED.exec(halfWidth(trimmed(text)));
}

/** A column whose fractions all could be minutes, and are not those of quarters of an hour only. */
function askedOf(heading: string, texts: FieldTexts): Question[] {
  let example: RegExpExecArray | undefined;
  for (let number = 0; number < texts.count; number += 1) {
    const found = pointed(texts.textAt(number));
    if (!found) continue;
    const fraction = Number((found[2] ?? "").padEnd(2, "0"));
    if (fraction >= 60) return [];
    if (!QUARTERS.includes(fraction)) example ??= found;
  }
  return example ? [ask(heading, example)] : [];
}

function ask(heading: string, [text, hours, minutes = ""]: RegExpExecArray): Question {
  const clock = `${hours}時間${Number(minutes.padEnd(2, "0"))}分`;
  return question(`「${heading}」の「${text}」は、${clock}とも、${hours}.${minutes}時間とも読めます`, {
    [AS_CLOCK]: `${clock}`,
    [AS_DECIMAL]: `${hours}.${minutes}時間`,
  });
}
