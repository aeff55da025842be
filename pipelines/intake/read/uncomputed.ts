import {UserError} from "../../../schemas/errors.ts";
import type {Hold} from "../../ledger/hold.ts";
import {uncomputedCell} from "./cell-states.ts";
import type {CellTable} from "./cell-table.ts";
import type {Grid} from "./grid.ts";
import {columnName} from "./xlsx/sheet.ts";

/** Refuses a table in which a formula that was read as a value has no result in the file. A total without one is only not compared. */
export function refuseUncomputed(grid: Grid, {rows}: CellTable): void {
  const cell = firstUncomputed(rows);
  if (cell === undefined) return;
  throw new UserError(
    `シート「${grid.name}」のセル${cell}は数式ですが、計算した結果がファイルに入っていません。` +
      "Excelで開いて保存し直すか、数式を値に変えて送り直してもらってください。",
  );
}

function firstUncomputed(rows: string[][]): string | undefined {
  for (const row of rows)
    for (const text of row) {
      const cell = uncomputedCell(text);
      if (cell !== undefined) return cell;
    }
  return undefined;
}

/** A person compares before results count that the file itself wants to have computed anew. */
export function staleHolds(grid: Grid, isRead: (row: number, column: number) => boolean): Hold[] {
  const cells = grid.stale.filter(({row, column}) => isRead(row, column));
  const [first] = cells;
  if (!first) return [];
  const {row, column} = first;
  const place = `シート「${grid.name}」のセル${columnName(column)}${row + 1}`;
  const value = grid.rows[row]?.[column] ?? "";
  const others = cells.length > 1 ? `ほか${(cells.length - 1).toLocaleString("ja-JP")}か所` : "";
  return [
    {
      kind: "stale_formulas",
      text:
        `${place}${others}は数式で、ファイルの中の結果（${value}）は古いかもしれません（開いたときに計算し直すよう、ファイルに書いてあります）。` +
        "Excelで開いたときと同じか確かめるか、Excelで開いて保存し直したものを送り直してもらってください",
    },
  ];
}
