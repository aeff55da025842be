import {describe, expect, test} from "vitest";
import {lines} from "./lines.ts";
import {type HandMade, modelsOn} from "./models-on.ts";

const KPI_VALUES =
  "kpi_id varchar, fiscal_year integer, period_kind varchar, period_start date, period_end date, scope_id varchar, bureau_code varchar, value double, numerator double, denominator double";

/** "small 2023 year 2024-03-31 programme A 30 5 20": a value with numerator and denominator, of a year up to a day. */
function value(line: string): string {
  const [kpi, year, kind, end, scope, bureau, ...amounts] = line.split(" ");
  const place = bureau === "市" ? "null" : `'${bureau}'`;
  return `'${kpi}', ${year}, '${kind}', '${year}-04-01', '${end}', '${scope}', ${place}, ${amounts.join(", ").replaceAll("－", "null")}`;
}

/** "small 2023 year 2024-03-31 programme A told 25 5 20": a count of a bureau, as it was chosen what may be told. */
function toldOrNot(line: string): string {
  const [kpi, year, kind, end, scope, bureau, told, ...amounts] = line.split(" ");
  const place = `'${kpi}', ${year}, '${kind}', '${year}-04-01', '${end}', '${scope}', '${bureau}'`;
  return `${place}, ${told === "told"}, ${amounts.join(", ").replaceAll("－", "null")}`;
}

const PRIVACY = {
  columns:
    "domain varchar, min_cell integer, shown_by_bureau boolean, sums_shown boolean, zero_small boolean, complement boolean",
  rows: [
    "'open', 0, true, true, true, true",
    "'small', 5, true, true, true, true",
    "'means', 5, true, false, true, true",
    "'pairs', 5, true, false, true, true",
    "'one', 1, true, false, true, true",
    "'closed', 10, false, true, true, true",
    "'quiet', 0, false, true, true, true",
    "'loose', 5, true, true, false, false",
  ],
};
const KPIS = {
  columns:
    "kpi_id varchar, privacy varchar, decimals integer, settled_after_months integer, segment_of varchar, counted_as varchar, scope_id varchar, display_order integer",
  rows: [
    "'open', 'open', 1, 2, null, null",
    "'small', 'small', 1, 2, null, null",
    "'mean', 'means', 1, 2, null, null",
    "'closed', 'closed', 1, 2, null, null",
    "'quiet', 'quiet', 1, 2, null, null",
    "'other', 'means', 1, 2, null, null",
    "'slow', 'open', 1, 6, null, null",
    ...["a1", "a2", "a3"].map((kpi) => `'${kpi}', 'closed', 1, 2, 'authorities', null`),
    ...["t1", "t2"].map((kpi) => `'${kpi}', 'closed', 1, 2, 'two', null`),
    ...["h1", "h2", "h3"].map((kpi) => `'${kpi}', 'small', 1, 2, 'heads', null`),
    ...["s1", "s2"].map((kpi) => `'${kpi}', 'means', 1, 2, 'sexes', null`),
    "'twin', 'small', 1, 2, null, null",
    "'twin_next', 'small', 1, 2, null, 'twin'",
    "'pair', 'means', 1, 2, null, null",
    "'pair_next', 'means', 1, 2, null, 'pair'",
    "'fire', 'small', 1, 2, null, null",
    "'fire_next', 'small', 1, 2, null, 'fire'",
    "'fire_mean', 'means', 1, 2, null, null",
    "'fire_loose', 'loose', 1, 2, null, null",
    "'fire_open', 'open', 1, 2, null, null",
    "'single', 'one', 1, 2, null, null",
    "'early', 'pairs', 1, 2, null, null",
    "'late', 'pairs', 1, 2, null, null",
    "'late_next', 'pairs', 1, 2, null, 'late'",
    "'monthly', 'means', 1, 2, null, null",
    "'monthly_part', 'means', 1, 2, 'monthly', null",
    "'monthly_part_2', 'means', 1, 2, 'monthly', null",
    "'monthly_part_3', 'means', 1, 2, 'monthly', null",
  ].map((row, index) => `${row}, 'programme', ${index}`),
};

/** Months of overtime that were sent: July without some bureaus, September after a gap, November is still to come. */
const MONTHS = ["01", "02", "03", "04", "05", "06", "07", "09", "10", "11"].map(
  (month) => `2024-${month}-01`,
);

