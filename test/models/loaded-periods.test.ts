import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {type HandMade, modelsOn} from "./models-on.ts";

async function rowsOf(model: string, tables: Record<string, HandMade>, order: string): Promise<string[]> {
  const {rows, close} = await modelsOn([model], tables);
  const found = lines(await rows(`select ${order} from ${model} order by all`));
  close();
  return found;
}

const QUARTERS: HandMade = {
  columns: "fiscal_year integer, quarter integer, period_start date, period_end date",
  rows: [2017, 2018, 2019, 2020, 2021, 2022, 2023].flatMap((year) =>
    ["06-30", "09-30", "12-31", "03-31"].map(
      (end, index) => `${year}, ${index + 1}, '${year}-04-01', '${index === 3 ? year + 1 : year}-${end}'`,
    ),
  ),
};
const PERIODS = "source varchar, period date";
const KPIS: HandMade = {
  columns: "kpi_id varchar, model varchar, cumulative_since integer",
  rows: [
    "'coaching', 'kpi_coaching', 2018",
    // The same counted for two populations is one running total.
    ...["'saved', 'kpi_consolidation_saving', 2019", "'saved_by_mayor', 'kpi_consolidation_saving', 2019"],
    "'satisfaction', 'kpi_satisfaction', null",
  ],
};

test("a month that came in two parts is one month", async () => {
  const sent = ["04", "05", "05", "07", "08", "09", "10", "11", "12"];
  const found = await rowsOf(
    "intermediate.int_reached_quarters",
    {
      "raw.current_periods": {columns: PERIODS, rows: sent.map((month) => `'paper', '2023-${month}-01'`)},
      "catalog.sources": {columns: "source varchar, period_months integer", rows: ["'paper', 1"]},
      "catalog.fiscal_quarters": QUARTERS,
    },
    "quarter",
  );
  expect(found).toEqual([]);
});

test("a sum to date goes back to April, or to where the city says that a source began", async () => {
  const found = await rowsOf(
    "intermediate.int_loaded_quarters",
    {
      "intermediate.int_reached_quarters": {
        columns:
          "source varchar, fiscal_year integer, quarter integer, period_start date, period_end date, loaded_from date",
        rows: [
          "'telework_pc', 2021, 1, '2021-04-01', '2021-06-30', '2021-06-01'",
          "'telework_pc', 2022, 1, '2022-04-01', '2022-06-30', '2022-04-01'",
          "'paper', 2021, 1, '2021-04-01', '2021-06-30', '2021-06-01'",
          "'paper', 2022, 1, '2022-04-01', '2022-06-30', '2022-04-01'",
          "'activity', 2018, 3, '2018-04-01', '2018-12-31', '2018-10-01'",
        ],
      },
      "catalog.source_beginnings": {
        columns: "source varchar, first_period date",
        rows: ["'telework_pc', '2021-06-01'", "'activity', '2018-07-01'"],
      },
    },
    "source, fiscal_year",
  );
  expect(found).toEqual(["paper 2022", "telework_pc 2021", "telework_pc 2022"]);
});

/** Quarters that are missing: from where activities began, or from where the earliest running total starts. */
async function activityGaps(beginnings: string[]): Promise<string[]> {
  return rowsOf(
    "intermediate.int_activity_gaps",
    {
      "catalog.fiscal_quarters": QUARTERS,
      "catalog.source_beginnings": {columns: "source varchar, first_period date", rows: beginnings},
      "catalog.kpis": KPIS,
      "raw.current_periods": {
        columns: PERIODS,
        rows: [
          ...["'activity', '2018-10-01'", "'activity', '2019-04-01'"],
          ...["'leave', '2019-01-01'", "'leave', '2019-10-01'"],
        ],
      },
    },
    "period::varchar",
  );
}

test("quarters of activity that did not come, up to the latest that did", async () => {
  expect(await activityGaps(["'activity', '2018-07-01'", "'leave', '2018-10-01'"])).toEqual([
    "2018-07-01",
    "2019-01-01",
  ]);
  expect(await activityGaps(["'leave', '2018-10-01'"])).toEqual(["2018-04-01", "2018-07-01", "2019-01-01"]);
});

test("a running total ends where a quarter since its start is missing", async () => {
  const found = await rowsOf(
    "intermediate.int_cumulative_activity",
    {
      "catalog.kpis": KPIS,
      "intermediate.int_activity_gaps": {columns: "period date", rows: ["'2018-04-01'"]},
      "intermediate.int_loaded_quarters": {
        columns: "source varchar, fiscal_year integer, quarter integer, period_start date, period_end date",
        rows: [
          "'activity', 2018, 4, '2018-04-01', '2019-03-31'",
          "'activity', 2019, 1, '2019-04-01', '2019-06-30'",
        ],
      },
      "staging.stg_activity": {
        columns: "item varchar, fiscal_year integer, quarter integer, amount integer",
        rows: ["'coaching', 2018, 4, 5", "'coaching', 2019, 1, 7"],
      },
    },
    "model, fiscal_year, cumulative_amount",
  );
  expect(found).toEqual(["kpi_consolidation_saving 2019 7"]);
});

