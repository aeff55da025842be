import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

interface Forecast {
  title: string;
  /** Yearly values from a fiscal year on. */
  since: number;
  values: (number | null)[];
  asOf?: string;
  target?: number;
  unit?: "%" | "件";
  mayExceed?: boolean;
  breaks?: number[];
  /** Forecast, low and high; none where there is nothing to say. */
  expected: string | undefined;
}

/**
 * Theil (1950), Sen (1968): the slope is the median of the slopes between all pairs of the latest five years, the level the
 * median of what it leaves; the range adds the 10 % and the 90 % slope and the median distance. All by hand.
 */
const CASES: Forecast[] = [
  {
    // 500 is the sixth year back. Slopes -18, -8, -4.7, -3 and six times 2; 10 %: -18 + 0.9 × 10 = -9.
    title: "five years count, the sixth does not",
    since: 2018,
    values: [500, 130, 112, 114, 116, 118],
    expected: "122 100 122",
  },
  {
    // Slopes -2 0 1 1.3 2 2 2.7 3 4 6: -0.2 and 4.2 at the ends. Left: 101 99 103 99 101, so 2 away from 101 in the median.
    title: "the range is that of the slopes, wider by the median distance",
    since: 2019,
    values: [101, 101, 107, 105, 109],
    expected: "113 106.6 119.4",
  },
  {
    // A year without a value is none of the five. Slopes -13, -211.6, 2; 153 - 4 × 13 = 101; 15 away. Three years to go.
    title: "what was not over on the day is not known",
    since: 2018,
    values: [500, 130, 112, 114, 116, 118],
    asOf: "2023-09-30",
    expected: "62 0 122",
  },
  {
    title: "a year without a value is none of the five",
    since: 2018,
    values: [500, 130, null, 112, 113, 114, 115],
    asOf: "2025-03-31",
    target: 2026,
    // 130, 112, 113, 114, 115 over 2019, 2021–2024: slopes -9, -5.67, -4, -3, six times 1; 10 %: -9 + 0.9 × 3.33 = -6.
    expected: "117 103 117",
  },
  {
    title: "no share is over 100 %",
    since: 2019,
    values: [90, 92, 94, 96, 98],
    unit: "%",
    expected: "100 100 100",
  },
  {
    title: "but one that may be",
    since: 2019,
    values: [90, 92, 94, 96, 98],
    unit: "%",
    mayExceed: true,
    expected: "102 102 102",
  },
  {title: "a number may be over 100", since: 2019, values: [90, 92, 94, 96, 98], expected: "102 102 102"},
  {title: "nothing falls below 0", since: 2019, values: [8, 6, 4, 2, 1], expected: "0 0 0"},
  {title: "three years say nothing", since: 2021, values: [10, 20, 30], expected: undefined},
  {title: "four do", since: 2020, values: [10, 20, 30, 40], expected: "60 60 60"},
  {
    title: "the year that ends on the day is known",
    since: 2020,
    values: [10, 20, 30, 40],
    asOf: "2024-03-31",
    expected: "60 60 60",
  },
  {
    title: "nothing before the last change of definition counts",
    since: 2018,
    values: [900, 900, 10, 20, 30, 40],
    breaks: [2019, 2020],
    expected: "60 60 60",
  },
  {
    title: "too few since it changed",
    since: 2019,
    values: [900, 900, 10, 20, 30],
    breaks: [2021],
    expected: undefined,
  },
  {
    // 104 100 104 100 140: slopes -4 -4 -1.3 0 0 4 9 13.3 18 40; level 100, 4 away in the median; 108 in the last year.
    title: "each day has its own years",
    since: 2018,
    values: [100, 104, 100, 104, 100, 140],
    expected: "112 96 152.4",
  },
  {
    title: "the year of the target is there",
    since: 2020,
    values: [10, 20, 30, 40],
    target: 2023,
    expected: undefined,
  },
];

const AS_OF = "2024-09-30";
const A_YEAR_BEFORE = "2023-09-30";
/** What two of them say on the day of a year before: each day has its own five years. */
const BEFORE: Record<string, string> = {
  "five years count, the sixth does not": "62 0 122",
  // 100 104 100 104 100: slopes -4 -4 -1.3, four times 0, 1.3 4 4; level 100, no distance in the median; three years to go.
  "each day has its own years": "100 88 112",
};

async function forecasts() {
  const named = CASES.map((of, index) => ({...of, id: `kpi_${String(index).padStart(2, "0")}`}));
  return modelsOn(["metrics.forecasts"], {
    "metrics.scoreboard_values": {
      columns: "kpi_id varchar, as_of_date date, target_fiscal_year integer, is_moving boolean",
      rows: [
        ...named.map(({id, asOf, target}) => `'${id}', '${asOf ?? AS_OF}', ${target ?? 2025}, false`),
        ...named.filter(({title}) => BEFORE[title]).map(({id}) => `'${id}', '${A_YEAR_BEFORE}', 2025, false`),
      ],
    },
    "metrics.city_values": {
      columns: "kpi_id varchar, fiscal_year integer, period_kind varchar, period_end date, value double",
      rows: named.flatMap(({id, since, values}) => [
        ...values.map((value, index) => {
          const year = since + index;
          return `'${id}', ${year}, 'year', '${year + 1}-03-31', ${value}`;
        }),
        // A sum to the end of a quarter is no year.
        `'${id}', 2023, 'quarter', '2023-06-30', 7777`,
      ]),
    },
    "catalog.kpi_breaks": {
      columns: "kpi_id varchar, fiscal_year integer",
      rows: named.flatMap(({id, breaks = []}) => breaks.map((year) => `'${id}', ${year}`)),
    },
    "catalog.kpis": {
      columns: "kpi_id varchar, unit varchar, may_exceed_100 boolean",
      rows: named.map(({id, unit, mayExceed}) => `'${id}', '${unit ?? "件"}', ${mayExceed ?? false}`),
    },
  });
}

test("forecasts, computed by hand", async () => {
  const {rows, close} = await forecasts();
  const found = await rows(
    `select kpi_id, as_of_date::varchar as as_of, round(forecast_value, 6) as forecast, round(forecast_low, 6) as low,
       round(forecast_high, 6) as high
     from metrics.forecasts`,
  );
  close();
  const on = (index: number, day: string) => {
    const of = found.filter(
      ({kpi_id, as_of}) => Number(String(kpi_id).slice(-2)) === index && String(as_of) === day,
    );
    return of.length === 0
      ? undefined
      : lines(of.map(({kpi_id: _id, as_of: _day, ...range}) => range)).join(" / ");
  };
  expect(CASES.map(({title, asOf}, index) => [title, on(index, asOf ?? AS_OF)])).toEqual(
    CASES.map(({title, expected}) => [title, expected]),
  );
  expect(CASES.map(({title}, index) => BEFORE[title] && on(index, A_YEAR_BEFORE))).toEqual(
    CASES.map(({title}) => BEFORE[title]),
  );
});