interface Sent {
  months?: string[];
  missing?: string[];
  counts?: string[];
}

const PROVISIONAL = ["metrics.provisional_reasons", "metrics.provisional_periods"];

async function shown(
  values: string[],
  {months = [], missing = [], counts = []}: Sent = {},
): Promise<string[]> {
  const {rows, close} = await modelsOn([...PROVISIONAL, "metrics.kpi_values_shown"], {
    "disclosure.figures": {
      columns:
        "kpi_id varchar, fiscal_year integer, period_kind varchar, period_start date, period_end date, scope_id varchar, bureau_code varchar, is_told boolean, value double, numerator double, denominator double",
      rows: counts.map(toldOrNot),
    },
    "catalog.releases": {columns: "release_id varchar, created_on date", rows: ["'r', '2024-10-08'"]},
    "intermediate.int_overtime_months": {
      columns: "month date, month_index integer, fiscal_year integer",
      rows: months.map((month) => `'${month}', ${2024 * 12 + Number(month.slice(5, 7)) - 1}, 2024`),
    },
    "staging.stg_staff": {columns: "as_of_date date", rows: ["'2024-10-01'"]},
    "staging.stg_bureaus": {columns: "bureau_code varchar, bureau_name varchar", rows: ["'1010', '総務局'"]},
    "raw.missing_units": {
      columns: "source varchar, period date, unit varchar",
      rows: missing.map((row) => `${row}, '1010'`),
    },
    "metrics.kpi_values": {columns: KPI_VALUES, rows: values.map(value)},
    "metrics.kpi_sources": {
      columns: "kpi_id varchar, source varchar",
      rows: ["'open', 'leave'", "'slow', 'paper'", "'slow', 'leave'"],
    },
    "intermediate.int_kpi_sources": {
      columns: "kpi_id varchar, source varchar",
      rows: [
        "'a1', 'sick_leave'",
        "'a1', 'disability'",
        "'a1', 'leave'",
        "'t1', 'sick_leave'",
        "'h1', 'leave'",
      ],
    },
    "catalog.sources": {
      columns: "source varchar, source_title varchar, is_restricted boolean",
      rows: [
        "'sick_leave', '療養', true",
        "'disability', '障害', true",
        "'leave', '年休', false",
        "'paper', '用紙', false",
      ],
    },
    "intermediate.int_kpis_of_one_bureau": {
      columns: "kpi_id varchar",
      rows: ["'fire'", "'fire_mean'", "'fire_loose'", "'fire_open'"],
    },
    "catalog.kpis": KPIS,
    "catalog.kpi_measures": {
      columns: "kpi_id varchar, per_month boolean",
      rows: [
        ...["monthly", "monthly_part", "monthly_part_2", "monthly_part_3"].map((kpi) => `'${kpi}', true`),
        "'mean', false",
      ],
    },
    "catalog.privacy": PRIVACY,
  } satisfies Record<string, HandMade>);
  const found = lines(
    await rows(
      `select kpi_id, period_kind, period_end::varchar as period_end, scope_id, coalesce(bureau_code, '市') as bureau,
         value, numerator, denominator, observation_status as status
       from metrics.kpi_values_shown
       order by kpi_id, period_kind desc, period_end, scope_id, bureau_code nulls first`,
    ),
  );
  close();
  return found;
}

// What may be told of the counts of bureaus was chosen over all of them; the city's own number is no bureau's.
test("counts by bureau are shown as they were chosen, and no other way", async () => {
  const found = await shown(
    [
      "small 2019 year 2020-03-31 programme 市 3 3 4",
      "small 2019 year 2020-03-31 programme A 60 6 10",
      "small 2019 year 2020-03-31 programme B 10 1 10",
    ],
    {
      counts: [
        "small 2019 year 2020-03-31 programme A told 50 5 10",
        "small 2019 year 2020-03-31 programme B hidden － － －",
        "small 2019 year 2020-03-31 programme C hidden － － －",
      ],
    },
  );
  expect(found).toEqual([
    "small year 2020-03-31 programme 市 3 3 4 final",
    "small year 2020-03-31 programme A 50 5 10 final",
    "small year 2020-03-31 programme B － － － withheld",
    "small year 2020-03-31 programme C － － － withheld",
  ]);
});

