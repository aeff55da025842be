import {hasShape} from "../engine/document-typeface.ts";

/** Signs that are no shape on paper, and U+FFFD, which stands where a sign was lost. */
const LAYOUT = /^[\n\t]$/;
const LOST = "\uFFFD";

/** Why a text of the city cannot be printed; null where it can. */
export function whyNotPrintable(text: string): string | null {
  const sign = [...text].find((each) => !LAYOUT.test(each) && (each === LOST || !hasShape(each)));
  return sign === undefined
    ? null
    : `「${sign}」（${codePoint(sign)}）は、印刷の書体にない文字です。ほかの字か言葉にしてください。`;
}

function codePoint(sign: string): string {
  return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
