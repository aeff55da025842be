import {arguedLabel} from "../../../schemas/argued-label.ts";
import {type Contract, fieldsOf} from "../../../schemas/contract.ts";
import {type Grid, plain} from "../read/grid.ts";
import {otherColumns} from "../read/other-columns.ts";
import {totalWord} from "../read/total-words.ts";
import type {Judgements} from "./column-score.ts";
import type {FileColumn, HeadedColumns} from "./file-columns.ts";
import type {FieldTexts} from "./file-texts.ts";

/** Words of a choice that are headings side by side. */
export interface KindsAcross {
  /** The choice, and the amount below its words. */
  fields: [kindField: string, valueField: string];
  /** Columns whose heading is a word that is known or can be argued, or, with numbers beside these, one that nobody knows. */
  columns: FileColumn[];
}

/** One heading may be a word by chance. */
const FEWEST_KINDS = 2;

/** Kinds across, where the contract has one amount and neither it nor the choice has a column of its own. */
export function kindsIn(
  {columns}: HeadedColumns,
  contract: Contract,
  {usual}: Judgements,
): KindsAcross | null {
  const fields = fieldsOf(contract);
  const value = onlyAmount(contract);
  if (value === undefined || isHeaded(value, columns)) return null;
  const found = fields
    .filter((field) => field.meta.kind === "choice" && contract.grain.includes(field.name))
    .filter((field) => !isHeaded(field, columns))
    .map((field) => ({field, columns: columns.filter((column) => isWord(field, column, usual))}))
    .toSorted((one, other) => other.columns.length - one.columns.length);
  const [most] = found;
  if (most === undefined || most.columns.length < FEWEST_KINDS) return null;
  return {fields: [most.field.name, value.name], columns: most.columns};
}

type Field = ReturnType<typeof fieldsOf>[number];

function onlyAmount(contract: Contract): Field | undefined {
  const layouts = [contract.layout, ...(contract.otherLayouts ?? [])];
  const totals = layouts.find((layout) => layout.totals)?.totals ?? [];
  const [amount, ...others] = fieldsOf(contract).filter(({name}) => totals.includes(name));
  return others.length > 0 ? undefined : amount;
}

function isHeaded({meta: {headings}}: Field, columns: FileColumn[]): boolean {
  return columns.some(({heading, name}) => headings.includes(heading) || headings.includes(name));
}

/** A word of the choice, or one that can be argued to be; 時間外計 is a sum of them. */
function isWord({name, meta}: Field, column: FileColumn, usual: Judgements["usual"]): boolean {
  const words = Object.keys(meta.choices).filter((word) => word !== "");
  return [column.heading, column.name].some((heading) => {
    if (words.some((word) => plain(word) === heading)) return true;
    const isSum = ["exact", "phrase"].includes(totalWord(heading) ?? "");
    return !isSum && arguedLabel({name, meta}, heading, usual) !== undefined;
  });
}

/** With the columns beside them that hold numbers under a heading that nobody knows. */
export function withUnknownKinds(
  {grid, headed}: {grid: Grid; headed: HeadedColumns},
  kinds: KindsAcross,
  keys: {field: string; column: FileColumn}[],
): KindsAcross {
  const others = otherColumns(grid, {
    ...{headingRow: headed.row, bodyRow: headed.row + headed.depth},
    blocks: [new Map(keys.map(({field, column}) => [field, column]))],
    across: kinds.columns.map(({column, name, unit}) => ({
      column,
      unit,
      month: name,
      year: "",
      state: undefined,
    })),
  });
  const unknown = new Set(others.filter(({kind}) => kind === "unknown").map(({column}) => column));
  const found = headed.columns.filter(({column, heading}) => heading !== "" && unknown.has(column));
  return {
    ...kinds,
    columns: [...kinds.columns, ...found].toSorted((one, other) => one.column - other.column),
  };
}

/** The words that stand across, with how many cells are filled below each; a unit that the amount knows is no part of one. */
export function wordsAcross(contract: Contract, kinds: KindsAcross | null): FieldTexts {
  if (kinds === null) return new Map();
  const [kindField, valueField] = kinds.fields;
  const units = fieldsOf(contract).find(({name}) => name === valueField)?.meta.units ?? {};
  const words = kinds.columns.map(({heading, name, unit, filled}): [string, number] => [
    unit in units ? name : heading,
    filled,
  ]);
  return new Map([[kindField, new Map(words)]]);
}
