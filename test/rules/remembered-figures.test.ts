import {expect, test} from "vitest";
import {z} from "zod";
import {CODED_SERIES, WITHOUT_SERIES} from "../../schemas/coded-series.ts";
import {observationStatus, place} from "../../schemas/marts/column-kinds.ts";
import {type MartName, marts} from "../../schemas/marts.ts";
import {type CodedSeries, codedSeries} from "../../schemas/series-code.ts";

/* Whatever a release says has a code, and what has a code is remembered: a new mart, column or kind of row must not be left out. */

type Shape = Record<string, z.ZodType>;

function bare(column: z.ZodType): z.ZodType {
  return column instanceof z.ZodNullable ? (column.unwrap() as z.ZodType) : column;
}

/** Numbers, unless they only say where something stands. */
function numbersIn(shape: Shape): string[] {
  return Object.keys(shape).filter((name) => {
    const column = bare(shape[name] as z.ZodType);
    return column instanceof z.ZodNumber && column !== place;
  });
}

/** Words of a fixed choice; the mark of revision follows from the memory itself. */
function choicesIn(shape: Shape): string[] {
  return Object.keys(shape).filter((name) => {
    const column = bare(shape[name] as z.ZodType);
    return column instanceof z.ZodEnum && column !== observationStatus;
  });
}

function example(column: z.ZodType): unknown {
  if (column instanceof z.ZodEnum) return column.options[0];
  if (column instanceof z.ZodNumber) return 2021;
  return column instanceof z.ZodBoolean ? true : "2021-04-01";
}

/** A row of every combination of words, once with and once without what may be missing. */
function rowsOf(shape: Shape): Record<string, unknown>[] {
  const filled = Object.fromEntries(
    Object.entries(shape).map(([name, column]) => [name, example(bare(column))]),
  );
  const nulls = Object.entries(shape).filter(([, column]) => column instanceof z.ZodNullable);
  const missing = Object.fromEntries(nulls.map(([name]) => [name, null]));
  return choicesIn(shape).reduce(
    (rows, name) => {
      const choice = bare(shape[name] as z.ZodType) as z.ZodEnum;
      return rows.flatMap((row) => choice.options.map((option) => ({...row, [name]: option})));
    },
    [filled, {...filled, ...missing}],
  );
}

const CONTEXT = {groups: new Map(), lastYear: 2021};

/** The columns that are read while the series says a row, and whether it says anything of it. */
function told(series: CodedSeries, row: object): {read: Set<string>; isSaid: boolean} {
  const read = new Set<string>();
  const spied = new Proxy(row, {
    get: (target, name) => {
      read.add(String(name));
      return Reflect.get(target, name);
    },
  });
  const cells = series.cells([spied], CONTEXT);
  return cells.length > 0 ? {read, isSaid: true} : {read: new Set(), isSaid: false};
}

/** One line for each thing that a release says and nobody would remember. */
function forgotten(relation: string, shape: Shape, list: CodedSeries[]): string[] {
  const series = list.filter((one) => one.relation === relation);
  const figures = numbersIn(shape);
  if (series.length === 0)
    return figures.map(
      (name) =>
        `${relation}.${name}: no series of schemas/coded-series.ts has it; a year or an order is a \`place\``,
    );
  const read = new Set<string>();
  const silent: string[] = [];
  for (const row of rowsOf(shape)) {
    const spoken = series.map((one) => told(one, row));
    if (!spoken.some(({isSaid}) => isSaid)) silent.push(JSON.stringify(row));
    for (const name of spoken.flatMap((one) => [...one.read])) read.add(name);
  }
  return [
    ...[...figures, ...choicesIn(shape)]
      .filter((name) => !read.has(name))
      .map((name) => `${relation}.${name}: no series reads it`),
    ...(silent.length > 0 ? [`${relation}: rows that no series keeps, e.g. ${silent[0]}`] : []),
  ];
}

test("every number and choice of a published relation is in a series, and so in the ledger of figures", () => {
  const names = (Object.keys(marts) as MartName[]).filter((name) => WITHOUT_SERIES[name] === undefined);
  expect(names.flatMap((name) => forgotten(name, marts[name].shape as Shape, CODED_SERIES))).toEqual([]);
});

test("a mart that is left out, a column and a kind of row are named", () => {
  const shape = {
    fiscal_year: z.int(),
    training_name: z.string(),
    session_count: z.int(),
    attendance: z.int(),
  };
  const relation = "marts.fct_trainings";
  expect(forgotten(relation, shape, [])).toHaveLength(3);
  const narrow = codedSeries({
    name: "trainings",
    relation,
    title: "研修",
    keeps: ({attendance}) => attendance === null,
    keys: [{name: "年度", of: ({fiscal_year}) => [String(fiscal_year)]}],
    measures: {sessions: {title: "回数", unit: "回", decimals: 0, value: ({session_count}) => session_count}},
  });
  expect(forgotten(relation, shape, [narrow]).at(-1)).toContain("rows that no series keeps");
  const half = codedSeries({
    name: "trainings",
    relation,
    title: "研修",
    keys: [{name: "年度", of: ({fiscal_year}) => [String(fiscal_year)]}],
    measures: {sessions: {title: "回数", unit: "回", decimals: 0, value: ({session_count}) => session_count}},
  });
  expect(forgotten(relation, shape, [half])).toEqual(["marts.fct_trainings.attendance: no series reads it"]);
});
