/*
 * Where headings or words alone are in the way, the city can teach them: the command `map`. Reasons are kept as texts, so that
 * what is said of them later is told by these pieces of theirs.
 */

/** Ends the reason of a file of which only the headings are not known. */
export const HEADINGS_HINT = "この市のファイルではこの見出しがふつうなら、npx kaikaku map で教えられます。";

/** In the reason of a cell whose word no choice knows. */
export const NO_SUCH_WORD = "は使えません。次のどれかにしてください: ";
/** In those of a cell whose code has another shape, or fewer digits. */
export const [OTHER_SHAPE, TOO_SHORT] = [
  "形が違います。例: ",
  "文字しかありません。先頭の0が落ちていないか確かめてください",
];
const OTHER_NUMBER = /は職員番号（.*）として読めません/;

/** Whether a file was refused for its headings alone. */
export function isOfHeadings(why: string): boolean {
  return why.includes(HEADINGS_HINT);
}

/** What is wrong in some rows of a file. */
interface Fault {
  reason: string;
  rows: number;
}

/**
 * Whether the city may teach what is wrong in a file of so many rows: a word that no choice knows, or the shape that at least
 * half of its codes have; a code or two of another shape are slips.
 */
export function isOfWords(faults: readonly Fault[], rowCount: number): boolean {
  const ofShapes = faults.filter(
    ({reason}) => [OTHER_SHAPE, TOO_SHORT].some((text) => reason.includes(text)) || OTHER_NUMBER.test(reason),
  );
  const rows = ofShapes.reduce((sum, fault) => sum + fault.rows, 0);
  return faults.some(({reason}) => reason.includes(NO_SUCH_WORD)) || (rows > 0 && rows * 2 >= rowCount);
}
