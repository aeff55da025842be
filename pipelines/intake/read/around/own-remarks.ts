import type {TableMatch} from "../find-table.ts";
import type {Grid} from "../grid.ts";
import type {Remark} from "../remark.ts";

/** Over the column in which a workbook for mending says beside each row what is wrong in it. */
export const REASONS_HEADING = "直すところ";

/** "令和6年10月 枚数: 「約17万」は…": what is wrong in a row, as it stands in that column. */
export function reasonLine(heading: string, reason: string): string {
  return `${heading}: ${reason}`;
}

/** Remarks of a sheet without those that this program wrote at wrong cells and that the column of reasons says, too. */
export function sendersRemarks({rows, remarks}: Grid, {headingRow, bodyRow}: TableMatch): Remark[] {
  const column = rows[headingRow]?.indexOf(REASONS_HEADING) ?? -1;
  if (column < 0) return remarks;
  const lines = rows.slice(bodyRow).flatMap((cells) => (cells[column] ?? "").split("\n"));
  const reasons = new Set(lines.map((line) => squeezed(line.slice(line.indexOf(": ") + 2))).filter(Boolean));
  const rest = (text: string) =>
    [...reasons].reduce((left, reason) => left.replaceAll(reason, ""), squeezed(text));
  return remarks.filter(({where, text}) => where !== "comment" || rest(text) !== "");
}

/** Programs for tables join the lines of a remark as they like. */
function squeezed(text: string): string {
  return text.replaceAll(/\s/g, "");
}