// Two choices of what to hide, set against each other, would tell what both hide.
test("an indicator that another programme counts, too, tells there of bureaus what it tells here, and no more", async () => {
  const found = await shown(
    [
      ...["twin", "twin_next"].flatMap((kpi) => [
        `${kpi} 2019 year 2020-03-31 programme 市 3 3 4`,
        `${kpi} 2019 year 2020-03-31 programme A 60 6 10`,
        `${kpi} 2019 year 2020-03-31 programme B 10 1 10`,
      ]),
      ...["pair", "pair_next"].flatMap((kpi) => [
        `${kpi} 2022 year 2023-03-31 programme A 4 － 4`,
        `${kpi} 2022 year 2023-03-31 programme B 7 － 30`,
        `${kpi} 2022 year 2023-03-31 programme C 5 － 20`,
        `${kpi} 2022 year 2023-03-31 programme D 5 － 40`,
      ]),
    ],
    {
      counts: [
        "twin 2019 year 2020-03-31 programme A told 50 5 10",
        "twin 2019 year 2020-03-31 programme B hidden － － －",
        // It has no row of its own: that it has nobody would be told by none.
        "twin 2019 year 2020-03-31 programme C hidden － － －",
      ],
    },
  );
  const of = (kpi: string) =>
    found.filter((line) => line.startsWith(`${kpi} `)).map((line) => line.slice(kpi.length));
  expect(of("twin")).toContain(" year 2020-03-31 programme A 50 5 10 final");
  expect(of("twin").filter((line) => line.includes("withheld"))).toHaveLength(2);
  expect(of("pair").filter((line) => line.includes("withheld"))).toHaveLength(3);
  expect(of("twin_next")).toEqual(of("twin"));
  expect(of("pair_next")).toEqual(of("pair"));
});

// city/privacy.csv: means over fewer people than may be shown are withheld by bureau, and at least three: a bureau knows its own.
test("means over few people are withheld, and the next smallest with them until there are three", async () => {
  const found = await shown([
    // Few people that a mean is over; alike in number the first code goes.
    "mean 2021 year 2022-03-31 programme 市 1 － 23",
    "mean 2021 year 2022-03-31 programme A 1 － 4",
    "mean 2021 year 2022-03-31 programme B 1 － 7",
    "mean 2021 year 2022-03-31 programme C 1 － 7",
    "mean 2021 year 2022-03-31 programme D 1 － 5",
    // Two are few: one more goes with them.
    "mean 2022 year 2023-03-31 programme A 4 － 4",
    "mean 2022 year 2023-03-31 programme B 7 － 3",
    "mean 2022 year 2023-03-31 programme C 5 － 20",
    "mean 2022 year 2023-03-31 programme D 6 － 21",
    // Three are few: nobody else need be.
    "mean 2023 year 2024-03-31 programme A 4 － 4",
    "mean 2023 year 2024-03-31 programme B 7 － 3",
    "mean 2023 year 2024-03-31 programme C 5 － 1",
    "mean 2023 year 2024-03-31 programme D 6 － 21",
    // The city's own mean is over whoever it is over.
    "mean 2019 year 2020-03-31 programme 市 1 － 4",
    "mean 2019 year 2020-03-31 programme A 1 － 4",
    // One alone is few: who has as many people as another goes by the first code.
    "mean 2020 year 2021-03-31 programme 市 1 － 40",
    "mean 2020 year 2021-03-31 programme D 1 － 6",
    "mean 2020 year 2021-03-31 programme C 1 － 6",
    "mean 2020 year 2021-03-31 programme B 1 － 6",
    "mean 2020 year 2021-03-31 programme A 1 － 2",
    // Another kind of period, end or indicator, by itself: one that is few takes the only other one with it.
    ...[
      "mean 2022 quarter 2023-03-31 programme",
      "mean 2022 quarter 2022-12-31 programme",
      "other 2021 quarter 2021-12-31 programme",
    ].flatMap((place) => [`${place} A 9 － 4`, `${place} B 8 － 30`]),
  ]);
  expect(found).toEqual([
    "mean year 2020-03-31 programme 市 1 － 4 final",
    "mean year 2020-03-31 programme A － － － withheld",
    "mean year 2021-03-31 programme 市 1 － 40 final",
    "mean year 2021-03-31 programme A － － － withheld",
    "mean year 2021-03-31 programme B － － － withheld",
    "mean year 2021-03-31 programme C － － － withheld",
    "mean year 2021-03-31 programme D 1 － 6 final",
    "mean year 2022-03-31 programme 市 1 － 23 final",
    "mean year 2022-03-31 programme A － － － withheld",
    "mean year 2022-03-31 programme B － － － withheld",
    "mean year 2022-03-31 programme C 1 － 7 final",
    "mean year 2022-03-31 programme D － － － withheld",
    "mean year 2023-03-31 programme A － － － withheld",
    "mean year 2023-03-31 programme B － － － withheld",
    "mean year 2023-03-31 programme C － － － withheld",
    "mean year 2023-03-31 programme D 6 － 21 final",
    "mean year 2024-03-31 programme A － － － withheld",
    "mean year 2024-03-31 programme B － － － withheld",
    "mean year 2024-03-31 programme C － － － withheld",
    "mean year 2024-03-31 programme D 6 － 21 final",
    "mean quarter 2022-12-31 programme A － － － withheld",
    "mean quarter 2022-12-31 programme B － － － withheld",
    "mean quarter 2023-03-31 programme A － － － withheld",
    "mean quarter 2023-03-31 programme B － － － withheld",
    "other quarter 2021-12-31 programme A － － － withheld",
    "other quarter 2021-12-31 programme B － － － withheld",
  ]);
});

