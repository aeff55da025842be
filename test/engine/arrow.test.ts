import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {tableFromIPC} from "apache-arrow";
import fc from "fast-check";
import {afterAll, beforeAll, expect, test} from "vitest";
import {openSession, type Session} from "../../pipelines/ask/ask.ts";
import {USUAL_LIMITS} from "../../pipelines/ask/limits.ts";
import {appendingTo} from "../../pipelines/engine/append-columns.ts";
import {arrowBytes} from "../../pipelines/engine/arrow.ts";
import {openWritable, type Warehouse} from "../../pipelines/engine/open.ts";
import {columnReader} from "../../pipelines/engine/read-columns.ts";
import {smallRelease} from "../ask/small-release.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {ODD_NAMES, oddValues} from "./odd-values.ts";

/** The Rust implementation of Arrow and Parquet, compiled to WebAssembly. */
const rust = createRequire(import.meta.url)("parquet-wasm") as typeof import("parquet-wasm");

const folder = mkdtempSync(join(tmpdir(), "kaikaku-arrow-"));
let session: Session;
let engine: Warehouse;
beforeAll(async () => {
  session = await openSession(await smallRelease(folder), USUAL_LIMITS);
  engine = await openWritable(":memory:");
});
afterAll(() => {
  session.close();
  engine.close();
  rmSync(folder, {recursive: true, force: true});
});

async function arrowOf(sql: string, format: "file" | "stream" = "stream"): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  const answer = await session.ask({sql, limits: USUAL_LIMITS});
  for await (const piece of arrowBytes(answer, {format, notes: {}})) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Four 32-bit words, the lowest first. */
function wholeOf(words: Uint32Array): bigint {
  return [...words].reduceRight((sum, word) => (sum << 32n) + BigInt(word), 0n);
}

/** Rows that are in one but not in the other, however often. */
function differences(one: string, other: string): Promise<unknown[]> {
  return engine.rows(
    `(from (${one}) except all from (${other})) union all (from (${other}) except all from (${one}))`,
  );
}

/** Arrow → Rust → Parquet → DuckDB: the rows that differ from what the engine itself says. */
async function differencesInRust(sql: string, compared = "*"): Promise<unknown[]> {
  const file = join(temporaryFolder(), "rust.parquet");
  writeFileSync(file, rust.writeParquet(rust.Table.fromIPCStream(await arrowOf(sql))));
  return differences(`select ${compared} from '${file}'`, `select ${compared} from (${sql})`);
}

test("every type, with NULLs, over several batches, is what a reader in Rust hands on to DuckDB", async () => {
  // Parquet, as Rust writes it, has no seconds, no such intervals and no arrays of a fixed length.
  const lost = ["timestamp_s", "interval", "list_of_arrays"];
  const exact = ODD_NAMES.filter((name) => !lost.includes(name));
  expect(await differencesInRust(oddValues(300, exact), "* replace (enum::varchar as enum)")).toEqual([]);
  expect(
    await differencesInRust(
      oddValues(5000, ["varchar", "decimal9", "list", "enum"]),
      "* replace (enum::varchar as enum)",
    ),
  ).toEqual([]);
});

test("intervals and what Arrow has no type for", async () => {
  const sql = `select to_months(14) + to_days(3) + to_microseconds(-4000000001) as span,
    'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid as id, null as nothing, '101'::bit as bits, map {'a': 1} as pairs,
    array_value('a', 'あいうえおかきくけこ') as fixed`;
  const [row] = tableFromIPC(await arrowOf(sql))
    .toArray()
    .map((item) => item.toJSON());
  expect([...row.span]).toEqual([14, 3, ...new Int32Array(BigInt64Array.of(-4000000001000n).buffer)]);
  expect(row).toMatchObject({id: "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", nothing: null, bits: "101"});
  expect(JSON.parse(JSON.stringify(row.pairs))).toEqual({a: 1});
  expect([...row.fixed]).toEqual(["a", "あいうえおかきくけこ"]);
});

