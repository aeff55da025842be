import {type Contract, fieldsOf} from "../../../../schemas/contract.ts";
import {trimmed, unitsLongestFirst} from "../../../../schemas/read-value.ts";
import type {TableMatch} from "../find-table.ts";
import {cellAt, cellKey, type Grid, placeOf, plain} from "../grid.ts";
import {splitUnit} from "../units.ts";
import {type UnitSaid, unitSaid} from "./unit-words.ts";
import type {AroundUnits} from "./units-around.ts";

/**
 * What the headings of the amounts say of their unit, how the cells below show their numbers, and what some of them say
 * themselves where others do not.
 */
export function unitsOfAmounts(grid: Grid, match: TableMatch): Pick<AroundUnits, "certain" | "shownLess"> {
  const columns = amountColumns(match);
  const sizes = sizesOf(match.contract);
  const behind = new Map<string, UnitSaid>();
  let bare = 0;
  const shown = new Map<string, number>();
  let amounts = 0;
  let shownLess = 0;
  for (let row = match.bodyRow; row < grid.rows.length; row += 1)
    for (const column of columns) {
      const cell = trimmed(cellAt(grid, row, column));
      if (!/[0-9]/.test(cell)) continue;
      amounts += 1;
      const label = unitsLongestFirst(sizes).find((unit) => cell.endsWith(unit));
      if (label !== undefined && sizes[label] !== 1)
        behind.set(label, {place: placeOf(grid, row), text: cell, labels: [label], isExplicit: false});
      else if (label === undefined && /[1-9]/.test(cell)) bare += 1;
      const {text, thousands} = grid.shown.get(cellKey(row, column)) ?? {text: "", thousands: 0};
      shownLess = Math.max(shownLess, thousands);
      shown.set(text, (shown.get(text) ?? 0) + 1);
    }
  const byFormat = [...shown].flatMap(([text, count]) => said(text, count === amounts));
  const byCells = bare > 0 ? behind.values() : [];
  return {certain: [...inHeadings(grid, match, columns), ...byFormat, ...byCells], shownLess};
}

/** A format that only some of the cells have says nothing for the others; whatever word it shows beside them is their unit. */
function said(text: string, isOfAll: boolean): UnitSaid[] {
  const cell = {place: "セルの表示形式", text};
  const known = unitSaid(cell).map((one) => ({...one, isExplicit: isOfAll}));
  if (known.length > 0 || !/[\p{L}\p{Sc}\\%％0-9]/u.test(text)) return known;
  return [{...cell, labels: [YEN.test(text) ? "円" : plain(text)], isExplicit: isOfAll}];
}

/** A backslash is the sign of the yen in Japanese typefaces. */
const YEN = /^[¥￥\\]$/;

function amountColumns({contract, blocks, months}: TableMatch): number[] {
  const amounts = amountFields(contract);
  const fields = blocks.flatMap((block) =>
    [...block].flatMap(([name, {column}]) => (amounts.includes(name) ? [column] : [])),
  );
  return [...fields, ...months.map(({column}) => column)];
}

function sizesOf(contract: Contract): Record<string, number> {
  return Object.fromEntries(fieldsOf(contract).flatMap(({meta}) => Object.entries(meta.units)));
}

function amountFields(contract: Contract): string[] {
  return fieldsOf(contract)
    .filter(({meta}) => meta.kind === "integer" || meta.kind === "duration")
    .map(({name}) => name);
}

function inHeadings(grid: Grid, {contract, headingRow, bodyRow}: TableMatch, columns: number[]): UnitSaid[] {
  const known = fieldsOf(contract).flatMap(({meta}) => Object.keys(meta.units));
  const rows = Array.from({length: bodyRow - headingRow}, (_, index) => headingRow + index);
  const texts = rows.flatMap((row) => columns.map((column) => plain(cellAt(grid, row, column))));
  return [...new Set(texts)].flatMap((text) => {
    const {unit} = splitUnit(text);
    return known.includes(unit) ? [{place: "見出し", text, labels: [unit], isExplicit: true}] : [];
  });
}
