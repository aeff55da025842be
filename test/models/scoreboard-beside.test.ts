import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

/** Cells by column; a column that is not named is null. */
type Cells = Record<string, string | number | boolean | null>;

function table(types: Record<string, string>, rows: Cells[]) {
  const names = Object.keys(types);
  const cell = (value: Cells[string] | undefined) =>
    value === null || value === undefined ? "null" : typeof value === "string" ? `'${value}'` : String(value);
  return {
    columns: names.map((name) => `${name} ${types[name]}`).join(", "),
    rows: rows.map((row) => names.map((name) => cell(row[name])).join(", ")),
  };
}

function types(...lists: [type: string, names: string][]): Record<string, string> {
  return Object.fromEntries(lists.flatMap(([type, names]) => names.split(" ").map((name) => [name, type])));
}

const JUDGEMENTS = types(
  ["varchar", "kpi_id basis status computed_status accepted_reason accepted_limit judged_by judgement_note"],
  ["date", "as_of_date accepted_until judged_on"],
  ["double", "required_value required_low required_high progress_share required_share"],
);
const KNOWN = types(
  ["varchar", "kpi_id programme_id scope_id observation_status target_words target_year_words"],
  ["integer", "as_of_fiscal_year as_of_quarter base_fiscal_year value_fiscal_year target_fiscal_year"],
  ["date", "as_of_date value_date target_by"],
  [
    "double",
    "base_value value previous_value target_value target_low target_high to_date_value to_date_previous_value",
  ],
  ["boolean", "is_strict"],
);
const FORECASTS = types(
  ["varchar", "kpi_id"],
  ["date", "as_of_date"],
  ["double", "forecast_value forecast_low forecast_high"],
  ["boolean", "is_contradicted"],
);
const YEAR_ENDS = types(
  ["varchar", "kpi_id method"],
  ["date", "as_of_date"],
  ["double", "forecast_value forecast_low forecast_high"],
  ["integer", "years_before"],
);
const ON_COURSE = types(["varchar", "kpi_id"], ["integer", "fiscal_year quarter"], ["double", "value"]);
const REASONS = types(
  ["varchar", "kpi_id missing_from"],
  ["date", "period_end settles_on sent_until"],
  ["boolean", "lacks_roster"],
);

interface Given {
  known: Cells[];
  judged?: Cells[];
  ahead?: Cells[];
  yearEnds?: Cells[];
  onCourse?: Cells[];
  reasons?: Cells[];
}

const JUNE = {as_of_date: "2024-06-30", as_of_fiscal_year: 2024, as_of_quarter: 1};
const SEPTEMBER = {as_of_date: "2024-09-30", as_of_fiscal_year: 2024, as_of_quarter: 2};
const BEFORE = {as_of_date: "2023-09-30", as_of_fiscal_year: 2023, as_of_quarter: 2};

async function scoreboard(columns: string, {known, judged = [], ...beside}: Given): Promise<string[]> {
  const reported = known.map(({kpi_id = null, as_of_date = null}) => ({
    kpi_id,
    as_of_date,
    basis: "reported",
    required_value: 1,
  }));
  const {rows, close} = await modelsOn(["metrics.scoreboard"], {
    "metrics.scoreboard_values": table(KNOWN, known),
    "metrics.judgements": table(JUDGEMENTS, [...reported, ...judged]),
    "metrics.forecasts": table(FORECASTS, beside.ahead ?? []),
    "metrics.year_end_forecasts": table(YEAR_ENDS, beside.yearEnds ?? []),
    "metrics.on_course": table(ON_COURSE, beside.onCourse ?? []),
    "metrics.provisional_reasons": table(REASONS, beside.reasons ?? []),
  });
  const found = await rows(
    `select kpi_id, as_of_date::varchar as day, ${columns} from metrics.scoreboard order by all`,
  );
  close();
  return lines(found);
}

