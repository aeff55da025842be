import {composedKana} from "../../../schemas/composed-kana.ts";
import {type Contract, fieldsOf} from "../../../schemas/contract.ts";

/** A heading row found in a table: which contract it fits and which column holds which field. */
export interface HeadingMatch {
  contract: Contract;
  /** Index of the heading row from 0. */
  row: number;
  /** Field name → index of its column from 0. */
  columns: Map<string, number>;
}

export type Cells = readonly (readonly string[])[];

/** How many rows are looked at for headings; titles and notes may stand above them. */
export const HEADING_ROWS = 30;

/** The first row that carries every heading of a contract; undefined if there is none. */
export function findHeadings(grid: Cells, contracts: Contract[]): HeadingMatch | undefined {
  for (const [row, cells] of grid.slice(0, HEADING_ROWS).entries()) {
    for (const contract of contracts) {
      const columns = columnsOf(cells, contract);
      if (columns.size === headedFields(contract).length) return {contract, row, columns};
    }
  }
  return undefined;
}

/** The fields that must have a heading; in a months-across sheet the month and the value have none of their own. */
export function headedFields(contract: Contract) {
  const {layout} = contract;
  const melted = layout.kind === "months_across" ? [layout.monthField, layout.valueField] : [];
  return fieldsOf(contract).filter(({name}) => !melted.includes(name));
}

/** Field name → column, for those of whose headings one stands in the row. */
export function columnsOf(cells: readonly string[], contract: Contract): Map<string, number> {
  const headings = cells.map(plainHeading);
  const columns = headedFields(contract).map(({name, meta}): [string, number] => [
    name,
    headings.findIndex((heading) => meta.headings.includes(heading)),
  ]);
  return new Map(columns.filter(([, index]) => index >= 0));
}

/** Spaces and line breaks in a heading are layout, not meaning. */
function plainHeading(cell: string): string {
  return composedKana(cell.replace(/[\s\u3000]/g, ""));
}
