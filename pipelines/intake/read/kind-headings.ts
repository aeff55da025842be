import {type Contract, fieldsOf, type KindsAcrossLayout} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";
import {plain} from "./grid.ts";
import {columnsOf, type HeadingIndex} from "./heading-index.ts";
import type {MonthColumn} from "./month-headings.ts";

/**
 * The columns whose heading is a word of the choice that stands across, in their order; a kind stands where a month does, and has no
 * year. `taken` are the columns of the keys. UserError where two of them are the same value.
 */
export function kindColumns(
  {contract, layout, place}: {contract: Contract; layout: KindsAcrossLayout; place: string},
  headings: HeadingIndex,
  taken: ReadonlySet<number>,
): MonthColumn[] {
  const fields = new Map(fieldsOf(contract).map(({name, meta}) => [name, meta]));
  const [kind, value] = [layout.kindField, layout.valueField].map((name) => fields.get(name));
  if (!kind || !value) throw new Error(`${contract.source} has no ${layout.kindField}`);
  // A table with the kind in a column of its own is a list.
  if (columnsOf(kind, headings).length > 0) return [];
  const found = new Map<number, MonthColumn & {means: string}>();
  for (const [word, means] of Object.entries(kind.choices))
    for (const {column, unit} of columnsOf({headings: [plain(word)], units: value.units}, headings))
      if (word !== "" && !taken.has(column) && !found.has(column))
        found.set(column, {column, unit, means, month: word, year: "", state: undefined});
  const columns = [...found.values()].toSorted((one, other) => one.column - other.column);
  for (const [index, {means, month}] of columns.entries()) {
    const same = columns.slice(0, index).find((other) => other.means === means);
    if (same)
      throw new UserError(
        `${place}の見出し「${same.month}」と「${month}」は、どちらも「${kind.headings[0]}」の同じ値です。どちらを読むか決められないので、一つにして出し直してください。別のものなら、city/sources/${contract.source}.yaml の values で別の値にしてください。`,
      );
  }
  return columns.map(({means: _, ...column}) => column);
}
