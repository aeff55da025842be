import {utils, type WorkBook} from "@e965/xlsx";

export const MONTHS = ["4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月", "1月", "2月", "3月"];

const GUIDE_HEADING_ROW = 2;
const INPUT_HEADING_ROWS = [2, 3];

interface GuideLine {
  /** The columns that the line explains, one name each. */
  headings: string[];
  example: string;
}

function cellsOf(book: WorkBook, sheet: string): string[][] {
  return utils.sheet_to_json<string[]>(book.Sheets[sheet] ?? {}, {header: 1, defval: "", blankrows: true});
}

/** The lines of a template's guide as a clerk reads them. */
export function guideOf(book: WorkBook): GuideLine[] {
  const lines = cellsOf(book, "書き方の説明").slice(GUIDE_HEADING_ROW + 1);
  return lines
    .filter(([heading]) => heading)
    .map(([heading = "", , example = ""]) => ({
      headings: heading.startsWith("4月～3月の各月") ? MONTHS : [heading.split(" または ")[0] ?? ""],
      example,
    }));
}

/** The lowest heading of each column of the input sheet. */
export function headingsOf(book: WorkBook, title: string): string[] {
  const [upper = [], lower = []] = INPUT_HEADING_ROWS.map((row) => cellsOf(book, title)[row]);
  return upper.map((heading, column) => lower[column] || heading);
}

/** The first of the guide's examples below each heading. */
export function inputRow(book: WorkBook, title: string): string[] {
  const examples = new Map(
    guideOf(book).flatMap(({headings, example}) => headings.map((heading) => [heading, example])),
  );
  return headingsOf(book, title).map((heading) => (examples.get(heading) ?? "").split("、")[0] ?? "");
}