// One mean less the other, each times its people, is the mean of the few that they differ by.
test("of two means of one domain, and of one in two scopes, that differ by few of a bureau's people the first is told", async () => {
  const year = (place: string, ...rest: string[]) => {
    const [kpi, scope] = place.split(" ");
    return rest.map((part) => `${kpi} 2023 year 2024-03-31 ${scope} ${part}`);
  };
  const found = await shown([
    ...year(
      "early programme",
      "市 1 － 400",
      "A 1 － 51",
      "B 1 － 50",
      "C 1 － 80",
      "D 1 － 60",
      "E 1 － 90",
      "F 1 － 40",
    ),
    // A differs by one person, B by none, C by the four that may not be told, D by five that may; E has another few, F none of hers counted.
    ...year(
      "late programme",
      "市 1 － 390",
      "A 2 － 50",
      "B 2 － 50",
      "C 2 － 84",
      "D 2 － 55",
      "E 2 － 93",
      "F 2 － 30",
    ),
    // Of the other scopes the first by name; from its own both differ by enough.
    ...year("early some", "A 4 － 90", "B 4 － 99", "C 4 － 130", "D 4 － 80", "E 4 － 103", "F 4 － 70"),
    // Its own scope comes first, whichever comes first by name; by nobody they may differ.
    ...year("early all", "A 3 － 52", "B 3 － 50", "C 3 － 100", "D 3 － 70", "E 3 － 100", "F 3 － 60"),
    // Of another year, in another kind of period and of another domain, each by itself.
    ...["A 2 － 50", "B 2 － 51", "C 2 － 84"].map((part) => `late 2022 year 2023-03-31 programme ${part}`),
    "late 2023 quarter 2024-03-31 programme A 2 － 52",
    "mean 2023 year 2024-03-31 programme A 2 － 52",
    "mean 2023 year 2024-03-31 programme B 2 － 50",
    "mean 2023 year 2024-03-31 programme C 2 － 70",
  ]);
  const withheld = found.filter((line) => line.endsWith("withheld")).map((line) => line.replace(/ －.*/, ""));
  expect(withheld).toEqual([
    // With A the two smallest of those that differ by nobody, or by enough.
    ...["A", "B", "F"].map((bureau) => `early year 2024-03-31 all ${bureau}`),
    ...["D", "E", "F"].map((bureau) => `early year 2024-03-31 some ${bureau}`),
    ...["A", "C", "E"].flatMap((bureau) => [`late year 2024-03-31 programme ${bureau}`]),
    ...["A", "C", "E"].map((bureau) => `late_next year 2024-03-31 programme ${bureau}`),
  ]);
});

