import {catalogTables} from "../../schemas/catalog.ts";
import {BODY_KINDS, type CityFile} from "../../schemas/city.ts";
import {UserError} from "../../schemas/errors.ts";
import {shiftedDay} from "../../schemas/fiscal-time.ts";
import {nearest} from "../../schemas/nearest.ts";
import type {RowsToInsert} from "../engine/insert-rows.ts";
import {placedRows} from "./catalog-file.ts";
import {CITY_FILE, readCityFile} from "./city-catalog.ts";
import {placeOfPart} from "./city-yaml.ts";

export const UNITS_FILE = "units.csv";

/** A unit in its place of the tree, from one day to another (ISO, inclusive; LAST_DAY: until further notice). */
interface Unit {
  unit: string;
  level: number;
  parent: string | null;
  from: string;
  to: string;
  /** Where it is written. */
  place: string;
}

/** That a unit lies in another one (or is it), on the days from … to …; `level` counts from the top, 0. */
interface Within {
  unit: string;
  ancestor: string;
  level: number;
  from: string;
  to: string;
}

const LAST_DAY = "9999-12-31";

/** The names of the levels from the top, and which of them is shown as the bureau. UserError where that is none of them. */
function levelsOf(city: string): {levels: string[]; shown: number} {
  const said: CityFile = readCityFile(city);
  const usual = BODY_KINDS[said.kind].unit;
  const levels = said.levels ?? [said.unit ?? usual];
  const shown = levels.indexOf(said.unit ?? usual);
  if (shown >= 0) return {levels, shown};
  const place = placeOfPart(city, CITY_FILE, said.unit === null ? ["levels"] : ["unit"]);
  throw new UserError(
    `${place}: 部局として示す階層（unit）「${said.unit ?? usual}」が、levels（${levels.join("、")}）にありません。unit に、そのどれかを書いてください。`,
  );
}

/** The tree in words of the city's units.csv. UserError with file and line for what is no tree. */
function readUnits(city: string, levels: string[]): Unit[] {
  const units = placedRows(city, UNITS_FILE, catalogTables.units).map(({row, place}) => ({
    unit: String(row.unit_code),
    level: levelNamed(city, levels, {name: String(row.level_name), place}),
    parent: row.parent_code === null ? null : String(row.parent_code),
    from: String(row.valid_from),
    to: row.valid_to === null ? LAST_DAY : String(row.valid_to),
    place,
  }));
  const rows = Map.groupBy(units, ({unit}) => unit);
  for (const unit of units) {
    mustHaveDays(unit);
    mustBeOnce(unit, rows);
    mustHaveParent(unit, rows);
    mustNotTurn(unit, rows);
    mustLieBelow(unit, {rows, levels});
  }
  return units;
}

function levelNamed(city: string, levels: string[], {name, place}: {name: string; place: string}): number {
  const level = levels.indexOf(name);
  if (level >= 0) return level;
  throw new UserError(
    readCityFile(city).levels === null
      ? `${place}: 階層「${name}」が分かりません。city/${CITY_FILE} に、階層の名前を上から順に levels: [局, 部, 課] のように書いてください。`
      : `${place}: 階層「${name}」が city/${CITY_FILE} の levels にありません。近いもの: ${nearest(name, levels).join("、")}`,
  );
}

type Rows = Map<string, Unit[]>;

interface Days {
  from: string;
  to: string;
}

function mustHaveDays({unit, from, to, place}: Unit): void {
  if (from > to)
    throw new UserError(`${place}: 「${unit}」の valid_to が valid_from より前です。日付を直してください。`);
}

/** The days on which both are there; undefined where there is none. */
function shared(one: Days, other: Days): Days | undefined {
  const {from} = one.from.localeCompare(other.from) > 0 ? one : other;
  const {to} = one.to.localeCompare(other.to) < 0 ? one : other;
  return from <= to ? {from, to} : undefined;
}

function mustBeOnce(unit: Unit, rows: Rows): void {
  const same = rows.get(unit.unit) ?? [];
  const earlier = same.slice(0, same.indexOf(unit)).find((each) => shared(each, unit));
  if (!earlier) return;
  const what =
    earlier.parent === unit.parent
      ? "の期間が重なっています"
      : `には、同じ時期に上の所属が二つあります（${earlier.parent ?? "なし"}、${unit.parent ?? "なし"}）`;
  throw new UserError(
    `${unit.place}: 「${unit.unit}」${what}（${earlier.place}）。片方を消すか、前の行の valid_to を、次の行の valid_from の前の日にしてください。`,
  );
}

function mustHaveParent({unit, parent, from, to, place}: Unit, rows: Rows): void {
  if (parent === null) return;
  const above = rows.get(parent) ?? [];
  if (above.length === 0)
    throw new UserError(
      `${place}: 「${unit}」の上の所属「${parent}」が city/${UNITS_FILE} にありません。その行を加えるか、名前を直してください。近いもの: ${nearest(parent, [...rows.keys()]).join("、")}`,
    );
  const missing = firstDayWithout(above, {from, to});
  if (missing !== undefined)
    throw new UserError(
      `${place}: 「${unit}」の上の所属「${parent}」は ${missing} にありません。どちらかの期間を直すか、その日から後の上の所属を別の行に書いてください。`,
    );
}

