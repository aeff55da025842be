/*
 * Where headings or words alone are in the way, the city can teach them: the command `map`. Reasons are kept as texts, so that
 * what is said of them later is told by these pieces of theirs.
 */

/** Ends the reason of a file of which only the headings are not known. */
export const HEADINGS_HINT = "この市のファイルではこの見出しがふつうなら、npx kaikaku map で教えられます。";

/** In the reason of a cell whose word no choice knows, and of one whose code has another shape. */
export const [NO_SUCH_WORD, OTHER_SHAPE] = ["は使えません。次のどれかにしてください: ", "形が違います。例: "];
const OTHER_NUMBER = /は職員番号（.*）として読めません/;

/** Whether a file was refused for its headings alone. */
export function isOfHeadings(why: string): boolean {
  return why.includes(HEADINGS_HINT);
}

/** Whether a cell was refused for its word, or the shape of its code. */
export function isOfWords(reason: string): boolean {
  return reason.includes(NO_SUCH_WORD) || reason.includes(OTHER_SHAPE) || OTHER_NUMBER.test(reason);
}