test("why a value is provisional is told of its own indicator and day, all that ends on the day together, and of no final one", async () => {
  const value = {value_date: "2024-03-31", observation_status: "provisional"};
  expect(
    await scoreboard(
      "provisional_until::varchar, provisional_sent_until::varchar, provisional_missing, provisional_lacks_roster",
      {
        known: [
          {kpi_id: "a", ...JUNE, ...value},
          {kpi_id: "b", ...JUNE, ...value},
          {kpi_id: "a", ...SEPTEMBER, ...value, observation_status: "final"},
          {kpi_id: "a", ...BEFORE, ...value, value_date: "2023-03-31"},
        ],
        reasons: [
          {
            kpi_id: "a",
            period_end: "2024-03-31",
            settles_on: "2024-06-30",
            sent_until: "2024-02-29",
            missing_from: "1010",
            lacks_roster: true,
          },
          {
            kpi_id: "a",
            period_end: "2024-03-31",
            settles_on: "2024-07-31",
            sent_until: "2024-03-31",
            missing_from: "1020",
            lacks_roster: false,
          },
          {kpi_id: "b", period_end: "2024-03-31", settles_on: "2024-05-31", lacks_roster: false},
          {
            kpi_id: "b",
            period_end: "2023-03-31",
            settles_on: "2024-12-31",
            missing_from: "1030",
            lacks_roster: true,
          },
        ],
      },
    ),
  ).toEqual([
    "a 2023-09-30 － － － －",
    "a 2024-06-30 2024-07-31 2024-03-31 1020 true",
    "a 2024-09-30 － － － －",
    "b 2024-06-30 2024-05-31 － － false",
  ]);
});

test("how many more are on course than were so far is told of the board's own quarter", async () => {
  expect(
    await scoreboard("on_course_count, to_date_value", {
      known: [
        {kpi_id: "a", ...JUNE, to_date_value: 2},
        {kpi_id: "a", ...SEPTEMBER, to_date_value: 5},
        {kpi_id: "a", ...BEFORE, to_date_value: 6},
        {kpi_id: "b", ...SEPTEMBER, to_date_value: 1},
        {kpi_id: "c", ...SEPTEMBER, to_date_value: 1},
      ],
      onCourse: [
        {kpi_id: "a", fiscal_year: 2024, quarter: 1, value: 12},
        {kpi_id: "a", fiscal_year: 2024, quarter: 2, value: 35},
        {kpi_id: "a", fiscal_year: 2023, quarter: 2, value: 66},
        {kpi_id: "b", fiscal_year: 2024, quarter: 2, value: 101},
      ],
    }),
  ).toEqual([
    "a 2023-09-30 60 6",
    "a 2024-06-30 10 2",
    "a 2024-09-30 30 5",
    "b 2024-09-30 100 1",
    "c 2024-09-30 － 1",
  ]);
});

test("where the year will end is judged by its middle and by both of its ends, each for itself", async () => {
  const judged = (kpi_id: string, as_of_date: string, required_value: number, statuses: [string, string][]) =>
    statuses.map(([basis, computed_status]) => ({
      kpi_id,
      as_of_date,
      basis,
      required_value,
      computed_status,
    }));
  expect(
    await scoreboard(
      "required_value, year_end_value, year_end_low, year_end_high, year_end_method, year_end_years_before, year_end_required, year_end_status, year_end_status_low, year_end_status_high",
      {
        known: [
          {kpi_id: "a", ...JUNE},
          {kpi_id: "a", ...SEPTEMBER},
          {kpi_id: "b", ...JUNE},
          {kpi_id: "c", ...JUNE},
        ],
        judged: [
          // The middle comes after both ends.
          ...judged("a", "2024-06-30", 8, [
            ["year_end_low", "behind"],
            ["year_end_high", "achieved"],
            ["year_end", "slightly_behind"],
          ]),
          ...judged("a", "2024-09-30", 9, [
            ["year_end_high", "on_track"],
            ["year_end", "on_track"],
            ["year_end_low", "slightly_behind"],
          ]),
          ...judged("b", "2024-06-30", 7, [["year_end_low", "achieved"]]),
        ],
        yearEnds: [
          {
            kpi_id: "a",
            as_of_date: "2024-06-30",
            forecast_value: 20,
            forecast_low: 10,
            forecast_high: 30,
            method: "ratio",
            years_before: 3,
          },
          {
            kpi_id: "a",
            as_of_date: "2024-09-30",
            forecast_value: 21,
            forecast_low: 11,
            forecast_high: 31,
            method: "ratio",
            years_before: 3,
          },
          {
            kpi_id: "b",
            as_of_date: "2024-06-30",
            forecast_value: 22,
            forecast_low: 12,
            forecast_high: 32,
            method: "difference",
            years_before: 2,
          },
        ],
      },
    ),
  ).toEqual([
    "a 2024-06-30 1 20 10 30 ratio 3 8 slightly_behind behind achieved",
    "a 2024-09-30 1 21 11 31 ratio 3 9 on_track slightly_behind on_track",
    "b 2024-06-30 1 22 12 32 difference 2 7 － achieved －",
    "c 2024-06-30 1 － － － － － － － － －",
  ]);
});

