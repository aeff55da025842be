import {setTimeout as pause} from "node:timers/promises";
import {setFlagsFromString} from "node:v8";
import {runInNewContext} from "node:vm";
import {afterAll, beforeAll, expect, test} from "vitest";
import {appendingTo} from "../../pipelines/engine/append-columns.ts";
import {type Column, textColumn, validityOf} from "../../pipelines/engine/column.ts";
import {openWritable, type Warehouse} from "../../pipelines/engine/open.ts";

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWritable(":memory:");
});
afterAll(() => warehouse.close());

/** Appends one column of that type and returns the rows that the engine's own SELECT, given as `same`, does not have. */
async function differences(type: string, {column, same, rows}: {column: Column; same: string; rows: number}) {
  await warehouse.run(`create or replace table appended (value ${type})`);
  await appendingTo(warehouse, {schema: "main", table: "appended", columns: ["value"]}, async (append) =>
    append(rows, [column]),
  );
  return warehouse.rows(
    `select * from (select row_number() over () as row, value from appended) as appended
     full join (select row_number() over () as row, value from (${same})) as wanted using (row)
     where appended.row is null or wanted.row is null or appended.value is distinct from wanted.value`,
  );
}

const ROWS = 5000;
const numbers = Array.from({length: ROWS}, (_, row) => row);
const thirdIsNull = validityOf(numbers.map((row) => (row % 3 === 2 ? null : row)));
const unlessThird = (value: string) =>
  `select case when range % 3 <> 2 then ${value} end as value from range(${ROWS}) order by range`;

test.each<[string, Column, string]>([
  ["boolean", {kind: "fixed", values: Uint8Array.from(numbers, (row) => row % 2)}, "range % 2 = 1"],
  [
    "tinyint",
    {kind: "fixed", values: Int8Array.from(numbers, (row) => (row % 256) - 128)},
    "range % 256 - 128",
  ],
  ["usmallint", {kind: "fixed", values: Uint16Array.from(numbers, (row) => row * 13)}, "range * 13"],
  ["integer", {kind: "fixed", values: Int32Array.from(numbers, (row) => -row * 400_000)}, "-range * 400000"],
  [
    "bigint",
    {kind: "fixed", values: BigInt64Array.from(numbers, (row) => BigInt(row) * -(10n ** 14n))},
    "range * -100000000000000",
  ],
  ["double", {kind: "fixed", values: Float64Array.from(numbers, (row) => row / 8)}, "range / 8"],
  ["float", {kind: "fixed", values: Float32Array.from(numbers, (row) => row / 8)}, "range / 8"],
  ["date", {kind: "fixed", values: Int32Array.from(numbers)}, "date '1970-01-01' + range::integer"],
  [
    "timestamp",
    {kind: "fixed", values: BigInt64Array.from(numbers, (row) => BigInt(row) * 3_600_000_001n)},
    "make_timestamp(range * 3600000001)",
  ],
  ["decimal(6, 2)", {kind: "fixed", values: Int32Array.from(numbers, (row) => row)}, "range / 100"],
  [
    "decimal(38, 0)",
    {
      kind: "fixed",
      values: BigInt64Array.from(numbers.flatMap((row) => [BigInt(row), 2n])),
    },
    "range + 2 * 18446744073709551616::decimal(38, 0)",
  ],
  [
    "enum ('赤', '青')",
    {kind: "fixed", values: Uint8Array.from(numbers, (row) => row % 2)},
    "case range % 2 when 0 then '赤' else '青' end",
  ],
])("%s with NULLs, over several chunks", async (type, column, value) => {
  const same = unlessThird(`(${value})::${type}`);
  expect(await differences(type, {column: {...column, valid: thirdIsNull}, same, rows: ROWS})).toEqual([]);
});

test("texts within twelve bytes and beyond, empty and NULL", async () => {
  const column = textColumn(numbers.map((row) => (row % 3 === 2 ? null : "局".repeat(row % 11))));
  expect(
    await differences("varchar", {column, same: unlessThird("repeat('局', range % 11)"), rows: ROWS}),
  ).toEqual([]);
});

