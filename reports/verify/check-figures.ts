import type {NumberCell} from "../values/document-table.ts";
import {formatMillionYen, formatValue, WITHHELD} from "../values/format.ts";
import type {Expectation, Fault} from "./expectation.ts";

/** Every number that carries a figure code says what the release says of that figure. */
export function checkFigures({tables, figures}: Expectation): Fault[] {
  return tables.flatMap(({caption, rows}) =>
    rows
      .flatMap(({cells}) => cells)
      .flatMap((cell) =>
        cell.kind === "number" && cell.figureCode ? [{...cell, code: cell.figureCode}] : [],
      )
      .flatMap((cell) => cellFaults(cell, caption, figures)),
  );
}

function cellFaults(
  cell: NumberCell & {code: string},
  caption: string,
  figures: Expectation["figures"],
): Fault[] {
  const {code, text, value, decimals} = cell;
  const figure = figures.get(code);
  if (figure === undefined)
    return [{check: "figures", page: null, text: `「${caption}」の数値 ${code} は公開版にありません。`}];
  if (text === WITHHELD && figure === null) return [];
  if (
    formatValue(value, decimals) === formatValue(figure, decimals) &&
    [formatValue(figure, decimals), formatMillionYen(figure)].some((form) => text.includes(form))
  )
    return [];
  const right = formatValue(figure, decimals);
  return [
    {
      check: "figures",
      page: null,
      text: `「${caption}」の数値 ${code} が「${text}」です。公開版では ${right} です。`,
    },
  ];
}
