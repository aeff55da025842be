import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

const MODEL = "intermediate.int_measure_periods";

interface Given {
  /** Indicator → its sources, the month with which its years begin, whether it tells months. */
  kpis: Record<string, {of: string[]; starts?: number; byMonth?: boolean}>;
  /** Source → first days of the months that came. */
  came?: Record<string, string[]>;
  /** Source, fiscal year, quarter that are loaded. */
  quarters?: [source: string, year: number, quarter: number][];
  awaiting?: string[];
  /** First days of quarters of leave that came as a whole; of those that came by month. */
  whole?: string[];
  byMonth?: string[];
}

const LAST_DAYS = ["06-30", "09-30", "12-31", "03-31"];

async function periodsOf({kpis, came = {}, quarters = [], awaiting = [], whole = [], byMonth = []}: Given) {
  const said = Object.entries(kpis);
  const {rows, close} = await modelsOn([MODEL], {
    "catalog.kpi_measure_sides": {
      columns: "kpi_id varchar, source varchar",
      rows: said.flatMap(([id, {of}]) => of.map((source) => `'${id}', '${source}'`)),
    },
    "catalog.sources": {
      columns: "source varchar, period_months integer",
      rows: ["'leave', 1", "'overtime', 1", "'paper', 3", "'pay', 12"],
    },
    "catalog.kpi_measures": {
      columns: "kpi_id varchar, year_starts integer, by_month boolean",
      rows: said.map(([id, {starts = 4, byMonth: isByMonth = false}]) => `'${id}', ${starts}, ${isByMonth}`),
    },
    "catalog.fiscal_quarters": {
      columns: "fiscal_year integer",
      rows: [2022, 2022, 2023, 2024].map(String),
    },
    "intermediate.int_loaded_quarters": {
      columns: "source varchar, fiscal_year integer, quarter integer, period_start date, period_end date",
      rows: quarters.map(
        ([source, year, quarter]) =>
          `'${source}', ${year}, ${quarter}, '${year}-04-01', '${quarter === 4 ? year + 1 : year}-${LAST_DAYS[quarter - 1]}'`,
      ),
    },
    "intermediate.int_awaited_columns": {
      columns: "kpi_id varchar",
      rows: awaiting.map((id) => `'${id}'`),
    },
    "raw.current_periods": {
      columns: "source varchar, period date",
      rows: Object.entries(came).flatMap(([source, days]) => days.map((day) => `'${source}', '${day}'`)),
    },
    "raw.leave": {
      columns: "quarter date, month date",
      rows: [
        ...whole.flatMap((day) => [`'${day}', null`, `'${day}', null`]),
        ...byMonth.map((day) => `'${day}', '${day}'`),
      ],
    },
  });
  const found = await rows(
    `select kpi_id, fiscal_year, quarter, period_start, period_end from ${MODEL} order by all`,
  );
  close();
  return lines(found);
}

function months(from: string, count: number): string[] {
  const [year = 0, month = 0] = from.split("-").map(Number);
  return Array.from({length: count}, (_, place) => {
    const index = month - 1 + place;
    return `${year + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}-01`;
  });
}

test("a fiscal year has its quarters, but where one of its sources comes by the year; all sources must be there", async () => {
  const found = await periodsOf({
    kpis: {
      leave: {of: ["leave"]},
      pay: {of: ["pay"]},
      both: {of: ["leave", "pay"]},
      waits: {of: ["leave"]},
      "other years": {of: ["leave"], starts: 5},
    },
    quarters: [
      ...[1, 2, 3, 4].map((quarter): [string, number, number] => ["leave", 2023, quarter]),
      ...[3, 4].map((quarter): [string, number, number] => ["pay", 2023, quarter]),
      ["paper", 2022, 4],
      ["leave", 2022, 4],
    ],
    awaiting: ["waits"],
  });
  expect(found).toEqual([
    "both 2023 － 2023-04-01 2024-03-31",
    "leave 2022 4 2022-04-01 2023-03-31",
    "leave 2023 1 2023-04-01 2023-06-30",
    "leave 2023 2 2023-04-01 2023-09-30",
    "leave 2023 3 2023-04-01 2023-12-31",
    "leave 2023 4 2023-04-01 2024-03-31",
    "pay 2023 － 2023-04-01 2024-03-31",
  ]);
});

test("a month is told where all its sources have it for itself, in the indicator's own year", async () => {
  const came = ["2023-08-01", "2023-09-01", "2023-10-01", "2023-12-01", "2024-01-01"];
  const found = await periodsOf({
    kpis: {
      both: {of: ["leave", "overtime"], starts: 9, byMonth: true},
      "not asked": {of: ["leave", "overtime"], starts: 9},
      overtime: {of: ["overtime"], byMonth: true},
      "by quarter": {of: ["paper"], byMonth: true},
    },
    came: {leave: came, overtime: [...came, "2024-02-01"], paper: came},
    whole: ["2023-10-01"],
    byMonth: ["2023-08-01"],
  });
  expect(found).toEqual([
    "both 2022 － 2023-08-01 2023-08-31",
    "both 2023 － 2023-09-01 2023-09-30",
    "both 2023 － 2024-01-01 2024-01-31",
    "overtime 2023 － 2023-08-01 2023-08-31",
    "overtime 2023 － 2023-09-01 2023-09-30",
    "overtime 2023 － 2023-10-01 2023-10-31",
    "overtime 2023 － 2023-12-01 2023-12-31",
    "overtime 2023 － 2024-01-01 2024-01-31",
    "overtime 2023 － 2024-02-01 2024-02-29",
  ]);
});

// July to September 2023 came as one quarter: a year that begins or ends within it cannot be told.
test("a year of its own is whole with all months of all sources, and begins and ends with no quarter in two", async () => {
  // Leave up to September 2024, overtime up to August.
  const all = months("2022-07-01", 27);
  const of = ["leave"];
  const found = await periodsOf({
    kpis: {
      // The fiscal year has its loaded quarters, of which none is.
      april: {of},
      july: {of, starts: 7},
      august: {of, starts: 8},
      september: {of, starts: 9},
      october: {of, starts: 10},
      "overtime from september": {of: ["overtime"], starts: 9},
      "both from october": {of: ["leave", "overtime"], starts: 10},
    },
    came: {leave: all, overtime: all.slice(0, -1)},
    whole: ["2023-07-01"],
  });
  expect(found).toEqual([
    "both from october 2022 － 2022-10-01 2023-09-30",
    "july 2022 － 2022-07-01 2023-06-30",
    "july 2023 － 2023-07-01 2024-06-30",
    "october 2022 － 2022-10-01 2023-09-30",
    "october 2023 － 2023-10-01 2024-09-30",
    "overtime from september 2022 － 2022-09-01 2023-08-31",
    "overtime from september 2023 － 2023-09-01 2024-08-31",
  ]);
});