test("people who are counted in each month of a period are no more people", async () => {
  const found = await shown([
    // To the end of March twelve times, to the end of June three times.
    ...["A 1 － 59", "B 1 － 60", "C 1 － 700", "D 1 － 710", "E 1 － 720"].map(
      (part) => `monthly 2023 year 2024-03-31 programme ${part}`,
    ),
    ...["A 1 － 15", "B 1 － 60", "C 1 － 70"].map(
      (part) => `monthly 2023 quarter 2023-06-30 programme ${part}`,
    ),
    // Beside a mean of the same domain each with its people, not the times that they are counted.
    ...["A 1 － 61", "B 1 － 60", "C 1 － 60", "D 1 － 80"].map(
      (part) => `mean 2022 year 2023-03-31 programme ${part}`,
    ),
    ...["A 1 － 720", "B 1 － 720", "C 1 － 780", "D 1 － 61"].map(
      (part) => `monthly 2022 year 2023-03-31 programme ${part}`,
    ),
    // Segments are people, too.
    "monthly_part 2023 year 2024-03-31 programme 市 1 － 48",
    "monthly_part_2 2023 year 2024-03-31 programme 市 1 － 600",
    "monthly_part_3 2023 year 2024-03-31 programme 市 1 － 700",
  ]);
  const withheld = found.filter((line) => line.endsWith("withheld")).map((line) => line.replace(/ －.*/, ""));
  expect(withheld).toEqual([
    ...["A", "B", "D"].map((bureau) => `monthly year 2023-03-31 programme ${bureau}`),
    ...["A", "B", "C"].map((bureau) => `monthly year 2024-03-31 programme ${bureau}`),
    "monthly_part year 2024-03-31 programme 市",
    "monthly_part_2 year 2024-03-31 programme 市",
  ]);
});

test("what may be small is shown, means come rounded and without their sum, some come for the city only", async () => {
  expect(
    await shown([
      "open 2023 year 2024-03-31 programme A 50.125 1 2",
      "open 2023 year 2024-03-31 programme B 7 － －",
      "mean 2023 year 2024-03-31 programme 市 2.26 226 100",
      "mean 2023 year 2024-03-31 programme A 3.14159 157 50",
      "mean 2023 year 2024-03-31 programme B 2.5 150 60",
      "closed 2023 year 2024-03-31 programme 市 2.536 12 473",
      "closed 2023 year 2024-03-31 programme A 5 50 1000",
      "quiet 2023 year 2024-03-31 programme 市 7 7 －",
      "quiet 2023 year 2024-03-31 programme A 7 7 －",
    ]),
  ).toEqual([
    "closed year 2024-03-31 programme 市 2.536 12 473 final",
    "mean year 2024-03-31 programme 市 2.3 － 100 final",
    "mean year 2024-03-31 programme A 3.1 － 50 final",
    "mean year 2024-03-31 programme B 2.5 － 60 final",
    "open year 2024-03-31 programme A 50.125 1 2 final",
    "open year 2024-03-31 programme B 7 － － final",
    "quiet year 2024-03-31 programme 市 7 7 － final",
  ]);
});

// 5 people are enough; of nobody nothing is small; where it is not said of how many people it is, nobody knows that it is of enough.
test("a mean is withheld over one person and up to one below the least number", async () => {
  const year = (end: number, denominators: string[]) =>
    [...denominators, "20", "30", "40"].map(
      (count, index) => `mean ${end - 1} year ${end}-03-31 programme ${"ABCD"[index]} 2 － ${count}`,
    );
  const found = await shown([
    ...year(2020, ["1"]),
    ...year(2021, ["0"]),
    ...year(2022, ["－"]),
    ...year(2023, ["4"]),
    ...year(2024, ["5"]),
    // Where one is enough, too.
    ...year(2025, ["－"]).map((line) => line.replace("mean", "single")),
    ...year(2026, ["1"]).map((line) => line.replace("mean", "single")),
  ]);
  const told = found.map((line) => line.split(" ")).filter(([, , , , , value]) => value !== "－");
  expect(told.map((cells) => `${cells[2]?.slice(0, 4)} ${cells[4]}`)).toEqual([
    "2020 D",
    ...["2021 A", "2021 B", "2021 C", "2021 D"],
    "2022 D",
    "2023 D",
    ...["2024 A", "2024 B", "2024 C", "2024 D"],
    "2025 D",
    ...["2026 A", "2026 B", "2026 C", "2026 D"],
  ]);
});

test("two values that end on one day are each provisional for themselves", async () => {
  const values = [
    "open 2023 year 2024-08-31 programme 市 1 1 －",
    "open 2024 quarter 2024-08-31 programme 市 1 1 －",
  ];
  expect(await shown(values, {months: MONTHS})).toHaveLength(2);
});

