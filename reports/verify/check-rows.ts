import type {DocumentTable} from "../values/document-table.ts";
import {textUnder} from "./check-structure.ts";
import type {Expectation, Fault} from "./expectation.ts";
import type {PdfFile} from "./read-pdf.ts";
import {withoutSpaces} from "./without-spaces.ts";

/** A row of one table of the release, or of one page. */
interface PlacedRow {
  cells: string[];
  place: string;
  page: number | null;
}

/** Every row as often as the release has it, every text with a number where it belongs, nothing painted twice. */
export function checkRows(file: PdfFile, expectation: Expectation): Fault[] {
  return [...rowFaults(file, expectation.tables), ...textFaults(file, expectation), ...doubledFaults(file)];
}

function rowFaults(file: PdfFile, tables: DocumentTable[]): Fault[] {
  const printed = Map.groupBy(printedRows(file), keyOf);
  const expected = Map.groupBy(tables.flatMap(expectedRows), keyOf);
  return [...expected].flatMap(([key, rows]) => {
    const found = printed.get(key) ?? [];
    const [first] = rows;
    if (!first || found.length === rows.length) return [];
    if (found.length > rows.length) return [tooOften(first, found, rows.length)];
    return [missing(first, rows.length - found.length, [...printed.values()].flat())];
  });
}

function printedRows({pages}: PdfFile): PlacedRow[] {
  return pages.flatMap(({rows}, index) =>
    rows.map((cells) => ({cells: filled(cells), place: "", page: index + 1})),
  );
}

function expectedRows({caption, rows}: DocumentTable): PlacedRow[] {
  return rows
    .map(({cells}) => ({cells: filled(cells.map(({text}) => text)), place: caption, page: null}))
    .filter(({cells}) => cells.length > 0);
}

function filled(cells: string[]): string[] {
  return cells.map(withoutSpaces).filter((cell) => cell !== "");
}

/** How a row's text is parted into cells is the page's matter (a value with its year in small print is one cell there). */
function keyOf({cells}: PlacedRow): string {
  return cells.join("");
}

function tooOften({cells, place}: PlacedRow, found: PlacedRow[], times: number): Fault {
  const page = found.at(-1)?.page ?? null;
  return {
    check: "doubled",
    page,
    text: `「${place}」の行「${cells[0]}」が${found.length}回あります。${times}回のはずです。`,
  };
}

/** A row with the same label tells what is printed instead. */
function missing({cells, place}: PlacedRow, times: number, printed: PlacedRow[]): Fault {
  const other = nearest(cells, printed);
  const where = `「${place}」の行「${cells.join(" ")}」`;
  if (!other) return {check: "rows", page: null, text: `${where}がありません（${times}回分）。`};
  return {
    check: "rows",
    page: other.page,
    text: `${where}と違う行が印刷されています: 「${other.cells.join(" ")}」`,
  };
}

/** The row that begins with the same label and has the most equal cells. */
function nearest(cells: string[], printed: PlacedRow[]): PlacedRow | undefined {
  const equalCells = (row: PlacedRow) => row.cells.filter((cell) => cells.includes(cell)).length;
  const [best] = printed
    .filter((row) => row.cells[0]?.startsWith(cells[0] ?? ""))
    .sort((one, other) => equalCells(other) - equalCells(one));
  return best;
}

function textFaults(file: PdfFile, {texts}: Expectation): Fault[] {
  const under = new Map<string, string>();
  return texts.flatMap(({bookmark, text}) => {
    const all = under.get(bookmark) ?? textUnder(file, bookmark);
    under.set(bookmark, all);
    if (all.includes(withoutSpaces(text))) return [];
    return [{check: "figures", page: null, text: `「${bookmark}」に「${text}」がありません。`}];
  });
}

/** The same text at the same place: painted over itself, and found twice by whoever searches. */
function doubledFaults({pages}: PdfFile): Fault[] {
  return pages.flatMap(({runs}, index) => {
    const places = Map.groupBy(runs, ({text, left, top}) => `${text}\n${left.toFixed(0)} ${top.toFixed(0)}`);
    return [...places.values()]
      .filter(({length}) => length > 1)
      .map(([run]) => ({
        check: "doubled",
        page: index + 1,
        text: `「${run?.text}」が同じ場所に重ねて印刷されています。`,
      }));
  });
}
