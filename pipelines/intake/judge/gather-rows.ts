import {type Contract, periodColumns} from "../../../schemas/contract.ts";
import type {Column} from "../../engine/column.ts";
import type {CellBlock} from "../read/cell-blocks.ts";
import {GOOD, type LearntField, NOTHING} from "./learn-texts.ts";

/** First day of the only period of a list that replaces the former one as a whole: 1900-01-01. */
const WHOLE_PERIOD = -25_567;

/** Rows of the block in which the contract accepts every cell; undefined when it accepts all rows. */
export function goodRows({rowCount, cells}: CellBlock, learnt: LearntField[]): Int32Array | undefined {
  const isGood = new Uint8Array(rowCount).fill(1);
  for (const [index, {verdicts, count}] of learnt.entries()) {
    if (verdicts.subarray(0, count).every((verdict) => (verdict & GOOD) !== 0)) continue;
    const numbers = cells[index] as Int32Array;
    for (let row = 0; row < rowCount; row += 1)
      isGood[row] = (isGood[row] as number) & (verdicts[numbers[row] as number] as number);
  }
  if (!isGood.includes(0)) return undefined;
  return Int32Array.from(isGood.keys()).filter((row) => isGood[row] === 1);
}

/** The block's good rows as columns for the source's raw table: batch, period, then the fields; undefined for one without a value. */
export function rawColumns(
  block: CellBlock,
  learnt: LearntField[],
  {contract, batchId}: {contract: Contract; batchId: number},
): {rowCount: number; columns: (Column | undefined)[]} {
  const rows = goodRows(block, learnt);
  const rowCount = rows?.length ?? block.rowCount;
  const picked = block.cells.map((numbers) => pick(numbers, rows, rowCount));
  const columns: (Column | undefined)[] = [
    {kind: "fixed", values: new Int32Array(rowCount).fill(batchId)},
    {kind: "fixed", values: periods(picked, learnt, {contract, rowCount})},
    ...learnt.map((field, index) => fieldColumn(field, picked[index] as Int32Array)),
  ];
  return {rowCount, columns};
}

function pick(numbers: Int32Array, rows: Int32Array | undefined, rowCount: number): Int32Array {
  return rows ? rows.map((row) => numbers[row] as number) : numbers.subarray(0, rowCount);
}

function periods(
  picked: Int32Array[],
  learnt: LearntField[],
  {contract, rowCount}: {contract: Contract; rowCount: number},
): Int32Array {
  const [own, longer] = periodColumns(contract).map((name) => {
    const index = learnt.findIndex(({field}) => field.name === name);
    return {field: learnt[index] as LearntField, numbers: picked[index] as Int32Array};
  });
  if (!own) return new Int32Array(rowCount).fill(WHOLE_PERIOD);
  const days = gathered(own.field.periods, own.numbers);
  if (!longer) return days;
  const isSaid = validAt(own.field.verdicts, own.numbers);
  return gathered(longer.field.periods, longer.numbers).map((day, row) =>
    isSaid(row) ? (days[row] as number) : day,
  );
}

function validAt(verdicts: Uint8Array, numbers: Int32Array): (row: number) => boolean {
  return (row) => ((verdicts[numbers[row] as number] as number) & NOTHING) === 0;
}

function fieldColumn({values, verdicts, count}: LearntField, numbers: Int32Array): Column | undefined {
  const saysNothing = (verdict: number) => (verdict & NOTHING) !== 0;
  const judged = verdicts.subarray(0, count);
  const hasNothing = judged.some(saysNothing);
  if (hasNothing && judged.every(saysNothing)) return undefined;
  const valid = hasNothing ? validBits(verdicts, numbers) : undefined;
  return Array.isArray(values)
    ? {...gatheredTexts(values, numbers), valid}
    : {kind: "fixed", values: gathered(values, numbers), valid};
}

/** values[number] for each number. One loop for each width, so that no value becomes an object on the way. */
function gathered<Values extends Uint8Array | Int32Array | BigInt64Array>(
  values: Values,
  numbers: Int32Array,
): Values {
  if (values instanceof Int32Array) return gatheredIntegers(values, numbers) as Values;
  if (values instanceof Uint8Array) return gatheredBytes(values, numbers) as Values;
  const halves = gatheredPairs(new Int32Array(values.buffer), numbers);
  return new BigInt64Array(halves.buffer) as Values;
}

function gatheredIntegers(values: Int32Array, numbers: Int32Array): Int32Array {
  const column = new Int32Array(numbers.length);
  for (let row = 0; row < numbers.length; row += 1) column[row] = values[numbers[row] as number] as number;
  return column;
}

function gatheredBytes(values: Uint8Array, numbers: Int32Array): Uint8Array {
  const column = new Uint8Array(numbers.length);
  for (let row = 0; row < numbers.length; row += 1) column[row] = values[numbers[row] as number] as number;
  return column;
}

function gatheredPairs(values: Int32Array, numbers: Int32Array): Int32Array {
  const column = new Int32Array(numbers.length * 2);
  for (let row = 0; row < numbers.length; row += 1) {
    const at = (numbers[row] as number) * 2;
    column[row * 2] = values[at] as number;
    column[row * 2 + 1] = values[at + 1] as number;
  }
  return column;
}

function gatheredTexts(
  texts: Buffer[],
  numbers: Int32Array,
): {kind: "text"; offsets: Int32Array; bytes: Uint8Array} {
  const offsets = new Int32Array(numbers.length + 1);
  for (let row = 0; row < numbers.length; row += 1)
    offsets[row + 1] = (offsets[row] as number) + (texts[numbers[row] as number] as Buffer).length;
  const bytes = new Uint8Array(offsets[numbers.length] as number);
  for (let row = 0; row < numbers.length; row += 1)
    bytes.set(texts[numbers[row] as number] as Buffer, offsets[row]);
  return {kind: "text", offsets, bytes};
}

function validBits(verdicts: Uint8Array, numbers: Int32Array): Uint8Array {
  const bits = new Uint8Array(Math.ceil(numbers.length / 8));
  const isValid = validAt(verdicts, numbers);
  for (let row = 0; row < numbers.length; row += 1)
    if (isValid(row)) bits[row >> 3] = (bits[row >> 3] as number) | (1 << (row & 7));
  return bits;
}