const NOTHING_LOADED: HandMade = {
  columns: "source varchar, fiscal_year integer, quarter integer, period_start date, period_end date",
  rows: [],
};

test.each(["intermediate.int_activity_to_date", "intermediate.int_cumulative_activity"])(
  "activities of a quarter that is not loaded have no sum: %s",
  async (model) => {
    const found = await rowsOf(
      model,
      {
        "catalog.kpis": KPIS,
        "intermediate.int_activity_gaps": {columns: "period date", rows: []},
        "intermediate.int_loaded_quarters": NOTHING_LOADED,
        "staging.stg_activity": {
          columns: "item varchar, fiscal_year integer, quarter integer, amount integer",
          rows: ["'coaching', 2018, 4, 5"],
        },
      },
      "fiscal_year",
    );
    expect(found).toEqual([]);
  },
);

test("hours before the reform say nothing while those after it have never come", async () => {
  const found = await rowsOf(
    "metrics.kpi_bpr_time_reduction",
    {
      "intermediate.int_cumulative_activity": {
        columns:
          "model varchar, item varchar, fiscal_year integer, quarter integer, period_start date, period_end date, cumulative_amount integer",
        rows: ["'kpi_bpr_time_reduction', 'bpr_hours_before', 2018, 1, '2018-04-01', '2018-06-30', 100"],
      },
    },
    "value",
  );
  expect(found).toEqual([]);
});

test("a device is one device on a day whose month came in two parts", async () => {
  const found = await rowsOf(
    "intermediate.int_telework_device_days",
    {
      "catalog.opening_days": {columns: "day date", rows: ["'2024-06-03'", "'2024-07-01'"]},
      "raw.current_periods": {
        columns: PERIODS,
        rows: ["'telework_pc', '2024-06-01'", "'telework_pc', '2024-06-01'", "'paper', '2024-07-01'"],
      },
      "staging.stg_telework_devices": {
        columns:
          "device_id varchar, bureau_code varchar, deployed_on date, returned_on date, repair_from date, repair_to date",
        rows: ["'TW0001', '1010', '2024-04-01', null, null, null"],
      },
      "staging.stg_telework_usage": {
        columns: "device_id varchar, used_on date",
        rows: ["'TW0001', '2024-06-03'"],
      },
    },
    "day::varchar, device_id, is_used",
  );
  expect(found).toEqual(["2024-06-03 TW0001 true"]);
});

const SERVICES = "fiscal_year integer, measure varchar, method varchar, amount integer";

test("the fiscal effect is added up from its start year until a year is missing", async () => {
  const found = await rowsOf(
    "metrics.kpi_consolidation_saving",
    {
      "catalog.kpis": KPIS,
      "intermediate.int_complete_years": {
        columns: "source varchar, fiscal_year integer, period_start date, period_end date",
        rows: [
          ...[2018, 2019, 2020, 2021, 2022].map(
            (year) => `'shared_services', ${year}, '${year}-04-01', '${year + 1}-03-31'`,
          ),
          "'survey', 2020, '2020-04-01', '2021-03-31'",
        ],
      },
      "staging.stg_shared_services": {
        columns: SERVICES,
        rows: [
          ...["2018, 'fiscal_effect', 'programme', 1000", "2019, 'fiscal_effect', 'programme', 10"],
          ...["2019, 'fiscal_effect', 'programme', 5", "2020, 'fiscal_effect', 'programme', 20"],
          ...["2020, 'fiscal_effect', 'yearly_report', 500", "2020, 'saved_cost', 'programme', 700"],
          ...["2021, 'fiscal_effect', 'programme', 40", "2022, 'fiscal_effect', 'programme', 80"],
        ],
      },
      "intermediate.int_saving_gaps": {columns: "period date", rows: ["'2022-04-01'"]},
    },
    "fiscal_year, value, numerator, period_end::varchar",
  );
  expect(found).toEqual(["2019 15 15 2020-03-31", "2020 35 35 2021-03-31", "2021 75 75 2022-03-31"]);
});