test("what does not fit into Arrow's type is refused, unless it only lies in the place of a NULL", async () => {
  for (const [value, type] of [
    ["to_hours(10000000)", "INTERVAL"],
    ["'100000000000000000000000000000000000000'::hugeint", "HUGEINT"],
    ["'-170141183460469231731687303715884105728'::hugeint", "HUGEINT"],
  ] as const) {
    await expect(arrowOf(`select ${value} as value`)).rejects.toThrow(type);
    const sql = `select case when range % 3 = 5 then ${value} end as value from range(5000)`;
    expect(tableFromIPC(await arrowOf(sql)).getChild("value")?.nullCount).toBe(5000);
  }
  const largest = tableFromIPC(await arrowOf(`select '-${"9".repeat(38)}'::hugeint as value`)).getChild(
    "value",
  );
  expect(BigInt.asIntN(128, wholeOf(largest?.get(0)))).toBe(-(10n ** 38n - 1n));
});

test("a file and a stream hold the same rows, and an empty answer its columns", async () => {
  const sql = "select range as n, 'x' || range as text from range(300000)";
  const [file, stream] = await Promise.all([arrowOf(sql, "file"), arrowOf(sql, "stream")]);
  const [one, other] = [tableFromIPC(file), tableFromIPC(stream)];
  expect([one.numRows, one.batches.length, other.numRows]).toEqual([300_000, 4, 300_000]);
  expect(one.getChild("text")?.get(299_999)).toBe("x299999");
  expect(tableFromIPC(await arrowOf("select 1 as n, 'x' as text where false")).schema.names).toEqual([
    "n",
    "text",
  ]);
});

test.each([
  ["of every type", oddValues(3000)],
  [
    "that are arrays",
    "select [array_value(range, -range, 7), null][range % 3 + 1] as items from range(5000)",
  ],
])("columns %s, read from chunks, are appended as they were", async (_, sql) => {
  await engine.run(`create or replace table copied as from (${sql}) limit 0`);
  const {columns, chunks} = await session.ask({sql, limits: USUAL_LIMITS});
  const reader = columnReader(columns.map(({type}) => type));
  for await (const chunk of chunks) reader.add(chunk);
  const names = columns.map(({name}) => name);
  await appendingTo(engine, {schema: "main", table: "copied", columns: names}, async (append) =>
    append(reader.rowCount(), reader.columns()),
  );
  expect(await differences("from copied", sql)).toEqual([]);
});

test("any texts and numbers, in any place, survive the way through Arrow", async () => {
  const cell = fc.record({
    text: fc.option(
      fc.oneof(fc.string({unit: "grapheme"}), fc.string({unit: "binary", minLength: 60, maxLength: 5000})),
    ),
    whole: fc.option(fc.bigInt({min: -(2n ** 63n), max: 2n ** 63n - 1n})),
    list: fc.option(fc.array(fc.option(fc.integer()), {maxLength: 5})),
  });
  const rows = fc.array(cell, {minLength: 1, maxLength: 60});
  await fc.assert(
    fc.asyncProperty(rows, async (given) => {
      const json = JSON.stringify(
        given.map(({whole, ...rest}) => ({...rest, whole: whole?.toString() ?? null})),
      );
      const {columns, chunks} = await session.ask({
        sql: `select unnest(from_json($rows, '[{"text":"VARCHAR","whole":"BIGINT","list":["INTEGER"]}]'), max_depth := 2)`,
        parameters: {rows: json},
        limits: USUAL_LIMITS,
      });
      const pieces: Uint8Array[] = [];
      for await (const piece of arrowBytes({columns, chunks}, {format: "file", notes: {}}))
        pieces.push(piece);
      const read = tableFromIPC(Buffer.concat(pieces))
        .toArray()
        .map((row) => row.toJSON());
      expect(read.map(({text, whole, list}) => ({text, whole, list: list && [...list]}))).toEqual(
        given.map(({text, whole, list}) => ({text: text?.toWellFormed() ?? null, whole, list})),
      );
    }),
    {numRuns: 40},
  );
});
