import {fiscalYearCode, quarterEnd} from "../../schemas/fiscal-time.ts";
import {isPeriod, parsePeriod} from "../../schemas/typed-period.ts";

/** One indicator of a bureau's own card as a table of that bureau alone, under the headings that tables of all bureaus have. */
export interface CardTable {
  /** As its row calls it; null where the page names its indicators in the order of their tables. */
  indicator: string | null;
  head: string[];
  line: string[];
}

/** "健康福祉局スコアカード令和6年度第2四半期": the first quarter on a page is that of its heading. */
const HEADING = /(\D{0,60}?)((?:令和|平成)(?:\d+|元)年度第[1-4]四半期)/;
/** Above rows of indicators, and above the years of one. */
const BY_INDICATOR = "指標";
const BY_YEAR = ["年度", "年"];
/** Headings of numbers of the bureau; the others are of the whole, or no numbers. */
const OWN = /^この/;
const BEFORE = ["前年度", "前年同期"];
const CHANGE = "前年差";
const MARK = /[*＊]$/;

/**
 * What a page says of the one bureau that its heading names, an indicator a row or, under a chart, a table; none of a page of another kind. All
 * texts are plain: without blanks.
 */
export function cardTables(page: {around: string; rows: string[][]}, bureaus: Iterable<string>): CardTable[] {
  const [, before = "", quarter = ""] = HEADING.exec(page.around) ?? [];
  const bureau = [...bureaus]
    .filter((name) => before.includes(name))
    .reduce((longest, name) => (name.length > longest.length ? name : longest), "");
  if (bureau === "") return [];
  let head: string[] = [];
  return page.rows.flatMap((row, index): CardTable[] => {
    const [first = ""] = row;
    if (first === BY_INDICATOR || BY_YEAR.includes(first)) {
      head = row;
      return [];
    }
    if (head[0] === BY_INDICATOR) return ofIndicator({head, row, bureau, quarter});
    // The row below is the whole's.
    return index > 0 && page.rows[index - 1] === head
      ? [{indicator: null, head, line: [bureau, ...row.slice(1)]}]
      : [];
  });
}

function ofIndicator(of: {head: string[]; row: string[]; bureau: string; quarter: string}): CardTable[] {
  const {head, row, bureau} = of;
  const yearColumn = head.findIndex((text) => BY_YEAR.includes(text));
  const [own, before] = periodsOf(yearColumn === -1 ? of.quarter : (row[yearColumn] ?? ""));
  const columns = head.flatMap((text, column) => {
    const heading = BEFORE.includes(text) ? before : OWN.test(text) ? own : text === CHANGE ? CHANGE : null;
    return heading === null ? [] : [{heading, cell: row[column] ?? ""}];
  });
  return [
    {
      indicator: (row[0] ?? "").replace(MARK, ""),
      head: ["", ...columns.map(({heading}) => heading)],
      line: [bureau, ...columns.map(({cell}) => cell)],
    },
  ];
}

/** "R5" → R5, R4; "令和6年度第2四半期" → R6.9まで, R5.9まで; what is no period is its own heading, which nobody knows. */
function periodsOf(text: string): [string, string] {
  const period = isPeriod(text) ? parsePeriod(text) : null;
  if (!period || period.kind === "month") return [text, text];
  const until = period.kind === "quarter" ? `.${Number(quarterEnd(period).slice(5, 7))}まで` : "";
  const [own, before] = [period.fiscalYear, period.fiscalYear - 1].map(
    (year) => `${fiscalYearCode(year)}${until}`,
  );
  return [own ?? "", before ?? ""];
}
