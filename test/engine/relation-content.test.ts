import {expect, test} from "vitest";
import {openWritable} from "../../pipelines/engine/open.ts";
import {contentNames} from "../../pipelines/engine/relation-content.ts";

async function namesOf(...selects: string[]): Promise<string[]> {
  const warehouse = await openWritable(":memory:");
  try {
    for (const [index, select] of selects.entries())
      await warehouse.run(`create table one_${index} as ${select}`);
    const relations = selects.map((_, index) => `one_${index}`);
    const names = await contentNames(warehouse, relations);
    return relations.map((relation) => names.get(relation) ?? "");
  } finally {
    warehouse.close();
  }
}

test.each([
  ["select 1 as a, 2 as b", "select 2 as a, 1 as b"],
  ["select null::int as a, 1 as b", "select 1 as a, null::int as b"],
  ["select '' as a", "select null::varchar as a"],
  ["select 'ab' as a, 'c' as b", "select 'a' as a, 'bc' as b"],
  ["from (values ('a', null), (null, 'b')) as t(a, b)", "from (values ('a', 'b'), (null, null)) as t(a, b)"],
  ["from (values (1), (1)) as t(a)", "from (values (2), (2)) as t(a)"],
  ["select 1 as a", "select 1::bigint as a"],
  ["select 1 as a where false", "select 1::bigint as a where false"],
  ["select []::int[] as a", "select null::int[] as a"],
  ["select [null]::int[] as a", "select []::int[] as a"],
  ["select ['a', 'b'] as a", "select ['a, b'] as a"],
  ["select {'x': null::int} as a", "select null::struct(x int) as a"],
  ["select interval 1 month as a", "select interval 30 days as a"],
  ["select 1::hugeint as a", "select 1::hugeint << 64 as a"],
])("%s and %s are two contents", async (one, other) => {
  const [first, second] = await namesOf(one, other);
  expect(first).not.toBe(second);
});

test("rows in another order are the same content", async () => {
  const [first, second] = await namesOf(
    "from (values (1, ['a']), (2, null)) as t(a, b)",
    "from (values (2, null), (1, ['a'])) as t(a, b)",
  );
  expect(first).toBe(second);
});