// What is called the whole is one bureau's number: where nobody below would be told of a bureau, nobody is told of it.
test("the whole of an indicator of one bureau is told as a bureau is, with its bureau, and takes no other whole along", async () => {
  const whole = (kpi: string, ...parts: string[]) =>
    parts.map((part, index) => `${kpi} ${2010 + index} year ${2011 + index}-03-31 programme 市 ${part}`);
  const [few, enough] = ["8 4 50", "10 5 50"];
  const found = await shown([
    ...whole("fire", few, enough, "0 0 50", "92 46 50", "90 45 50", "100 4 4", "0 0 0", "0 0 －"),
    ...whole("fire", ...Array(8).fill(enough), "4 － －", "5 － －", "3 － 50", "1 － －", "98 49 50").slice(
      8,
    ),
    ...whole("fire_next", few, enough),
    ...whole("fire_mean", "2 － 4", "2 1 5"),
    "fire_mean 2010 year 2011-03-31 programme A 2 － 6",
    ...whole("fire_loose", "0 0 50", "2 1 50", "100 50 50", "98 49 50"),
    ...whole("fire_open", "100 1 1"),
    ...whole("small", few, enough),
  ]);
  expect(found.filter((line) => line.endsWith("withheld"))).toEqual(
    [
      ...["fire 2011-03-31 市", "fire 2013-03-31 市", "fire 2014-03-31 市", "fire 2016-03-31 市"],
      ...["fire 2019-03-31 市", "fire 2021-03-31 市", "fire 2022-03-31 市", "fire 2023-03-31 市"],
      "fire_loose 2012-03-31 市",
      ...["fire_mean 2011-03-31 市", "fire_mean 2011-03-31 A", "fire_next 2011-03-31 市"],
    ].map((row) => {
      const [kpi, end, bureau] = row.split(" ");
      return `${kpi} year ${end} programme ${bureau} － － － withheld`;
    }),
  );
  expect(found).toHaveLength(25);
});

describe("segments of an indicator", () => {
  /** Three authorities at the end of a year: people above the line of those that there are. */
  const authorities = (end: number, ...parts: string[]) =>
    parts.map((part, index) => `a${index + 1} ${end - 1} year ${end}-03-31 programme 市 5 ${part}`);
  const brief = (found: string[]) =>
    found.map((line) => line.replace("-03-31 programme 市", "").replace(" year", ""));

  test("are told of at least ten people and, of health, ten above the line, the next smallest with a lone one", async () => {
    const found = await shown([
      // Of two alike in number the first goes with the lone one, whichever row comes first.
      ...authorities(2014, "－ 1", "－ 200", "－ 200").toReversed(),
      ...authorities(2015, "5 100", "50 200", "60 200"),
      ...authorities(2016, "－ 1", "－ 200", "－ 300"),
      ...authorities(2017, "－ 0", "－ 200", "－ 300"),
      ...authorities(2018, "－ 9", "－ 300", "－ 200"),
      ...authorities(2019, "－ 10", "－ 200", "－ 300"),
      ...authorities(2020, "0 100", "50 200", "60 300"),
      ...authorities(2021, "1 100", "50 200", "60 300"),
      ...authorities(2022, "9 100", "50 200", "60 300"),
      ...authorities(2023, "10 100", "50 200", "60 300"),
      // Beside it, in another kind of period and of another indicator, on the same day.
      ...authorities(2022, "20 100", "50 200", "60 300").map((line) => line.replace("year", "quarter")),
      "t1 2021 year 2022-03-31 programme 市 5 3 100",
      "t2 2021 year 2022-03-31 programme 市 5 30 100",
      ...["year 2023-03-31", "quarter 2022-03-31"].flatMap((period) =>
        ["t1", "t2"].map((kpi) => `${kpi} 2021 ${period} programme 市 5 30 100`),
      ),
    ]);
    const withheld = found.filter((line) => line.endsWith("withheld"));
    expect(brief(withheld)).toEqual(
      [
        "a1 2014",
        "a1 2015",
        "a1 2016",
        "a1 2018",
        "a1 2021",
        "a1 2022",
        "a2 2014",
        "a2 2015",
        "a2 2016",
        "a2 2021",
        "a2 2022",
        "a3 2018",
        "t1 2022",
      ].map((line) => `${line} － － － withheld`),
    );
    expect(found).toHaveLength(39);
    expect(brief(found)).toContain("a3 2022 5 60 300 final");
  });

  test("that are counts alone are small by themselves, and few above a line that is not of health are told", async () => {
    const heads = (end: number, ...parts: string[]) =>
      parts.map((part, index) => `h${index + 1} ${end - 1} year ${end}-03-31 programme 市 ${part}`);
    const found = await shown([
      ...heads(2020, "4 － －", "20 － －", "30 － －"),
      ...heads(2021, "5 － －", "20 － －", "30 － －"),
      ...heads(2022, "0 － －", "20 － －", "30 － －"),
      ...heads(2023, "－ － －", "20 － －", "30 － －"),
      ...heads(2024, "5 2 40", "20 10 50", "30 20 60"),
      ...heads(2025, "50 2 4", "20 10 50", "30 20 60"),
      ...heads(2026, "4 2 5", "20 10 50", "30 20 60"),
    ]);
    const withheld = found.filter((line) => line.endsWith("withheld")).map((line) => line.slice(0, 12));
    expect(withheld).toEqual(["h1 year 2020", "h1 year 2025", "h2 year 2020", "h2 year 2025"]);
  });

  test("that are withheld have no bureaus: those would add up to them", async () => {
    const bureaus = (line: string) => ["A 3 － 7", "B 3 － 8"].map((part) => `${line} ${part}`);
    const found = await shown([
      "s1 2023 year 2024-03-31 programme 市 3 － 4",
      "s1 2023 year 2024-03-31 programme A 3 － －",
      "s2 2023 year 2024-03-31 programme 市 3 － 40",
      ...bureaus("s2 2023 year 2024-03-31 programme"),
      ...bureaus("s1 2022 year 2023-03-31 programme"),
      ...bureaus("s1 2023 quarter 2024-03-31 programme"),
      ...bureaus("s1 2023 year 2024-03-31 all"),
    ]);
    expect(found.filter((line) => line.endsWith("withheld"))).toEqual([
      "s1 year 2024-03-31 programme 市 － － － withheld",
      "s1 year 2024-03-31 programme A － － － withheld",
    ]);
    expect(found).toHaveLength(11);
  });
});

