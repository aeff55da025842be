import {UserError} from "../../../../schemas/errors.ts";

/** Far above what an office's workbook holds: a cell in the last row of twelve sheets, or a novel in each of a hundred thousand cells. */
const MOST = {rows: 20_000_000, letters: 300_000_000};

/** Takes the cells of one sheet after another. UserError when those of a workbook are too many together. */
export function sheetBudget(): (rows: string[][]) => void {
  const left = {...MOST};
  return (rows) => {
    left.rows -= rows.length;
    if (left.rows < 0) throw tooMuch(`行が${inJapanese(MOST.rows)}行`);
    for (const cells of rows) for (const text of cells) left.letters -= text.length;
    if (left.letters < 0) throw tooMuch(`文字が${inJapanese(MOST.letters)}字`);
  };
}

function inJapanese(count: number): string {
  return count.toLocaleString("ja-JP");
}

export function tooManyOf(what: string, most: number): UserError {
  return tooMuch(`${what}が${inJapanese(most)}個`);
}

/** What is small in a file may be large in its cells: a text stands there once, and a last row is only a number. */
function tooMuch(what: string): UserError {
  return new UserError(
    `Excelファイルの中の${what}を超えています。必要な表だけを新しいファイルに移して、送り直してもらってください。`,
  );
}
