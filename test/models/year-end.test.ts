import {expect, test} from "vitest";
import {type HandMade, modelsOn} from "./models-on.ts";
import {createNormal} from "./normal.ts";

/** An indicator at the end of September 2024, and what its earlier years were by then and in the end. */
interface Running {
  /** Null: received, but unknown. */
  toDate: number | null;
  before: {year: number; toDate: number; end: number | null; onCourse?: number}[];
  onCourse?: number;
  cumulativeSince?: number;
  denominator?: number;
  unit?: string;
  mayExceed?: boolean;
  breaksIn?: number[];
  decimals?: number;
  yearStarts?: number;
}

const YEAR = 2024;

/** What is said at the end of September 2024, of each in its order; undefined where nothing is. */
async function forecasts(running: Running[]) {
  const all = await forecastsOfAllBoards(running);
  return all.map((rows) => {
    const [row, ...others] = rows.filter(({board}) => board === `${YEAR}-09-30`);
    expect(others).toEqual([]);
    return row;
  });
}

async function forecastsOfAllBoards(running: Running[]) {
  const named = running.map((of, index) => ({...of, id: `kpi_${String(index).padStart(4, "0")}`}));
  const {rows, close} = await modelsOn(
    ["metrics.year_end_basis", "metrics.year_end_forecasts"],
    tablesOf(named),
  );
  const found = Map.groupBy(
    await rows(
      "select kpi_id, as_of_date::varchar as board, method, years_before, forecast_value, forecast_low, forecast_high from metrics.year_end_forecasts order by as_of_date",
    ),
    ({kpi_id}) => kpi_id,
  );
  close();
  return named.map(({id}) => found.get(id) ?? []);
}

type Named = Running & {id: string};

function tablesOf(named: Named[]): Record<string, HandMade> {
  return {
    "metrics.scoreboard_values": {
      columns:
        "kpi_id varchar, as_of_date date, as_of_fiscal_year integer, as_of_quarter integer, to_date_value double, decimals integer",
      // Boards of another quarter, of the year before and of a year's end are not to be mixed up with it.
      rows: named.flatMap(({id, toDate, decimals = 0}) => [
        `'${id}', '${YEAR}-09-30', ${YEAR}, 2, ${toDate}, ${decimals}`,
        `'${id}', '${YEAR}-06-30', ${YEAR}, 1, ${Number(toDate) / 3 + 1}, ${decimals + 1}`,
        `'${id}', '${YEAR}-12-31', ${YEAR}, 3, ${Number(toDate) + 1}, ${decimals}`,
        `'${id}', '${YEAR - 1}-09-30', ${YEAR - 1}, 2, ${Number(toDate) * 2 + 1}, ${decimals}`,
        `'${id}', '${YEAR}-03-31', ${YEAR - 1}, 4, ${Number(toDate) * 3 + 1}, ${decimals}`,
      ]),
    },
    "catalog.kpis": {
      columns:
        "kpi_id varchar, cumulative_since integer, unit varchar, may_exceed_100 boolean, year_starts integer",
      rows: named.map(
        ({id, cumulativeSince, unit = "件", mayExceed = false, yearStarts = 4}) =>
          `'${id}', ${cumulativeSince ?? "null"}, '${unit}', ${mayExceed}, ${yearStarts}`,
      ),
    },
    "catalog.kpi_breaks": {
      columns: "kpi_id varchar, fiscal_year integer",
      rows: named.flatMap(({id, breaksIn = []}) => breaksIn.map((year) => `'${id}', ${year}`)),
    },
    "metrics.city_values": {
      columns:
        "kpi_id varchar, fiscal_year integer, period_kind varchar, period_end date, value double, denominator double",
      rows: named.flatMap(({id, toDate, before, denominator}) => [
        `'${id}', ${YEAR}, 'quarter', '${YEAR}-09-30', ${toDate}, ${denominator ?? "null"}`,
        `'${id}', ${YEAR}, 'quarter', '${YEAR}-06-30', ${Number(toDate) / 3 + 1}, 7`,
        `'${id}', ${YEAR}, 'quarter', '${YEAR}-12-31', ${Number(toDate) + 1}, 7`,
        `'${id}', ${YEAR}, 'month', '${YEAR}-09-30', 77, 7`,
        ...before.flatMap((of) => [
          `'${id}', ${of.year}, 'quarter', '${of.year}-09-30', ${of.toDate}, null`,
          `'${id}', ${of.year}, 'quarter', '${of.year}-06-30', ${of.toDate / 7 + 2}, null`,
          `'${id}', ${of.year}, 'month', '${of.year}-09-30', ${of.toDate + 55}, null`,
          `'${id}', ${of.year}, 'quarter', '${of.year}-12-31', ${of.toDate + 2}, null`,
          `'${id}', ${of.year}, 'quarter', '${of.year + 1}-03-31', ${of.end}, null`,
          `'${id}', ${of.year}, 'year', '${of.year + 1}-03-31', ${of.end}, null`,
        ]),
      ]),
    },
    "metrics.on_course": {
      columns: "kpi_id varchar, fiscal_year integer, quarter integer, value double",
      rows: named.flatMap(({id, onCourse, before}) => [
        ...(onCourse === undefined ? [] : [`'${id}', ${YEAR}, 2, ${onCourse}`, `'${id}', ${YEAR}, 1, 7`]),
        ...before.flatMap((of) =>
          of.onCourse === undefined
            ? []
            : [`'${id}', ${of.year}, 2, ${of.onCourse}`, `'${id}', ${of.year}, 1, ${of.onCourse * 5}`],
        ),
      ]),
    },
  };
}