function firstDayWithout(rows: Unit[], {from, to}: Days): string | undefined {
  const sorted = rows.toSorted((one, other) => one.from.localeCompare(other.from));
  let day = from;
  for (const row of sorted)
    if (row.from <= day && row.to >= day) day = row.to === LAST_DAY ? LAST_DAY : shiftedDay(row.to, 1);
  return day > to || day === LAST_DAY ? undefined : day;
}

function mustNotTurn(unit: Unit, rows: Rows): void {
  const circle = circleFrom(unit, {path: [unit], days: unit, rows});
  if (!circle) return;
  throw new UserError(
    `${unit.place}: 所属が輪になっています（${circle.map(({unit: name}) => name).join(" → ")}）。どれかの上の所属（parent_code）を直してください。`,
  );
}

/** The way up from a unit back to it, over rows that are in force at one time. */
function circleFrom(
  start: Unit,
  {path, days, rows}: {path: Unit[]; days: Days; rows: Rows},
): Unit[] | undefined {
  const last = path.at(-1);
  for (const above of rows.get(last?.parent ?? "") ?? []) {
    const both = shared(days, above);
    if (!both) continue;
    if (above === start) return [...path, above];
    if (path.includes(above)) continue;
    const found = circleFrom(start, {path: [...path, above], days: both, rows});
    if (found) return found;
  }
  return undefined;
}

function mustLieBelow(unit: Unit, {rows, levels}: {rows: Rows; levels: string[]}): void {
  const above = (rows.get(unit.parent ?? "") ?? []).find(
    (each) => shared(each, unit) && each.level >= unit.level,
  );
  if (!above) return;
  throw new UserError(
    `${unit.place}: 「${unit.unit}」（${levels[unit.level]}）は、同じか下の階層の「${above.unit}」（${levels[above.level]}）の下に置けません。level_name か parent_code を直してください。`,
  );
}

/** Each unit in itself and in all that it lies in. */
function ancestorsOf(units: Unit[]): Within[] {
  const rows = Map.groupBy(units, ({unit}) => unit);
  const climb = (from: Unit, {unit, days}: {unit: string; days: Days}): Within[] => [
    {unit, ancestor: from.unit, level: from.level, ...days},
    ...(rows.get(from.parent ?? "") ?? []).flatMap((above) => {
      const both = shared(days, above);
      return both ? climb(above, {unit, days: both}) : [];
    }),
  ];
  return units.flatMap((row) => climb(row, {unit: row.unit, days: {from: row.from, to: row.to}}));
}

const ANCESTOR_COLUMNS = {unit_code: "varchar", within_code: "varchar", valid_from: "date", valid_to: "date"};
const BUREAU_COLUMNS = {
  unit_code: "varchar",
  bureau_code: "varchar",
  valid_from: "date",
  valid_to: "date",
  is_above: "boolean",
};

const LEVEL_COLUMNS = {
  level_name: "varchar",
  unit_code: "varchar",
  within_code: "varchar",
  valid_from: "date",
  valid_to: "date",
  is_above: "boolean",
};

/**
 * The tables of the schema `catalog` that say in which units a unit lies, which of them is the one of each level (where it lies below none of
 * that level, the lowest above), and which is shown as its bureau: the one of the shown level. `is_above`: above the shown level.
 */
export function unitTables(city: string): Record<string, Omit<RowsToInsert, "table">> {
  const {levels, shown} = levelsOf(city);
  const within = ancestorsOf(readUnits(city, levels));
  return {
    unit_ancestors: {
      columns: ANCESTOR_COLUMNS,
      rows: within.map(({unit, ancestor, level: _, ...days}) => ({
        unit_code: unit,
        within_code: ancestor,
        ...validity(days),
      })),
    },
    unit_levels: {
      columns: LEVEL_COLUMNS,
      rows: levels.flatMap((name, asked) =>
        unitsOfLevel(within, asked).map(({unit, ancestor, level: _, ...days}) => ({
          level_name: name,
          unit_code: unit,
          within_code: ancestor,
          ...validity(days),
          is_above: asked < shown,
        })),
      ),
    },
    unit_bureaus: {
      columns: BUREAU_COLUMNS,
      rows: unitsOfLevel(within, shown).map(({unit, ancestor, level, ...days}) => ({
        unit_code: unit,
        bureau_code: ancestor,
        ...validity(days),
        is_above: unit === ancestor && level < shown,
      })),
    },
  };
}

function validity({from, to}: Days): {valid_from: string; valid_to: string | null} {
  return {valid_from: from, valid_to: to === LAST_DAY ? null : to};
}

/** Of each unit on each day the lowest unit that it lies in and that does not lie below a level. */
function unitsOfLevel(within: Within[], asked: number): Within[] {
  const high = within.filter(({level}) => level <= asked);
  return [...Map.groupBy(high, ({unit}) => unit).values()].flatMap((ancestors) =>
    ancestors.filter((one) =>
      ancestors.every((other) => other.level <= one.level || shared(one, other) === undefined),
    ),
  );
}

/** The names of the levels from the top. UserError as of unitTables. */
export function levelNames(city: string): string[] {
  return levelsOf(city).levels;
}

/** Every unit of the tree, for what names one. UserError as of unitTables. */
export function unitNames(city: string): string[] {
  return [...new Set(readUnits(city, levelsOf(city).levels).map(({unit}) => unit))];
}
