import {UserError} from "../../../schemas/errors.ts";
import type {BadCell} from "./bad-cells.ts";

/** More rows than anybody mends by hand: then the layout or the file is wrong, not the rows. Bounds what is kept in memory and in quarantine. */
const MOST_BAD_ROWS = 100_000;

/** UserError that refuses the whole file, with its first problem. */
export function refuseTooMany(rowCount: number, first?: BadCell): void {
  if (rowCount <= MOST_BAD_ROWS) return;
  const example = first ? `最初は${first.place}「${first.heading}」: ${first.reason}。` : "";
  throw new UserError(
    `読めない行が${MOST_BAD_ROWS.toLocaleString("ja-JP")}行を超えました。行の誤りではなく、様式か出し方が違うようです。${example}元のシステムの出力の設定を確かめて、出し直してください。`,
  );
}
