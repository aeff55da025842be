import type {Cell, DocumentTable, Heading, TableRow} from "../values/document-table.ts";

/** A table as the template prints it: one or two columns of rows under the same head. */
export interface TableView {
  id: string;
  /** "表3　" before the caption; "" for a table without a number. */
  number: string;
  caption: string;
  isSmall: boolean;
  parts: {head: HeadingView[][]; rows: RowView[]}[];
  notes: string[];
}

interface HeadingView extends Heading {
  scope: "col" | "colgroup";
}

interface RowView {
  kind: TableRow["kind"];
  cells: {isLabel: boolean; isNumber: boolean; span: number; lines: {text: string; isPoint: boolean}[]}[];
}

interface TableOptions {
  number: string;
  splitAfter: number | null;
  isSmall: boolean;
}

export function tableView(table: DocumentTable, {number, splitAfter, isSmall}: TableOptions): TableView {
  const groups =
    splitAfter === null ? [table.rows] : [table.rows.slice(0, splitAfter), table.rows.slice(splitAfter)];
  const columns = (table.head[0] ?? []).reduce((sum, {columns: span}) => sum + span, 0);
  const isNumber = numberColumns(table.head);
  const head = table.head.map((row) =>
    row.map((one) => ({...one, scope: one.columns > 1 ? ("colgroup" as const) : ("col" as const)})),
  );
  return {
    id: table.id,
    number,
    caption: table.caption,
    isSmall,
    parts: groups.map((rows) => ({head, rows: rows.map((row) => rowView(row, columns, isNumber))})),
    notes: table.notes,
  };
}

/** Which columns are of numbers: what stands in them is set flush right. */
function numberColumns(head: Heading[][]): boolean[] {
  const [first = [], second = []] = head;
  const below = [...second];
  return first.flatMap(({columns, rows, isNumber}) =>
    head.length > 1 && rows === 1
      ? below.splice(0, columns).map((one) => one.isNumber)
      : Array.from({length: columns}, () => isNumber),
  );
}

function rowView({kind, cells}: TableRow, columns: number, isNumber: boolean[]): RowView {
  return {
    kind,
    cells: cells.map((cell, index) => ({
      isLabel: cell.kind === "label",
      isNumber: isNumber[index] === true,
      span: kind === "band" ? columns : 1,
      lines: linesOf(cell),
    })),
  };
}

/** Begins a line that hangs on its text; the template prints it. */
const POINT = "・";

function linesOf({text}: Cell): {text: string; isPoint: boolean}[] {
  return text.split("\n").map((line) => {
    const isPoint = line.startsWith(POINT);
    return {text: isPoint ? line.slice(POINT.length) : line, isPoint};
  });
}
