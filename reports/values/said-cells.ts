import type {MartRow} from "../../schemas/marts.ts";
import {type Cell, numberCell, textCell} from "./document-table.ts";
import {shownDifference, tellingDecimals} from "./format.ts";
import {formatSaid} from "./said.ts";

/** What a revised number or word said, what it says, and the difference; with more digits where those of the page hide it. */
export function saidCells(
  row: Pick<
    MartRow<"marts.fct_series_revisions">,
    "figure_code" | "previous_value" | "previous_word" | "value" | "word"
  >,
  decimals: number,
): Cell[] {
  const {figure_code, previous_value, previous_word, value, word} = row;
  if (previous_word !== null || word !== null)
    return [
      textCell(formatSaid(previous_word ?? previous_value, decimals)),
      textCell(formatSaid(word ?? value, decimals)),
      textCell(""),
    ];
  const shown = tellingDecimals(previous_value, value, decimals);
  return [
    numberCell(previous_value, {decimals: shown}),
    numberCell(value, {decimals: shown, figureCode: figure_code}),
    numberCell(shownDifference(value, previous_value, shown), {decimals: shown}),
  ];
}
