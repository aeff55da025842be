import {largest} from "../../../schemas/extremes.ts";
import {halfWidth} from "../../../schemas/read-value.ts";
import type {TableMatch} from "./find-table.ts";
import {cellAt, type Grid, placeOf, plain} from "./grid.ts";
import {stateOf} from "./states.ts";
import {totalWord} from "./total-words.ts";
import {columnName} from "./xlsx/sheet.ts";

/** A column beside the months or kinds that is no key of the table. */
export interface OtherColumn {
  column: number;
  /** The lowest heading that is no year; "" where there is none. */
  heading: string;
  /** A sum of months, something told of the months or rows, or numbers of which nobody knows what they are. */
  kind: "total" | "beside" | "unknown";
}

const SPAN =
  /^(?:[上下]半?期|前期|後期|通期|通年|年間|第?[1-4一二三四](?:四半期|Q)|[1-4]Q|[0-9]{1,2}[~～〜-][0-9]{1,2}月)(?:[合小累]?計)?$/;
const BESIDE =
  /前年|昨年|前月|前期比|増減|増△減|差額|差引|比較|伸び?率|[構]成比|割合|率$|比$|%|順位|備考|摘要|注|メモ|コメント|コード|番号|平均/;
const YEAR = /^(?:令和|平成|昭和|[RHS])?(?:[0-9]{1,4}|元)年度?$/;
const NUMBER = /^[▲△(（−－-]?[0-9０-９][0-9０-９,，.．:：]*[)）%％]?[^0-9０-９]{0,3}$/;

type Columns = Pick<TableMatch, "headingRow" | "bodyRow" | "across" | "blocks">;

/** Every column behind the keys that is no month or kind and has a heading or numbers. */
export function otherColumns(grid: Grid, {headingRow, bodyRow, across, blocks}: Columns): OtherColumn[] {
  const read = new Set(
    [...across, ...blocks.flatMap((block) => [...block.values()])].map(({column}) => column),
  );
  const keys = blocks.flatMap((block) => [...block.values()]).map(({column}) => column);
  const first = Math.min(across[0]?.column ?? 0, largest(keys, -1) + 1);
  const width = grid.rows.slice(headingRow).reduce((widest, cells) => Math.max(widest, cells.length), 0);
  return Array.from({length: Math.max(0, width - first)}, (_, index) => first + index)
    .filter((column) => !read.has(column))
    .flatMap((column) => {
      const heading = lowestHeading(grid, {headingRow, bodyRow, column});
      const kind = kindOf(heading, hasNumbers(grid, bodyRow, column));
      return kind === undefined ? [] : [{column, heading, kind}];
    });
}

/** "シート「S」2行目のH列", "2行目の8列目" */
export function columnPlace(grid: Grid, row: number, column: number): string {
  return `${placeOf(grid, row)}の${grid.name === undefined ? `${column + 1}列目` : `${columnName(column)}列`}`;
}

function lowestHeading(
  grid: Grid,
  {headingRow, bodyRow, column}: {headingRow: number; bodyRow: number; column: number},
): string {
  const rows = Array.from({length: bodyRow - headingRow}, (_, index) => headingRow + index);
  const parts = rows.map((row) => plain(cellAt(grid, row, column)));
  return parts.findLast((part) => part !== "" && !YEAR.test(halfWidth(part))) ?? "";
}

function kindOf(heading: string, isFilled: boolean): OtherColumn["kind"] | undefined {
  if (BESIDE.test(heading) || stateOf(heading)) return "beside";
  const word = totalWord(heading);
  if (word === "beside") return "beside";
  if (word === "exact" || word === "phrase" || SPAN.test(halfWidth(heading))) return "total";
  return isFilled ? "unknown" : undefined;
}

function hasNumbers(grid: Grid, bodyRow: number, column: number): boolean {
  return grid.rows.slice(bodyRow).some((cells) => NUMBER.test(plain(cells[column] ?? "")));
}
