import {type Contract, fieldsOf} from "../../../../schemas/contract.ts";
import type {TableMatch} from "../find-table.ts";
import {cellAt, cellKey, type Grid, plain} from "../grid.ts";
import {splitUnit} from "../units.ts";
import {type UnitSaid, unitSaid} from "./unit-words.ts";
import type {AroundUnits} from "./units-around.ts";

/** What the headings of the amounts say of their unit, and how the cells below show their numbers. */
export function unitsOfAmounts(grid: Grid, match: TableMatch): Pick<AroundUnits, "certain" | "shownLess"> {
  const columns = amountColumns(match);
  const shown = new Map<string, number>();
  let amounts = 0;
  let shownLess = 0;
  for (let row = match.bodyRow; row < grid.rows.length; row += 1)
    for (const column of columns) {
      if (!/[0-9]/.test(cellAt(grid, row, column))) continue;
      amounts += 1;
      const {text, thousands} = grid.shown.get(cellKey(row, column)) ?? {text: "", thousands: 0};
      shownLess = Math.max(shownLess, thousands);
      shown.set(text, (shown.get(text) ?? 0) + 1);
    }
  const byFormat = [...shown].flatMap(([text, count]) => said(text, count === amounts));
  return {certain: [...inHeadings(grid, match, columns), ...byFormat], shownLess};
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
