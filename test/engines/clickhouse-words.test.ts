import {expect, test} from "vitest";
import {clickHouseType, forClickHouse} from "./clickhouse-words.ts";

test.each([
  ["select one, two as b from marts.a where one = 'varchar'", []],
  ["select coalesce(a.one, b.one), count(*) over (partition by a.one, b.two) from marts.a", []],
  ["select a.one as one, case when a.two > 1 then a.three end from marts.a order by a.one, a.two", []],
])("%s goes there word by word", (text, words) => {
  expect(forClickHouse(text)).toEqual({text, words});
});

test.each([
  ["select a.one,\n  b.two\nfrom a", "select a.one as one,\n  b.two as two\nfrom a", "own names"],
  ["select distinct a.one from a", "select distinct a.one as one from a", "own names"],
  [
    "with a as (select b.one, max(b.two) as two from b) select (select a.one from a), 1 from a",
    "with a as (select b.one as one, max(b.two) as two from b) select (select a.one as one from a), 1 from a",
    "own names",
  ],
  ["select cast(null as varchar) as a", "select cast(null as Nullable(String)) as a", "varchar"],
  ["select latest_by(a, b) as a", "select argMax(a, b) as a", "latest_by"],
  [
    "select other.name from a cross join lateral names_in(a.names) as other (name)",
    "select name from a array join if(isNull(a.names), [], splitByString('、', assumeNotNull(a.names))) as name",
    "names_in",
  ],
])("%s is written for ClickHouse", (text, other, word) => {
  expect(forClickHouse(text)).toEqual({text: other, words: [word]});
});

test("types are told by ClickHouse's names, and a new one is an error", () => {
  expect(["VARCHAR", "INTEGER[]", "DECIMAL(18,3)", "DATE"].map(clickHouseType)).toEqual([
    "Nullable(String)",
    "Array(Nullable(Int32))",
    "Nullable(Decimal(18,3))",
    "Nullable(Date32)",
  ]);
  expect(() => clickHouseType("MAP(VARCHAR, INTEGER)")).toThrow("MAP");
});
