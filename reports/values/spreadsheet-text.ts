/** What spreadsheets begin a formula with, also in the wide letters of Japanese keyboards. */
const FORMULA = /^[=+@\t\r\n＝＋＠]/;
/** A minus sign begins a formula, too, unless nothing but a number follows, or nothing at all. */
const MINUS = /^[-－](?![\d.,０-９．，]*$)/;

/** A text as it may stand in a CSV file for a spreadsheet: one that would be taken for a formula is led by an apostrophe. */
export function spreadsheetText(text: string): string {
  return FORMULA.test(text) || MINUS.test(text) ? `'${text}` : text;
}
