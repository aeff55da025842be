import type {Random} from "../../sample/random.ts";

const JUNK = [
  "",
  " ",
  "　",
  "\t",
  "－",
  "…",
  "x",
  "*",
  "0",
  "-1",
  "1e5",
  "０１２",
  "①",
  "▲",
  "(5)",
  "1,23,4",
  "999999999999999999",
  "12:60",
  "25:00",
  "R0.4.1",
  "令和99年4月1日",
  "2022/2/30",
  "2022-13",
  "4月",
  "平成31年5月1日",
  "=1+1",
  "@SUM(A1)",
  '"',
  '""',
  "'",
  ",",
  "\n",
  "\r\n",
  "合計",
  "小計",
  "再掲",
  "NULL",
  "null",
  "NaN",
  "#REF!",
  "\ue000",
  "𠮷",
  "é",
  "〜",
  "−",
  "\u200b",
  "\ufeff",
  "\u0001",
  "\u0000",
  "あ".repeat(3000),
  "職員番号",
  "１２：３０",
  "１２時間３０分",
  "1/2",
  "true",
];

type Grid = string[][];

/** One wrong thing in a table: a cell, a row, a column, a heading. */
export function damageGrid(grid: Grid, random: Random): Grid {
  const copy = grid.map((row) => [...row]);
  random.pick(GRID_DAMAGES)(copy, random);
  return copy;
}

const GRID_DAMAGES: ((grid: Grid, random: Random) => void)[] = [
  (grid, random) => setCell(grid, random, () => random.pick(JUNK)),
  (grid, random) => setCell(grid, random, () => random.pick(random.pick(grid)) ?? ""),
  (grid, random) => setCell(grid, random, (cell) => damageText(cell, random)),
  (grid, random) => setCell(grid, random, (cell) => `${random.pick([" ", "　", "\t", "'"])}${cell}`),
  (grid, random) => grid.splice(random.below(grid.length), 1),
  (grid, random) => grid.splice(random.below(grid.length), 0, [...random.pick(grid)]),
  (grid, random) =>
    grid.splice(random.below(grid.length), 0, random.pick([[], [""], ["合計", "5"], ["（注）速報値"]])),
  (grid, random) => grid.splice(0, grid.length, ...random.shuffled(grid)),
  (grid, random) => random.pick(grid).pop(),
  (grid, random) => random.pick(grid).push(random.pick(JUNK)),
  (grid, random) => random.pick(grid).splice(random.below(3), 0, random.pick(JUNK)),
  (grid, random) => eachRow(grid, (row, column) => row.splice(column, 1), random),
  (grid, random) => eachRow(grid, (row, column) => row.splice(column, 0, "x"), random),
  (grid, random) => eachRow(grid, (row, column) => row.reverse().unshift(String(column)), random),
  (grid, random) => grid.push(...grid.slice(0, random.below(grid.length))),
];

function setCell(grid: Grid, random: Random, change: (cell: string) => string): void {
  const row = random.pick(grid);
  const column = random.below(Math.max(1, row.length));
  row[column] = change(row[column] ?? "");
}

function eachRow(grid: Grid, change: (row: string[], column: number) => void, random: Random): void {
  const column = random.below(6);
  for (const row of grid) change(row, column);
}

/** One character more, less or other. */
function damageText(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const piece = random.pick([random.pick(JUNK), String(random.below(10)), text.slice(at, at + 1)]);
  return text.slice(0, at) + piece + text.slice(at + random.below(2));
}

/** One wrong thing in the bytes of a file. */
export function damageBytes(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length);
  const length = random.between(1, Math.min(40, bytes.length));
  return random.pick<() => Buffer>([
    () => replace(bytes, at, {length: 1, by: Buffer.from([random.below(256)])}),
    () => replace(bytes, at, {length: 1, by: Buffer.from([(bytes[at] ?? 0) ^ (1 << random.below(8))])}),
    () => replace(bytes, at, {length: 0, by: Buffer.from([random.below(256)])}),
    () => replace(bytes, at, {length, by: Buffer.alloc(0)}),
    () => replace(bytes, at, {length: 0, by: bytes.subarray(at, at + length)}),
    () => replace(bytes, at, {length, by: Buffer.from(Array.from({length}, () => random.below(256)))}),
    () =>
      replace(bytes, at, {
        length: 0,
        by: Buffer.from(random.pick(['"', "\n", "\r", ",", "\t", "\0", "表", "\ufeff"])),
      }),
    () => bytes.subarray(0, at),
    () => bytes.subarray(at),
    () => Buffer.concat([bytes, bytes]),
  ])();
}

function replace(bytes: Buffer, at: number, {length, by}: {length: number; by: Uint8Array}): Buffer {
  return Buffer.concat([bytes.subarray(0, at), by, bytes.subarray(at + length)]);
}
