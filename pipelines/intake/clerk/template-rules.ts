import type {FieldMeta} from "../../../schemas/fields.ts";
import type {InputRule} from "../../engine/workbook-rules.ts";
import type {JudgedField} from "../../ledger/stored-columns.ts";
import type {Offers} from "./template-choices.ts";
import {choicesRange} from "./template-guide.ts";

/** A column of the sheet that is filled in. */
export interface InputColumn {
  heading: string;
  field: JudgedField;
  /** As Excel calls it: A, AB. */
  letters: string;
}

/** Rows for which the rules of input hold. */
export const RULED_ROWS = 2_000;

/** What Excel says of a column's cells before and after something is typed. */
export function ruleOf({field, heading, letters}: InputColumn, offers: Offers, firstRow: number): InputRule {
  const {name, meta, limits} = field;
  const base = {
    range: `${letters}${firstRow}:${letters}${firstRow + RULED_ROWS - 1}`,
    prompt: noteOf(meta),
    error: `${heading}に入れられない値です。${noteOf(meta)}`,
  };
  if (offers.has(name)) {
    const from = choicesRange(offers, name);
    // A list of another source may be newer than the one that is known here.
    return isClosed(field)
      ? {...base, kind: "list", from, isStrict: true, error: "一覧から選んでください。"}
      : {...base, kind: "list", from, isStrict: false, error: NOT_LISTED};
  }
  if (meta.kind === "staff_number" && meta.code)
    return {...base, kind: "length", ...meta.code.lengths, isStrict: true};
  if (meta.kind === "integer" && limits.minimum !== undefined && limits.maximum !== undefined)
    return {...base, kind: "whole", min: limits.minimum, max: limits.maximum, isStrict: !meta.dashIsZero};
  return {...base, kind: "any", isStrict: false};
}

const NOT_LISTED =
  "一覧にない値です。新しくできたものなら、先にその一覧を送ってから、このまま使ってください。";

/** Whether the words it offers are all that it takes. */
function isClosed({meta}: JudgedField): boolean {
  return meta.kind === "choice" || meta.onlyWords.length > 0;
}

export function noteOf({example, optional, absent}: FieldMeta): string {
  const mayLack = absent === null ? "" : "（任意の列です。なければ、列ごと消して構いません）";
  return `例: ${example}${optional ? "（空欄でも構いません）" : ""}${mayLack}`;
}
