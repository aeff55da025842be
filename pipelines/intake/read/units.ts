import {type Contract, fieldsOf} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";
import type {FieldMeta} from "../../../schemas/fields.ts";
import {type Grid, placeOf, plain} from "./grid.ts";

/** "枚数（単位：千枚）" → 枚数 and 千枚. */
export function splitUnit(heading: string): {name: string; unit: string} {
  const [, name = heading, unit = ""] =
    /^(.+?)[（([［〔](?:単位[:：]?)?(.+?)[）)\]］〕]$/.exec(heading) ?? [];
  return {name, unit};
}

/** The units that a note above the headings gives ("単位：千枚"). UserError where the contract knows none of them. */
export function unitAbove(grid: Grid, headingRow: number, contract: Contract): string[] {
  const known = fieldsOf(contract).flatMap(({meta}) => Object.keys(meta.units));
  if (known.length === 0) return [];
  for (let row = headingRow - 1; row >= 0; row -= 1)
    for (const cell of grid.rows[row] ?? []) {
      const note = /単位[:：]?(.+?)[）)\]］〕]?$/.exec(plain(cell))?.[1];
      if (!note) continue;
      const labels = note.split(/[、，,・]/);
      if (labels.some((label) => known.includes(label))) return labels;
      throw new UserError(
        `${placeOf(grid, row)}に「単位：${note}」とありますが、この単位では読めません。次のどれかにしてください: ${known.join("、")}`,
      );
    }
  return [];
}

/** The cell with the unit of its column, unless it says one itself or is no number at all. */
export function withUnit(cell: string, unit: string, {units}: FieldMeta): string {
  if (unit === "" || units[unit] === 1 || !/[0-9０-９][)）]?$/.test(cell)) return cell;
  return `${cell}${unit}`;
}