test("years without a fiscal effect, since its start year and up to the latest file", async () => {
  const found = await rowsOf(
    "intermediate.int_saving_gaps",
    {
      "catalog.fiscal_quarters": QUARTERS,
      "catalog.kpis": KPIS,
      "raw.current_periods": {
        columns: PERIODS,
        rows: [
          "'shared_services', '2020-04-01'",
          "'shared_services', '2022-04-01'",
          "'survey', '2023-04-01'",
        ],
      },
      "staging.stg_shared_services": {
        columns: SERVICES,
        rows: [
          ...["2020, 'fiscal_effect', 'programme', 20", "2019, 'fiscal_effect', 'yearly_report', 500"],
          ...["2021, 'saved_cost', 'programme', 700"],
        ],
      },
    },
    "period::varchar",
  );
  expect(found).toEqual(["2019-04-01", "2021-04-01", "2022-04-01"]);
});

/** The release is of 1 October 2022; shared services come by year, rosters for a day of record. */
async function boardQuarters(
  reached: string[],
  periods: string[],
  figures: string[] = [],
): Promise<string[]> {
  return rowsOf(
    "intermediate.int_board_quarters",
    {
      "intermediate.int_reached_quarters": {
        columns: "source varchar, fiscal_year integer, quarter integer, period_end date",
        rows: reached,
      },
      "raw.current_periods": {columns: PERIODS, rows: periods},
      "staging.stg_indicator_figures": {columns: "fiscal_year integer, as_of_date date", rows: figures},
      "catalog.sources": {
        columns: "source varchar, period_months integer",
        rows: ["'overtime', 1", "'paper', 1", "'leave', 3", "'staff', null", "'indicator_figures', 12"],
      },
      "catalog.fiscal_quarters": QUARTERS,
      "catalog.releases": {columns: "created_on date", rows: ["'2022-10-01'"]},
    },
    "fiscal_year, quarter, period_end::varchar as period_end",
  );
}

const REACHED_BY_OTHERS = [
  ...["paper", "leave"].flatMap((source) => [
    `'${source}', 2021, 1, '2021-06-30'`,
    `'${source}', 2021, 2, '2021-09-30'`,
    `'${source}', 2021, 3, '2021-12-31'`,
    `'${source}', 2022, 2, '2022-09-30'`,
  ]),
  "'paper', 2022, 3, '2022-12-31'",
];

// docs: overtime leads the board from its first quarter on; before that, and without it, any other source does once the quarter is over.
test("the board stands at quarters that overtime reached, and at those of other sources before", async () => {
  const overtime = ["'overtime', 2021, 2, '2021-09-30'", "'overtime', 2022, 3, '2022-12-31'"];
  expect(await boardQuarters([...overtime, ...REACHED_BY_OTHERS], ["'paper', '2021-04-01'"])).toEqual([
    "2021 1 2021-06-30",
    "2021 2 2021-09-30",
    "2022 3 2022-12-31",
  ]);
});

test("without overtime the board stands at the quarters of any source that are over, and from a day of record on", async () => {
  expect(
    await boardQuarters(REACHED_BY_OTHERS, [
      "'staff', '2018-12-31'",
      "'staff', '2019-01-01'",
      "'staff', '2022-07-01'",
      "'paper', '2017-04-01'",
      "'unknown', '2017-04-01'",
    ]),
  ).toEqual([
    "2018 3 2018-12-31",
    "2018 4 2019-03-31",
    "2021 1 2021-06-30",
    "2021 2 2021-09-30",
    "2021 3 2021-12-31",
    "2022 2 2022-09-30",
  ]);
});

test("a file of ready figures reaches as far as they speak of: the whole year where one has no day", async () => {
  const reached = [2020, 2021].flatMap((year) => [
    `'indicator_figures', ${year}, 1, '${year}-06-30'`,
    `'indicator_figures', ${year}, 2, '${year}-09-30'`,
    `'indicator_figures', ${year}, 3, '${year}-12-31'`,
    `'indicator_figures', ${year}, 4, '${year + 1}-03-31'`,
  ]);
  const periods = ["'indicator_figures', '2020-04-01'", "'indicator_figures', '2021-04-01'"];
  const dated = ["2021, '2021-06-30'", "2021, '2021-07-01'"];
  expect(await boardQuarters(reached.slice(4), periods, dated)).toEqual([
    "2021 1 2021-06-30",
    "2021 2 2021-09-30",
  ]);
  const whole = await boardQuarters(reached, periods, ["2020, null", ...dated]);
  expect(whole.map((quarter) => quarter.slice(0, 6))).toEqual([
    "2020 1",
    "2020 2",
    "2020 3",
    "2020 4",
    "2021 1",
    "2021 2",
  ]);
});

test("a quarter that ends on the day of the release is not over", async () => {
  const found = await boardQuarters(["'paper', 2022, 2, '2022-10-01'"], ["'paper', '2022-04-01'"]);
  expect(found).toEqual([]);
});