test("where the trend leads is told by how much of its range lies on the good side of the target", async () => {
  const OUTLOOKS: [string, Cells, Cells][] = [
    // Low end, middle, high end of the forecast against 10 and more.
    ["likely", {target_low: 10}, {forecast_low: 10, forecast_value: 12, forecast_high: 14}],
    ["rather_likely", {target_low: 10}, {forecast_low: 9, forecast_value: 10, forecast_high: 11}],
    ["rather_unlikely", {target_low: 10}, {forecast_low: 8, forecast_value: 9, forecast_high: 10}],
    ["unlikely", {target_low: 10}, {forecast_low: 7, forecast_value: 8, forecast_high: 9}],
    // More than 10 is asked for: 10 itself does not do.
    [
      "rather_likely",
      {target_low: 10, is_strict: true},
      {forecast_low: 10, forecast_value: 12, forecast_high: 14},
    ],
    [
      "rather_unlikely",
      {target_low: 10, is_strict: true},
      {forecast_low: 9, forecast_value: 10, forecast_high: 11},
    ],
    ["unlikely", {target_low: 10, is_strict: true}, {forecast_low: 8, forecast_value: 9, forecast_high: 10}],
    // 10 at most; then from 8 to 12.
    ["likely", {target_high: 10}, {forecast_low: 6, forecast_value: 8, forecast_high: 10}],
    ["rather_unlikely", {target_high: 10}, {forecast_low: 10, forecast_value: 12, forecast_high: 14}],
    ["likely", {target_low: 8, target_high: 12}, {forecast_low: 8, forecast_value: 10, forecast_high: 12}],
    [
      "rather_likely",
      {target_low: 8, target_high: 12},
      {forecast_low: 8, forecast_value: 12, forecast_high: 16},
    ],
    // Wider than what is asked for, with its middle beside it.
    [
      "rather_unlikely",
      {target_low: 8, target_high: 12},
      {forecast_low: 7, forecast_value: 14, forecast_high: 21},
    ],
    ["unlikely", {target_low: 8, target_high: 12}, {forecast_low: 13, forecast_value: 14, forecast_high: 15}],
    ["unlikely", {target_low: 8, target_high: 12}, {forecast_low: 5, forecast_value: 6, forecast_high: 7}],
    ["none", {target_low: 10}, {}],
    [
      "unclear",
      {target_low: 10},
      {forecast_low: 10, forecast_value: 12, forecast_high: 14, is_contradicted: true},
    ],
  ];
  const id = (index: number) => `k${String(index).padStart(2, "0")}`;
  const found = await scoreboard("forecast_outlook, forecast_value", {
    known: [
      ...OUTLOOKS.map(([, target], index) => ({kpi_id: id(index), ...JUNE, is_strict: false, ...target})),
      {kpi_id: "no forecast", ...JUNE, is_strict: false, target_low: 10},
      // Another board of the first one.
      {kpi_id: id(0), ...SEPTEMBER, is_strict: false, target_low: 10},
    ],
    ahead: [
      ...OUTLOOKS.map(([, , ahead], index) => ({
        kpi_id: id(index),
        as_of_date: "2024-06-30",
        is_contradicted: false,
        ...ahead,
      })),
      {
        kpi_id: id(0),
        as_of_date: "2024-09-30",
        is_contradicted: false,
        forecast_low: 1,
        forecast_value: 2,
        forecast_high: 3,
      },
    ],
  });
  expect(found).toEqual(
    [
      ...OUTLOOKS.map(
        ([outlook, , {forecast_value = "－"}], index) =>
          `${id(index)} 2024-06-30 ${outlook} ${forecast_value}`,
      ),
      "no forecast 2024-06-30 none －",
      `${id(0)} 2024-09-30 unlikely 2`,
    ].toSorted(),
  );
});
