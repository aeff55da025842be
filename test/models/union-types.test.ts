import {afterAll, beforeAll, expect, test} from "vitest";
import {BUREAUS, buildTinyCity, type TinyCity} from "./tiny-city.ts";

let city: TinyCity;
beforeAll(async () => {
  city = await buildTinyCity({"局区.csv": BUREAUS});
});
afterAll(() => city.close());

test("the parts of a UNION agree in their types: other engines have none for a whole number and a double", async () => {
  const mixed: string[] = [];
  let count = 0;
  for (const {name, text} of city.models) {
    const unions = unionsIn(text);
    count += unions.length;
    for (const parts of unions) for (const told of await mixedIn(parts)) mixed.push(`${name}: ${told}`);
  }
  expect(mixed).toEqual([]);
  expect(count).toBeGreaterThan(30);
});

test.each([
  ["select 1 as one union all select cast(2 as double)", ["one: INTEGER, DOUBLE"]],
  ["select 'a' as one union all select null", ["one: VARCHAR, INTEGER"]],
  ["with a as (select 1 as one) select one from a union select 1e0", ["one: INTEGER, DOUBLE"]],
  [
    "with a as (select 1 as one), b as (select one from a union select 1e0) select * from b",
    ["one: INTEGER, DOUBLE"],
  ],
  [
    "select one from (select 'x)' as one, 1 as two union select 'union', 1e0) as parts",
    ["two: INTEGER, DOUBLE"],
  ],
  ["select 1 as one union all select cast(2 as bigint) union all select 3", []],
])("%s", async (text, told) => {
  const found: string[] = [];
  for (const parts of unionsIn(text)) found.push(...(await mixedIn(parts)));
  expect(found).toEqual(told);
});

/** "value: INTEGER, DOUBLE" for every column of which a further part has another kind of type than the first. */
async function mixedIn([first = "", ...others]: string[]): Promise<string[]> {
  const names = await columnsOf(first);
  const found: string[] = [];
  for (const other of others)
    for (const [index, {type}] of (await columnsOf(other)).entries()) {
      const {name, type: wanted} = names[index] ?? {name: "", type: ""};
      if (kindOf(type) !== kindOf(wanted)) found.push(`${name}: ${wanted}, ${type}`);
    }
  return found;
}

/** Whole numbers of any length go together. */
function kindOf(type: string): string {
  return /^(INTEGER|BIGINT)$/.test(type) ? "whole" : type;
}

async function columnsOf(select: string): Promise<{name: string; type: string}[]> {
  const rows = await city.rows(`describe ${select}`);
  return rows.map(({column_name, column_type}) => ({name: String(column_name), type: String(column_type)}));
}

/** The parts of every UNION, each as a SELECT of its own after the named parts that it can see; what follows itself has none. */
function unionsIn(text: string): string[][] {
  const plain = text.replace(/--.*$/gm, "").trim();
  const bare = plain.replace(/'[^']*'/g, (literal) => "'".repeat(literal.length));
  const unions: string[][] = [];
  for (const [start, end] of [[0, plain.length], ...brackets(bare)] as [number, number][]) {
    const head = start === 0 ? headOf(bare) : 0;
    const cuts = [...atOwnDepth(bare.slice(start + head, end)).matchAll(/\bunion( all)?\b/g)];
    if (cuts.length === 0 || /with recursive/.test(plain)) continue;
    const before = start === 0 ? plain.slice(0, head) : seenFrom(plain, bare, start);
    const edges = [
      0,
      ...cuts.flatMap(({index, 0: word}) => [index, index + word.length]),
      end - start - head,
    ];
    const parts = cuts
      .concat(cuts.slice(0, 1))
      .map((_, part) =>
        plain.slice(start + head + (edges[2 * part] ?? 0), start + head + (edges[2 * part + 1] ?? 0)),
      );
    unions.push(parts.map((part) => `${before} ${part}`));
  }
  return unions;
}

/** Where every bracket's content begins and ends. */
function brackets(bare: string): [number, number][] {
  const open: number[] = [];
  const found: [number, number][] = [];
  for (const [index, sign] of [...bare].entries()) {
    if (sign === "(") open.push(index + 1);
    if (sign === ")") found.push([open.pop() ?? 0, index]);
  }
  return found;
}

/** The same text with blanks for whatever stands in brackets. */
function atOwnDepth(bare: string): string {
  let depth = 0;
  return [...bare]
    .map((sign) => {
      if (sign === "(") depth += 1;
      const shown = depth === 0 ? sign : " ";
      if (sign === ")") depth -= 1;
      return shown;
    })
    .join("");
}

/** How long the named parts before the SELECT itself are. */
function headOf(bare: string): number {
  return bare.startsWith("with ") ? atOwnDepth(bare).indexOf("select") : 0;
}

/** The named parts that stand before the one in which a place lies, or all of them for a place behind. */
function seenFrom(plain: string, bare: string, place: number): string {
  const head = headOf(bare);
  if (place > head) return plain.slice(0, head);
  const names = [...atOwnDepth(bare).matchAll(/\w+ as(?= +)/g)].filter(({index}) => index < place);
  const before = plain.slice(0, names.at(-1)?.index ?? 0).trim();
  return before === "with" ? "" : before.replace(/,$/, "");
}