test("an indicator is provisional by its own rule", async () => {
  const values = [
    "open 2024 quarter 2024-05-31 programme 市 1 1 －",
    "slow 2024 quarter 2024-05-31 programme 市 1 1 －",
  ];
  const found = await shown(values, {months: MONTHS});
  expect(found.map((line) => line.split(" ").at(-1))).toEqual(["final", "provisional"]);
});

const LATEST = [
  "open 2024 quarter 2024-04-30 programme 市 1 1 －",
  "open 2024 quarter 2024-05-31 programme 市 1 1 －",
  "open 2024 quarter 2024-07-31 programme 市 1 1 －",
  "open 2024 quarter 2024-08-31 programme 市 1 1 －",
];
const statuses = async (months: string[], missing: string[]) =>
  (await shown(LATEST, {months, missing})).map((line) => line.split(" ").at(-1));

// settled_after_months: 2, of months that are over and sent whole. The release is made on 8 October 2024.
test.each([
  ["June is the last that was sent", MONTHS, ["'overtime', '2024-07-01'"], 1],
  ["July came whole", MONTHS, ["'paper', '2024-07-01'"], 2],
  ["no month at all: September is over", [], [], 3],
  ["only a month is there that is still to come", ["2024-11-01"], [], 3],
])("final up to two months before: %s", async (_, months, missing, final) => {
  const expected = LATEST.map((__, index) => (index < final ? "final" : "provisional"));
  expect(await statuses(months, missing)).toEqual(expected);
});

test("what rests on a period that some have still to send for is provisional", async () => {
  const found = await shown(
    [2018, 2019, 2020, 2021].map((year) => `slow ${year} year ${year + 1}-03-31 programme 市 1 1 －`),
    {
      missing: [
        ...["'paper', '2018-04-01'", "'paper', '2020-02-01'", "'leave', '2022-03-31'"],
        // Of a file that the indicator does not rest on.
        "'overtime', '2020-06-01'",
      ],
    },
  );
  expect(found.map((line) => line.split(" ").at(-1))).toEqual([
    "provisional",
    "provisional",
    "final",
    "provisional",
  ]);
});
