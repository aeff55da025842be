import {afterAll, beforeAll, expect, test} from "vitest";
import {openWritable, type Warehouse} from "../../pipelines/engine/open.ts";
import {mutantsOf, unchanged} from "./mutants.ts";

let engine: Warehouse;
beforeAll(async () => {
  engine = await openWritable(":memory:");
});
afterAll(() => engine.close());

async function changesOf(text: string): Promise<string[]> {
  const {mutants, unwritten} = await mutantsOf(engine, {name: "metrics.tried", text});
  expect(unwritten).toEqual([]);
  return mutants.map(({line, change}) => `${line}: ${change}`);
}

test.each([
  [
    "a bound and its conjunct",
    "select one\nfrom marts.known\nwhere one <= 3\n    and two is null",
    [
      "3: without and (one <= 3)",
      "4: without and (two IS NULL)",
      "4: ((one <= 3) AND (two IS NULL)) → ((one <= 3) OR (two IS NULL))",
      "3: (one <= 3) → (one < 3)",
      "3: 3 → 4",
      "3: 3 → 2",
      "4: (two IS NULL) → (two IS NOT NULL)",
    ],
  ],
  [
    "a join and its condition",
    "select 見出し.one\nfrom marts.known as 見出し\nleft join marts.other\n    on other.one = 見出し.one",
    ["3: left join other → inner join", '4: (other.one = "見出し".one) → (other.one != "見出し".one)'],
  ],
  [
    "a sum, its filter and a window",
    "select sum(one) filter (where isready) as total,\n    row_number() over (partition by two order by one desc) as place\nfrom marts.known group by two",
    [
      "1: sum(one) FILTER (WHERE isready) → max(one) FILTER (WHERE isready)",
      "1: without filter isready",
      "2: without partition by two",
      "2: order by one desc → asc",
    ],
  ],
  [
    "a whole double",
    "select one\nfrom marts.known\nwhere one < 2.0e0",
    ["3: without where (one < 2.0)", "3: (one < 2.0) → (one <= 2.0)", "3: 2.0 → 3.0", "3: 2.0 → 1.0"],
  ],
  [
    "an interval",
    "select one from marts.known\nwhere one between two and three",
    [
      "2: without where (one BETWEEN two AND three)",
      "2: (one BETWEEN two AND three) → ((one > two) AND (one <= three))",
      "2: (one BETWEEN two AND three) → ((one >= two) AND (one < three))",
    ],
  ],
])("changes one thing at a time: %s", async (_, text, changes) => {
  expect(await changesOf(text)).toEqual(changes);
});

test("every change is another statement, also where two read alike", async () => {
  const text = "select one - 1 - 1 as rest from marts.known";
  expect(new Set(await changesOf(text)).size).toBe(6);
});

// Else the engine writes a comma, and what stands before it is not there for the left join: every change would seem to be noticed.
test("a cross join is written so that the joins after it still see what stands before it", async () => {
  await engine.run("create table known as select 1 as one; create table second as select 2 as two");
  await engine.run("create table third as select 1 as one, 3 as three");
  const text = "select three, two from known cross join second left join third on third.one = known.one";
  const {sql} = await unchanged(engine, {name: "metrics.tried", text});
  expect(await engine.rows(sql)).toEqual([{three: 3, two: 2}]);
  expect(await changesOf(text)).toEqual([
    "1: left join third → inner join",
    "1: (third.one = known.one) → (third.one != known.one)",
  ]);
});
