import {type Contract, fieldsOf} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";

/** A heading row found in a table: which contract it fits and which column holds which field. */
export interface HeadingMatch {
  contract: Contract;
  /** Index of the heading row from 0. */
  row: number;
  /** Field name → index of its column from 0. */
  columns: Map<string, number>;
}

type Grid = readonly (readonly string[])[];

/** How many rows are looked at for headings; titles and notes may stand above them. */
export const HEADING_ROWS = 30;

/** The first row that carries every heading of a contract; undefined if there is none. */
export function findHeadings(grid: Grid, contracts: Contract[]): HeadingMatch | undefined {
  for (const [row, cells] of grid.slice(0, HEADING_ROWS).entries()) {
    for (const contract of contracts) {
      const columns = columnsOf(cells, contract);
      if (columns.size === headedFields(contract).length) return {contract, row, columns};
    }
  }
  return undefined;
}

/** Why no heading row was found: the nearest contract and its missing columns, or the list of known sources. */
export function headingsError(grid: Grid, contracts: Contract[]): UserError {
  const candidates = grid
    .slice(0, HEADING_ROWS)
    .flatMap((cells, row) =>
      contracts.map((contract) => ({contract, row, cells, columns: columnsOf(cells, contract)})),
    );
  const nearest = candidates.sort((a, b) => share(b) - share(a))[0];
  if (!nearest || share(nearest) < 0.5) {
    const known = contracts.map(({title}) => title).join("、");
    return new UserError(`どの種類のファイルか分かりません。見出しの行が、次のどれとも合いません: ${known}`);
  }
  const missing = headedFields(nearest.contract).filter(({name}) => !nearest.columns.has(name));
  const columns = missing.map(({meta}) => `「${meta.headings[0]}」`).join("、");
  return new UserError(
    `「${nearest.contract.title}」のようですが、列${columns}がありません（${nearest.row + 1}行目の見出し）。` +
      `見出しを直すか、列を加えて出し直してください。`,
  );
}

function share({contract, columns}: {contract: Contract; columns: Map<string, number>}): number {
  return columns.size / headedFields(contract).length;
}

/** In a months-across sheet the month and the value have no heading of their own. */
function headedFields(contract: Contract) {
  const {layout} = contract;
  const melted = layout.kind === "months_across" ? [layout.monthField, layout.valueField] : [];
  return fieldsOf(contract).filter(({name}) => !melted.includes(name));
}

function columnsOf(cells: readonly string[], contract: Contract): Map<string, number> {
  const headings = cells.map(plainHeading);
  const columns = headedFields(contract).map(({name, meta}): [string, number] => [
    name,
    headings.findIndex((heading) => meta.headings.includes(heading)),
  ]);
  return new Map(columns.filter(([, index]) => index >= 0));
}

/** Spaces and line breaks in a heading are layout, not meaning. */
function plainHeading(cell: string): string {
  return cell.replace(/[\s\u3000]/g, "");
}