test("bytes that are no text", async () => {
  const column: Column = {
    kind: "text",
    offsets: Int32Array.from({length: ROWS + 1}, (_, row) => row * 20),
    bytes: new Uint8Array(ROWS * 20).fill(0xff),
  };
  const same = `select repeat('\\xFF', 20)::blob as value from range(${ROWS})`;
  expect(await differences("blob", {column, same, rows: ROWS})).toEqual([]);
});

test("lists of structs, some NULL, some empty", async () => {
  const lengths = numbers.map((row) => row % 4);
  const offsets = Int32Array.from({length: ROWS + 1}, () => 0);
  for (const [row, length] of lengths.entries()) offsets[row + 1] = (offsets[row] ?? 0) + length;
  const items = lengths.flatMap((length, row) => Array.from({length}, (_, item) => row * 10 + item));
  const child: Column = {
    kind: "struct",
    valid: validityOf(items.map((item) => (item % 7 === 0 ? null : item))),
    children: [
      {kind: "fixed", values: Int32Array.from(items)},
      textColumn(items.map((item) => (item % 5 === 0 ? null : `${item} 番の長い名前です`))),
    ],
  };
  const item = "case when item % 7 <> 0 then";
  const same = `select case when range % 3 <> 2 then list_transform(generate_series(range * 10, range * 10 + range % 4 - 1),
      lambda item: ${item} {n: item::integer, name: case when item % 5 <> 0 then item || ' 番の長い名前です' end} end) end
    as value from range(${ROWS}) order by range`;
  const column: Column = {kind: "list", offsets, child, valid: thirdIsNull};
  expect(await differences("struct(n integer, name varchar)[]", {column, same, rows: ROWS})).toEqual([]);
});

test("buffers that are not what the type is inside are refused", async () => {
  await warehouse.run("create or replace table refusing (value float)");
  await appendingTo(warehouse, {schema: "main", table: "refusing", columns: ["value"]}, async (append) => {
    const values = new Int32Array(3);
    expect(() => append(3, [{kind: "fixed", values}])).toThrow("Float32Array");
    expect(() => append(3, [{kind: "fixed", values: new Float32Array(2)}])).toThrow("shorter");
    expect(() => append(3, [])).toThrow("1 columns were named");
  });
  expect(await warehouse.rows("select * from refusing")).toEqual([]);
});

test("columns find their places by name, whatever the table's order; those that are not given are NULL", async () => {
  await warehouse.run(
    "create or replace table named (later varchar, first integer, middle enum ('赤', '青'), last date)",
  );
  const columns = ["last", "first"];
  await appendingTo(warehouse, {schema: "main", table: "named", columns}, async (append) =>
    append(ROWS, [
      {kind: "fixed", values: Int32Array.from(numbers)},
      {kind: "fixed", values: Int32Array.from(numbers, (row) => -row)},
    ]),
  );
  const same = `select null::varchar as later, -range::integer as first, null as middle,
    date '1970-01-01' + range::integer as last from range(${ROWS})`;
  expect(await warehouse.rows(`(from named except ${same}) union all (${same} except from named)`)).toEqual(
    [],
  );
});

test("a column that the table does not have is refused before anything is written", async () => {
  await warehouse.run("create or replace table named (first integer)");
  const columns = ["first", "second"];
  await expect(
    appendingTo(warehouse, {schema: "main", table: "named", columns}, async () => {}),
  ).rejects.toThrow("main.named has no column second");
});

test("nothing of an append that failed is left, not even for the next transaction", async () => {
  await warehouse.run("create or replace table failing (value integer)");
  expect(await messageOfFailedAppend()).toBe("the file ends within a character");
  await warehouse.transaction(async () => {
    await collectGarbage();
    await warehouse.run("insert into failing values (4)");
  });
  expect(await warehouse.rows("select value from failing")).toEqual([{value: 4}]);
});

/** In a function of its own, so that nothing holds on to the appender afterwards. */
async function messageOfFailedAppend(): Promise<string> {
  try {
    await warehouse.transaction(() =>
      appendingTo(warehouse, {schema: "main", table: "failing", columns: ["value"]}, async (append) => {
        append(3, [{kind: "fixed", values: Int32Array.of(1, 2, 3)}]);
        throw new Error("the file ends within a character");
      }),
    );
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

async function collectGarbage(): Promise<void> {
  setFlagsFromString("--expose-gc");
  for (let time = 0; time < 5; time += 1) {
    runInNewContext("gc")();
    await pause(10);
  }
}
