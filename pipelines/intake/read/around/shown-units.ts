import {type Contract, fieldsOf} from "../../../../schemas/contract.ts";
import {trimmed, unitsLongestFirst} from "../../../../schemas/read-value.ts";
import type {TableMatch} from "../find-table.ts";
import {cellAt, cellKey, type Grid, placeOf, plain} from "../grid.ts";
import {monthHeading} from "../month-heading.ts";
import {splitUnit} from "../units.ts";
import {type UnitSaid, unitSaid} from "./unit-words.ts";
import {type AroundUnits, sizesIn} from "./units-around.ts";

/**
 * What the headings of the amounts say of their unit, how the cells below show their numbers, and what some of them say
 * themselves where others do not.
 */
export function unitsOfAmounts(grid: Grid, match: TableMatch): Pick<AroundUnits, "certain" | "shownLess"> {
  const columns = amountColumns(match);
  const sizes = sizesIn(match.contract);
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
      const label = unitBehind(cell, sizes);
      if (label !== undefined && sizes[label] !== 1) {
        const place = `一部のセル（${placeOf(grid, row)}など）`;
        behind.set(label, {place, text: cell, labels: [label], isExplicit: false});
      } else if (label === undefined && /^[^1-9:：]*[1-9][0-9,.，．]*[)）]?$/.test(cell)) bare += 1;
      const {text, thousands} = grid.shown.get(cellKey(row, column)) ?? {text: "", thousands: 0};
      shownLess = Math.max(shownLess, thousands);
      const isBehind = label !== undefined && label === plain(text);
      shown.set(isBehind ? "" : text, (shown.get(isBehind ? "" : text) ?? 0) + 1);
    }
  const byFormat = [...shown].flatMap(([text, count]) => said(text, count === amounts));
  const byCells = bare > 0 ? behind.values() : [];
  const byHeadings = [
    ...inHeadings(grid, match, columns),
    ...behindMonths(grid, match),
    ...inRowOfUnits(grid, match.bodyRow - 1, columns),
  ];
  return {certain: [...byHeadings, ...byFormat, ...byCells], shownLess};
}

/** 12千枚 → 千枚: of a number and nothing else. */
function unitBehind(cell: string, sizes: Record<string, number>): string | undefined {
  const label = unitsLongestFirst(sizes).find((unit) => cell.endsWith(unit));
  return label !== undefined && NUMBER.test(cell.slice(0, -label.length)) ? label : undefined;
}

const NUMBER = /^[▲△(（−－-]?[0-9０-９][0-9０-９,，.．]*[)）]?$/;

/** The table with the units that the formats of only some of its cells show, behind the numbers of those cells. */
export function withUnitsOfSome(grid: Grid, match: TableMatch): Grid {
  const columns = amountColumns(match);
  const sizes = sizesIn(match.contract);
  const shownAt = (row: number, column: number) => grid.shown.get(cellKey(row, column))?.text ?? "";
  const labels = new Set<string>();
  for (let row = match.bodyRow; row < grid.rows.length; row += 1)
    for (const column of columns)
      if (NUMBER.test(trimmed(cellAt(grid, row, column)))) labels.add(plain(shownAt(row, column)));
  if (labels.size < 2) return grid;
  const rows = grid.rows.map((cells, row) =>
    cells.map((cell, column) => {
      const label = row >= match.bodyRow && columns.includes(column) ? plain(shownAt(row, column)) : "";
      return (sizes[label] ?? 1) !== 1 && NUMBER.test(trimmed(cell)) ? `${trimmed(cell)}${label}` : cell;
    }),
  );
  return {...grid, rows};
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

function amountColumns({contract, blocks, across}: TableMatch): number[] {
  const amounts = amountFields(contract);
  const fields = blocks.flatMap((block) =>
    [...block].flatMap(([name, {column}]) => (amounts.includes(name) ? [column] : [])),
  );
  return [...fields, ...across.map(({column}) => column)];
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
    const unit = monthHeading(text) ? "" : splitUnit(text).unit;
    return known.includes(unit) ? [{place: "見出し", text, labels: [unit], isExplicit: true}] : [];
  });
}

/** 4月（千枚）: certain where all months say the same. */
function behindMonths(grid: Grid, {layout, across, headingRow, bodyRow}: TableMatch): UnitSaid[] {
  if (layout.kind !== "months_across") return [];
  const units = new Set(across.map(({unit}) => unit));
  return [...units].flatMap((unit) => {
    const column = across.find((month) => month.unit === unit)?.column ?? 0;
    const texts = grid.rows.slice(headingRow, bodyRow).map((cells) => plain(cells[column] ?? ""));
    const text = texts.find((each) => monthHeading(each)?.unit === unit) ?? unit;
    return unit === "" ? [] : [{place: "見出し", text, labels: [unit], isExplicit: units.size === 1}];
  });
}

/** The table without a row of units between its headings and its rows: 千枚 below each month. */
export function belowUnits(grid: Grid, match: TableMatch): TableMatch {
  const isThere = inRowOfUnits(grid, match.bodyRow, amountColumns(match)).length > 0;
  return isThere ? {...match, bodyRow: match.bodyRow + 1} : match;
}

/** What a row says that has units below the headings of amounts and nothing else. */
function inRowOfUnits(grid: Grid, row: number, columns: number[]): UnitSaid[] {
  const filled = (grid.rows[row] ?? []).flatMap((cell, column) =>
    plain(cell) === "" ? [] : [{cell, column}],
  );
  const said = filled.flatMap(({cell, column}) =>
    columns.includes(column) ? unitAlone({place: placeOf(grid, row), text: plain(cell)}) : [],
  );
  if (filled.length === 0 || said.length < filled.length) return [];
  const isOfAll = columns.every((column) => filled.some((each) => each.column === column));
  const each = new Map(said.map((one) => [one.text, one]));
  return [...each.values()].map((one) => ({...one, isExplicit: isOfAll}));
}

/** 千枚, （千枚）, 単位：千枚 and no more. */
function unitAlone(cell: Pick<UnitSaid, "place" | "text">): UnitSaid[] {
  return unitSaid(cell).filter(({labels, text}) => labels.join("") === bare(text));
}

function bare(text: string): string {
  return text.replace(/^[（([［〔【]?(?:単位[:：]?)?|[）)\]］〕】]$/g, "");
}
