import type {SheetDescription} from "../../engine/write-workbook.ts";
import {groupFaults, sameFaults} from "../judge/group-faults.ts";
import {MOST_MENDED_ROWS} from "./grids-to-mend.ts";
import type {QuarantinedCell} from "./mending-sheet.ts";

/** What is wrong in a file, for the sheets that list it. */
export interface FaultsToShow {
  title: string;
  reasons: string[];
  advice: string;
  cells: CellOfPerson[];
}

/** A bad cell with the staff number of its row; "" in rows of nobody. */
export type CellOfPerson = QuarantinedCell & {person: string};

/** The same faults twice: person by person, and kind by kind. Place and message stand before the rest. */
export function mendingViews(faults: FaultsToShow): SheetDescription[] {
  return [personView(faults), kindView(faults)];
}

type Line = SheetDescription["rows"][number];

const WIDTHS = [30, 80, 16, 20, 14];

function personView(faults: FaultsToShow): SheetDescription {
  const hasPeople = faults.cells.some(({person}) => person !== "");
  const rows = faults.cells.toSorted((one, other) => one.person.localeCompare(other.person));
  const order = hasPeople
    ? "職員番号の順です。一人の直すところが続いて並びます。"
    : "ファイルの上から順です。";
  return viewOf(faults, {
    ...{name: hasPeople ? "直すところ（人ごと）" : "直すところ（行ごと）", order},
    body: rows.slice(0, MOST_MENDED_ROWS).map(cellLine),
  });
}

function kindView(faults: FaultsToShow): SheetDescription {
  const kinds = sameFaults(faults.cells);
  const body = kinds.flatMap((cells, index) => [kindLine(cells, index + 1), ...cells.map(cellLine)]);
  return viewOf(faults, {
    name: "直すところ（種類ごと）",
    order: `同じ誤りを続けて並べ、多い種類から順にしました（${count(kinds.length)}種類）。`,
    body: body.slice(0, MOST_MENDED_ROWS),
  });
}

interface View {
  name: string;
  order: string;
  body: Line[];
}

function viewOf({title, reasons, advice, cells}: FaultsToShow, {name, order, body}: View): SheetDescription {
  const top: Line[] = [
    [{value: `${title} の直すところ（${count(cells.length)}か所）`, role: "title"}],
    ...reasons.map((reason) => [note(`使えない理由: ${reason}`)]),
    [note(advice)],
    [note(order)],
    [],
    ["場所", "理由と直し方", "列", "今の値", "職員番号"].map((value) => ({value, role: "heading" as const})),
  ];
  return {
    name,
    rows: [...top, ...body],
    columnWidths: WIDTHS,
    frozen: {rows: top.length},
    print: {landscape: true, titleRows: `${top.length}:${top.length}`},
  };
}

function note(value: string) {
  return {value, role: "note" as const};
}

function cellLine({place, reason, heading, cell, person}: CellOfPerson): Line {
  return [
    {value: place, role: "wrapped"},
    {value: reason, role: "wrapped"},
    {value: heading, role: "wrapped"},
    {value: cell ?? "", format: "@", role: "wrapped"},
    {value: person, format: "@", role: "wrapped"},
  ];
}

function kindLine(cells: CellOfPerson[], number: number): Line {
  const [kind] = groupFaults(cells.map(({place, ...cell}) => ({...cell, ...ONE, places: [place]})));
  return [
    {value: `種類${number}（${count(cells.length)}か所）`, role: "total"},
    {value: kind?.reason ?? "", role: "reason"},
    {value: kind?.heading ?? "", role: "total"},
    ...["", ""].map((value) => ({value, role: "total" as const})),
  ];
}

/** A file that is told of by itself needs no name. */
const ONE = {batchId: 0, fileName: "", rowCount: 1};

function count(value: number): string {
  return value.toLocaleString("ja-JP");
}
