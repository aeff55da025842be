/** A text of a workbook that stands in no cell. */
export interface Remark {
  /**
   * What is printed with the table (header, footer, text box), what is said of one cell (comment), and what hardly anybody
   * sees: the title among the properties, names of ranges, what the rules of cells ask for. That is often of an older file.
   */
  where: "remark" | "comment" | "property";
  /** "ヘッダー", "D5のコメント" */
  place: string;
  text: string;
}

/** "&C&14令和4年度&R（千枚）&Cページ &P" → 令和4年度, （千枚）: the codes of a header lead to no text of its own. */
export function headerTexts(code: string): string[] {
  return code
    .split(/&[LCR]/i)
    .map((part) => (/&[PN]/i.test(part) ? part.replace(/ページ|頁|page|[/／-]/gi, "") : part))
    .map((part) => part.replace(CODES, "").trim())
    .filter((text) => text !== "");
}

/** Typefaces, colours, sizes, and single letters for what is filled in. */
const CODES = /&"[^"]*"|&K(?:[0-9A-F]{6}|[0-9]{2}[+-][0-9]{3})|&[0-9]+ ?|&[A-Z]/gi;

/** Excel writes the name of who wrote a comment into its first line. */
export function withoutAuthor(text: string): string {
  return text.replace(/^[^\n:：]{1,20}[:：]\s*\n/, "");
}
