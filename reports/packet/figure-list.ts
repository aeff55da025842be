import {
  type DocumentTable,
  heading,
  label,
  type NumberCell,
  type NumberOptions,
  numberCell,
  textCell,
} from "../values/document-table.ts";

/** Every figure that carries a code, once, at the first table that prints it. */
export interface FigureListing {
  table: DocumentTable;
}

/** A table whose figures are listed. Its rows say what they are of, except where the table as a whole does. */
interface ListedTable {
  number: string;
  table: DocumentTable;
  isOfOneThing?: boolean;
}

interface PlacedFigure {
  place: string;
  row: string;
  cell: NumberCell & {figureCode: string};
}

/** The appendix: where a figure stands, its value and the code that `npx kaikaku explain` resolves. */
export function figureList(tables: ListedTable[]): FigureListing {
  const placed = tables.flatMap(figuresOf);
  const first = new Map<string, PlacedFigure>();
  for (const figure of placed)
    if (!first.has(figure.cell.figureCode)) first.set(figure.cell.figureCode, figure);
  return {
    table: {
      id: "figure-codes",
      caption: "数値の記号",
      head: [[heading("表"), heading("項目"), heading("値", {isNumber: true}), heading("記号")]],
      rows: [...first.values()].map(({place, row, cell}) => ({
        kind: "row",
        cells: [
          label(place),
          textCell(row),
          numberCell(cell.value, {...shownBriefly(cell), figureCode: cell.figureCode}),
          textCell(cell.figureCode),
        ],
      })),
      notes: [],
    },
  };
}

/** As it is printed in its table; money in words (38億1千9百万円) in figures, which take less room. */
function shownBriefly({decimals, text}: NumberCell): NumberOptions {
  return /[億千百]万円$/.test(text) ? {decimals, unit: "百万円"} : {decimals, text};
}

function figuresOf({number: place, table, isOfOneThing = false}: ListedTable): PlacedFigure[] {
  return table.rows.flatMap(({cells}) => {
    const row = isOfOneThing ? table.caption : rowName(cells);
    return cells.flatMap((cell) => {
      const {figureCode} = cell.kind === "number" ? cell : {};
      return cell.kind === "number" && figureCode !== undefined
        ? [{place, row, cell: {...cell, figureCode}}]
        : [];
    });
  });
}

/** The label of a row; where that is only a number or a year, the name beside it. */
function rowName(cells: DocumentTable["rows"][number]["cells"]): string {
  const [first, second] = cells;
  const isIndex = /^(\d-|[RH]\d)/.test(first?.text ?? "");
  return isIndex && second?.kind === "text" ? second.text : (first?.text ?? "");
}
