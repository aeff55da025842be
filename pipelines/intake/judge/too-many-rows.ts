import {UserError} from "../../../schemas/errors.ts";
import type {BadCell} from "./bad-cells.ts";

/** More rows than anybody mends by hand: then the layout or the file is wrong, not the rows. Bounds what is kept in memory and in quarantine. */
const MOST_BAD_ROWS = 100_000;

/** As many rows with two wrong cells each; each is kept with its reason, and a list of people has a dozen. */
const MOST_BAD_CELLS = 200_000;

/** UserError that refuses the whole file; `example` says what is wrong with those rows. */
export function refuseTooMany(rowCount: number, example: string): void {
  if (rowCount > MOST_BAD_ROWS) throw tooMany(`行が${MOST_BAD_ROWS.toLocaleString("ja-JP")}行`, example);
}

/** As refuseTooMany, for wrong cells. */
export function refuseTooManyCells(cellCount: number, example: string): void {
  if (cellCount > MOST_BAD_CELLS) throw tooMany(`値が${MOST_BAD_CELLS.toLocaleString("ja-JP")}件`, example);
}

function tooMany(count: string, example: string): UserError {
  return new UserError(
    `使えない${count}を超えました。行の誤りではなく、様式か出し方が違うようです。${example}元のシステムの出力の設定を確かめて、出し直してください。`,
  );
}

/** 最初は2行目「年月」: …。 */
export function exampleOf(first: BadCell | undefined): string {
  return first ? `最初は${first.place}「${first.heading}」: ${first.reason}。` : "";
}
