import {expect, test} from "vitest";
import {kindOfType, sparkType} from "../../pipelines/engine/spark-types.ts";
import {forSpark} from "../../pipelines/engine/spark-words.ts";

test.each([
  ["select one, count(*) as two from marts.a where one = 'varchar' -- any_value(x)", []],
  ['select staff.concat, "any_value" from marts.a', []],
])("%s goes there word by word", (text, words) => {
  expect(forSpark(text)).toEqual({text, words});
});

test.each([
  ["cast(null as varchar)", "cast(null as string)", ["varchar"]],
  ["latest_by(a, b)", "max_by(a, case when a is not null then b end)", ["latest_by"]],
  [
    "latest_by(coalesce(a, b), -c) over (order by d)",
    "max_by(coalesce(a, b), case when coalesce(a, b) is not null then -c end) over (order by d)",
    ["latest_by"],
  ],
  ["any_value(a) filter (where b)", "any_value(a, true) filter (where b)", ["any_value"]],
  [
    "concat('(,', cast(any_value(a) as varchar), ')')",
    "concat_ws('', '(,', cast(any_value(a, true) as string), ')')",
    ["any_value", "concat", "varchar"],
  ],
  ["median_of(a / b)", "median(a / b)", ["median_of"]],
])("%s becomes %s", (text, other, words) => {
  expect(forSpark(text)).toEqual({text: other, words});
});

test("types are told by Spark's names, and a new one is an error", () => {
  expect(["VARCHAR", "INTEGER[]", "DECIMAL(18,3)", "TIMESTAMP"].map(sparkType)).toEqual([
    "string",
    "array<int>",
    "decimal(18,3)",
    "timestamp_ntz",
  ]);
  expect(() => sparkType("HUGEINT")).toThrow("HUGEINT");
});

test("whole numbers of all widths are of one kind, and texts of another", () => {
  expect(kindOfType("HUGEINT")).toBe(kindOfType("INTEGER"));
  expect(kindOfType("DECIMAL(38,0)")).toBe(kindOfType("BIGINT"));
  expect(kindOfType("DECIMAL(9,1)")).toBe(kindOfType("DOUBLE"));
  expect(new Set(["BIGINT", "DOUBLE", "VARCHAR", "DATE", "BOOLEAN", "BIGINT[]"].map(kindOfType)).size).toBe(
    6,
  );
});
