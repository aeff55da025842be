import {composedKana} from "../../../schemas/composed-kana.ts";
import {trimmed} from "../../../schemas/read-value.ts";
import {cellAt, type Grid} from "../read/grid.ts";
import {headingPaths} from "../read/heading-index.ts";
import {splitUnit} from "../read/units.ts";

/** Enough to tell what kind a column is of; its values are counted by the reader, which reads all. */
const [LOOKED_AT_ROWS, MOST_DIFFERENT] = [2_000, 60];
const LONGEST_HEADING = 30;
/** Columns that tell who somebody is; the name of a bureau is none. */
const OF_PERSON =
  /氏名|姓名|^(?:職員|社員|本人)?の?名前$|^姓$|フリガナ|ふりがな|住所|電話|メールアドレス|生年月日|個人番号|マイナンバー|口座/;

/** A column of a file that nobody knows, below a row that may be its headings. */
export interface FileColumn {
  /** Index from 0. */
  column: number;
  /** As a whole, without layout. */
  heading: string;
  /** The heading without what stands in brackets behind it, and that. */
  name: string;
  unit: string;
  /** Its different texts, with how often each stands there. */
  texts: Map<string, number>;
  filled: number;
}

/** Rows of a grid taken for headings, and what stands below them. */
export interface HeadedColumns {
  row: number;
  depth: number;
  columns: FileColumn[];
  /** Whether the same headings stand side by side; of them only the first block is among the columns. */
  isSideBySide: boolean;
}

/** The columns below some rows that may be headings; undefined where they cannot be. Columns that tell who somebody is are left out. */
export function headedColumns(grid: Grid, row: number, depth: number): HeadedColumns | undefined {
  if (
    grid.rows.slice(row + 1, row + depth).some((below) => below.some((cell) => isPlainValue(trimmed(cell))))
  )
    return undefined;
  const headings = headingPaths(grid, row, depth).map((parts) => composedKana(parts.join("")));
  const named = headings.flatMap((heading, column) => (heading === "" ? [] : [{heading, column}]));
  if (named.length < 2 || named.some(({heading}) => heading.length > LONGEST_HEADING)) return undefined;
  if (named.filter(({heading}) => isValue(heading)).length * 2 > named.length) return undefined;
  const first = named.filter(
    ({heading}, index) => named.findIndex((one) => one.heading === heading) === index,
  );
  const columns = first
    .filter(({heading}) => !OF_PERSON.test(heading))
    .map(({heading, column}) => ({
      column,
      heading,
      ...splitUnit(heading),
      ...textsBelow(grid, row + depth, column),
    }));
  // What stands below again is a value, and its row no headings.
  if (columns.filter(({heading, texts}) => texts.has(heading)).length * 3 > columns.length) return undefined;
  return {row, depth, columns, isSideBySide: first.length * 2 <= named.length};
}

/** A code or a day, which no second row of headings has; a month or a year may stand there. */
function isPlainValue(text: string): boolean {
  return isValue(text) && !/^(?:19|20)[0-9]{2}年?$/.test(text);
}

function isValue(text: string): boolean {
  return /^[-0-9０-９.,:/年月日（）()]+$/.test(text) && !/^[0-9０-９]{1,2}月?$/.test(text);
}

function textsBelow(grid: Grid, from: number, column: number): Pick<FileColumn, "texts" | "filled"> {
  const texts = new Map<string, number>();
  let filled = 0;
  const end = Math.min(grid.rows.length, from + LOOKED_AT_ROWS);
  for (let row = from; row < end; row += 1) {
    const text = trimmed(cellAt(grid, row, column));
    if (text === "") continue;
    filled += 1;
    if (texts.size < MOST_DIFFERENT || texts.has(text)) texts.set(text, (texts.get(text) ?? 0) + 1);
  }
  return {texts, filled};
}