/** Quantile 0.9 of Student's t, in closed form for one and for two degrees of freedom. */
const T = {1: Math.tan(0.4 * Math.PI), 2: 0.8 * Math.sqrt(2 / (1 - 0.8 ** 2))};

test("a sum grows as it did in earlier years, in a range by how they differ", async () => {
  const [found] = await forecasts([
    {
      toDate: 50,
      before: [
        {year: 2022, toDate: 40, end: 80},
        {year: 2023, toDate: 40, end: 120},
      ],
    },
  ]);
  const [one, other] = [Math.log(2), Math.log(3)];
  const spread = (Math.abs(one - other) / Math.SQRT2) * T[1] * Math.sqrt(1.5);
  expect(found).toMatchObject({method: "share", years_before: 2});
  expect(Number(found?.forecast_value)).toBeCloseTo(50 * Math.sqrt(6), 6);
  // A sum is never less than it is already.
  expect(Number(found?.forecast_low)).toBeCloseTo(Math.max(50, 50 * Math.exp((one + other) / 2 - spread)), 1);
  expect(Number(found?.forecast_high)).toBeCloseTo(50 * Math.exp((one + other) / 2 + spread), 1);
});

test("what adds up over the years gets what earlier years still added, and a few alike leave half a digit open", async () => {
  const before = [
    {year: 2021, toDate: 10, end: 13},
    {year: 2022, toDate: 16, end: 19},
    {year: 2023, toDate: 22, end: 25},
  ];
  const [found] = await forecasts([{toDate: 27, before, cumulativeSince: 2018}]);
  expect(found).toMatchObject({method: "remaining", years_before: 3, forecast_value: 30});
  const reach = 0.5 * T[2] * Math.sqrt(1 + 1 / 3);
  expect(Number(found?.forecast_low)).toBeCloseTo(30 - reach, 3);
  expect(Number(found?.forecast_high)).toBeCloseTo(30 + reach, 3);
});

test("where nothing is there yet, what earlier years still added is taken, too", async () => {
  const before = [
    {year: 2022, toDate: 2, end: 12},
    {year: 2023, toDate: 4, end: 18},
  ];
  const [found] = await forecasts([{toDate: 0, before}]);
  expect(found).toMatchObject({method: "remaining", forecast_value: 12});
});

test("people on course for a threshold count, as far as those of earlier years got there", async () => {
  const before = [
    {year: 2022, toDate: 5, end: 90, onCourse: 100},
    {year: 2023, toDate: 3, end: 110, onCourse: 100},
  ];
  const [found] = await forecasts([{toDate: 4, before, onCourse: 200}]);
  expect(found).toMatchObject({method: "on_course"});
  expect(Number(found?.forecast_value)).toBeCloseTo(200 * Math.sqrt(0.9 * 1.1), 6);
});

test("an earlier year in which nobody got there, or nobody was on course, says nothing of how many do", async () => {
  const before = [
    {year: 2021, toDate: 5, end: 0, onCourse: 100},
    {year: 2022, toDate: 5, end: 90, onCourse: 0},
    {year: 2023, toDate: 3, end: 110, onCourse: 100},
  ];
  const [one, three] = await forecasts([
    {toDate: 4, before, onCourse: 200},
    {toDate: 4, before: [...before, {year: 2020, toDate: 3, end: 90, onCourse: 100}], onCourse: 200},
  ]);
  // One year alone is not enough: the value is carried on otherwise.
  expect(one).toMatchObject({method: "share", years_before: 2});
  expect(three).toMatchObject({method: "on_course", years_before: 2});
});

test("a year that ended with nothing is left out of what others grew by", async () => {
  const [found] = await forecasts([
    {
      toDate: 50,
      before: [
        {year: 2021, toDate: 40, end: 0},
        {year: 2022, toDate: 40, end: 80},
        {year: 2023, toDate: 40, end: 80},
      ],
    },
  ]);
  expect(found).toMatchObject({method: "share", years_before: 2});
  expect(Number(found?.forecast_value)).toBeCloseTo(100, 6);
});

