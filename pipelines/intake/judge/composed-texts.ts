import {composedKana} from "../../../schemas/composed-kana.ts";
import type {FieldTexts} from "../read/cell-blocks.ts";

/** The same texts with kana of one sign each, whichever way the file writes them. */
export function composedTexts(texts: FieldTexts[]): FieldTexts[] {
  return texts.map((field) => ({
    get count() {
      return field.count;
    },
    textAt: (number) => composedKana(field.textAt(number)),
  }));
}