test("a share stays within 100 %, and may end below where it is", async () => {
  const up = [
    {year: 2022, toDate: 50, end: 60},
    {year: 2023, toDate: 50, end: 65},
  ];
  const down = up.map(({year, toDate, end}) => ({year, toDate: end, end: toDate}));
  const [high, falling] = await forecasts([
    {toDate: 95, before: up, denominator: 10, unit: "%"},
    {toDate: 60, before: down, denominator: 10, unit: "%"},
  ]);
  expect([high?.forecast_value, high?.forecast_high]).toEqual([100, 100]);
  expect(Number(high?.forecast_low)).toBeLessThan(100);
  expect(Number(falling?.forecast_value)).toBeLessThan(60);
});

test("one earlier year is not enough, none of before a change of definition counts, nor one older than five years", async () => {
  const of = (year: number) => ({year, toDate: 10, end: 20});
  const found = await forecasts([
    {toDate: 10, before: [of(2023)]},
    {toDate: 10, before: [of(2021), of(2022), of(2023)], breaksIn: [2023]},
    {toDate: 10, before: [of(2021), of(2022), of(2023)], breaksIn: [2020, 2022]},
    {toDate: 10, before: [of(2018), of(2023)]},
    {toDate: 10, before: [of(2019), of(2023)]},
  ]);
  expect(found.map((row) => row?.years_before)).toEqual([undefined, undefined, 2, undefined, 2]);
});

test("a board looks at the years before its own, at no break after it, and says nothing at the year's end", async () => {
  const before = [2020, 2021, 2022, 2023].map((year) => ({year, toDate: 10, end: 20 * (year - 2019)}));
  const [found, broken] = await forecastsOfAllBoards([
    {toDate: 10, before},
    {toDate: 10, before, breaksIn: [2024]},
  ]);
  const told = (rows: typeof found) => rows?.map((row) => `${row.board} ${row.years_before}`);
  expect(told(found)).toEqual(["2023-09-30 3", "2024-06-30 4", "2024-09-30 4", "2024-12-31 4"]);
  expect(told(broken)).toEqual(["2023-09-30 3"]);
});

test("of an indicator by calendar years, or of one that is unknown to date, nothing is said", async () => {
  const before = [2022, 2023].map((year) => ({year, toDate: 10, end: 20}));
  const found = await forecasts([
    {toDate: 10, before, yearStarts: 1},
    {toDate: null, before, denominator: 10},
    {toDate: null, before, cumulativeSince: 2020},
  ]);
  expect(found).toEqual([undefined, undefined, undefined]);
});

test("what may be more than all of it ends above 100 %, and a rest of less than nothing is nothing", async () => {
  const [over, down] = await forecasts([
    {
      toDate: 95,
      before: [2022, 2023].map((year) => ({year, toDate: 50, end: 60})),
      ...{denominator: 10, unit: "%", mayExceed: true},
    },
    {
      toDate: 1,
      before: [
        {year: 2022, toDate: 10, end: 2},
        {year: 2023, toDate: 10, end: 8},
      ],
      ...{denominator: 10, cumulativeSince: 2020},
    },
  ]);
  expect(Number(over?.forecast_value)).toBeCloseTo(114, 6);
  expect([down?.forecast_value, down?.forecast_low]).toEqual([0, 0]);
});

test("one person is enough to go on, nobody is not", async () => {
  const of = (year: number, onCourse: number) => ({year, toDate: 1, end: 1, onCourse});
  const found = await forecasts([
    {toDate: 1, before: [of(2022, 1), of(2023, 1)], onCourse: 1},
    {toDate: 1, before: [of(2022, 1), of(2023, 1)], onCourse: 0},
    {toDate: 1, before: [of(2022, 1), of(2023, 1)]},
    {toDate: 1, before: [{...of(2022, 1), toDate: 0}, of(2023, 1)]},
    {toDate: 4, before: [{...of(2021, 1), toDate: 0, end: null}, of(2022, 1), of(2023, 1)]},
  ]);
  expect(found.map((row) => `${row?.method} ${row?.years_before}`)).toEqual([
    "on_course 2",
    "share 2",
    "share 2",
    "remaining 2",
    "share 2",
  ]);
});

// The level that the page states, on series that the rule was not chosen on.
test("80 of 100 years end within the range, whatever their number and spread", async () => {
  const normal = createNormal("year ends");
  const ended = Array.from({length: 1500}, (_, index) => {
    const spread = [0.02, 0.1, 0.3][index % 3] ?? 0;
    return Array.from({length: 3 + (index % 4)}, () => 1000 * Math.exp(0.7 + spread * normal()));
  });
  const found = await forecasts(
    ended.map((ends) => ({
      toDate: 1000,
      denominator: 1,
      before: ends.slice(1).map((end, index) => ({year: YEAR - 1 - index, toDate: 1000, end})),
    })),
  );
  const hits = found.filter((row, index) => {
    const end = ended[index]?.[0] ?? Number.NaN;
    return Number(row?.forecast_low) <= end && end <= Number(row?.forecast_high);
  });
  expect(hits.length / found.length).toBeGreaterThan(0.77);
  expect(hits.length / found.length).toBeLessThan(0.83);
}, 240_000);
