import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {type HandMade, modelsOn} from "./models-on.ts";

const VALUES =
  "kpi_id varchar, scope_id varchar, fiscal_year integer, period_kind varchar, period_start date, period_end date, bureau_code varchar, value double, numerator double, denominator double";
const YEAR = "2023, 'year', '2023-04-01', '2024-03-31'";
const JUNE = "2023, 'quarter', '2023-04-01', '2023-06-30'";

/** What an earlier release said of the year in the office's own bureau, unless told otherwise. */
function record({
  kpi = "people",
  kind = "year",
  end = "2024-03-31",
  scope = "'programme'",
  bureau = "'10'",
  status = "final",
  value = 3,
  release = 1,
}) {
  return `'${kpi}', '${kind}', '${end}', ${scope}, ${bureau}, '${status}', ${value}, ${value + 1}, ${value + 2}, ${release}`;
}

const TABLES: Record<string, HandMade> = {
  "catalog.kpis": {
    columns: "kpi_id varchar, display_order integer, scope_id varchar, privacy varchar, counted_as varchar",
    rows: [
      "'people', 1, 'programme', 'counted', null",
      "'anywhere', 2, 'programme', 'counted', null",
      "'of the city', 3, 'programme', 'counted', null",
      "'not by bureau', 4, 'programme', 'whole', null",
      "'no sums', 5, 'programme', 'rates', null",
      "'open', 6, 'programme', 'open', null",
      "'of ones', 7, 'programme', 'ones', null",
      // In another programme, too: told there as here, and chosen once.
      "'people elsewhere', 8, 'programme', 'counted', 'people'",
    ],
  },
  "catalog.privacy": {
    columns:
      "domain varchar, min_cell integer, zero_small boolean, complement boolean, periods varchar, groups varchar, several_years boolean, shown_by_bureau boolean, sums_shown boolean",
    rows: [
      "'counted', 5, true, false, 'year', 'none', false, true, true",
      "'ones', 1, true, false, 'year', 'none', false, true, true",
      "'whole', 5, true, false, 'year', 'none', false, false, true",
      "'rates', 5, true, false, 'year', 'none', false, true, false",
      "'open', 0, true, false, 'year', 'none', false, true, true",
    ],
  },
  "intermediate.int_empty_units": {columns: "unit_code varchar", rows: ["'30'"]},
  "intermediate.int_bureaus_today": {
    columns: "bureau_code varchar, today_code varchar",
    // Two bureaus of before are one of today; 30 is a unit above in which nobody stands.
    rows: ["'10', '10'", "'11', '10'", "'20', '20'", "'30', '30'"],
  },
  "metrics.kpi_values": {
    columns: VALUES,
    rows: [
      `'people', 'programme', ${YEAR}, null, 9, 9, 10`,
      `'people elsewhere', 'programme', ${YEAR}, '10', 4, 5, 6`,
      `'people', 'programme', ${YEAR}, '10', 4, 5, 6`,
      // Of a bureau that is none of today's.
      `'people', 'programme', ${YEAR}, '99', 7, 8, 9`,
      `'people', 'other', ${YEAR}, '10', 14, 15, 16`,
      `'people', 'programme', ${JUNE}, '10', 1, 2, 3`,
      `'people', 'programme', 2023, 'quarter', '2023-04-01', '2024-03-31', '10', 24, 25, 26`,
      `'people', 'programme', 2022, 'year', '2022-04-01', '2023-03-31', '20', 2, 3, 4`,
      `'anywhere', null, ${YEAR}, '10', 44, 45, 46`,
      `'of the city', 'programme', ${YEAR}, null, 50, 50, 50`,
      ...["not by bureau", "no sums", "open", "of ones"].map(
        (kpi) => `'${kpi}', 'programme', ${YEAR}, '10', 8, 8, 8`,
      ),
    ],
  },
  "metrics.provisional_periods": {
    columns: "kpi_id varchar, period_start date, period_end date",
    rows: [
      "'people', '2023-04-01', '2024-03-31'",
      "'people', '2022-04-01', '2022-06-30'",
      "'people', '2022-07-01', '2023-06-30'",
      "'of ones', '2022-04-01', '2023-03-31'",
    ],
  },
  "ledger.figures.records": {
    columns:
      "kpi_id varchar, period_kind varchar, period_end date, scope_id varchar, bureau_code varchar, observation_status varchar, value double, numerator double, denominator double, release_number integer",
    rows: [
      record({}),
      record({status: "provisional", value: 30, release: 2}),
      record({status: "withheld", value: 40, release: 3}),
      // What was told later of anything else.
      ...[
        record({bureau: "null", value: 50, release: 9}),
        record({scope: "'other'", value: 60, release: 9}),
        record({kind: "quarter", end: "2023-06-30", value: 70, release: 9}),
        record({end: "2023-03-31", bureau: "'20'", value: 80, release: 9}),
        record({end: "2023-03-31", value: 85, release: 9}),
        record({kpi: "anywhere", scope: "null", value: 90, release: 9}),
        record({kind: "quarter", value: 100, release: 9}),
        record({bureau: "'20'", value: 110, release: 9}),
        record({kpi: "of ones", value: 120, release: 9}),
      ],
    ],
  },
};

test("every bureau has its count of every period of what counts people, with what was told of it last", async () => {
  const {rows, close} = await modelsOn(["disclosure.cells"], TABLES);
  const found = await rows(
    `select kpi_id, least, scope_id, period_kind, period_end, bureau_code, value, numerator, denominator, is_provisional,
       told_status, told_value, told_numerator, told_denominator
     from disclosure.cells order by display_order, scope_id, period_end, period_kind, bureau_code`,
  );
  close();
  const nothing = (period: string, bureau: string, {isProvisional = false} = {}) =>
    `people 5 ${period} ${bureau} － － － ${isProvisional} － － － －`;
  expect(lines(found)).toEqual([
    "people 5 other year 2024-03-31 10 14 15 16 true final 60 61 62",
    nothing("other year 2024-03-31", "20", {isProvisional: true}),
    nothing("other year 2024-03-31", "99", {isProvisional: true}),
    "people 5 programme year 2023-03-31 10 － － － false final 85 86 87",
    "people 5 programme year 2023-03-31 20 2 3 4 false final 80 81 82",
    nothing("programme year 2023-03-31", "99"),
    "people 5 programme quarter 2023-06-30 10 1 2 3 false final 70 71 72",
    nothing("programme quarter 2023-06-30", "20"),
    nothing("programme quarter 2023-06-30", "99"),
    "people 5 programme quarter 2024-03-31 10 24 25 26 true final 100 101 102",
    nothing("programme quarter 2024-03-31", "20", {isProvisional: true}),
    nothing("programme quarter 2024-03-31", "99", {isProvisional: true}),
    "people 5 programme year 2024-03-31 10 4 5 6 true provisional 30 31 32",
    "people 5 programme year 2024-03-31 20 － － － true final 110 111 112",
    "people 5 programme year 2024-03-31 99 7 8 9 true － － － －",
    "anywhere 5 － year 2024-03-31 10 44 45 46 false final 90 91 92",
    "anywhere 5 － year 2024-03-31 20 － － － false － － － －",
    "of ones 1 programme year 2024-03-31 10 8 8 8 false final 120 121 122",
    "of ones 1 programme year 2024-03-31 20 － － － false － － － －",
  ]);
});

/** What releases told of the year, "release bureau status value" a line, and bureau 11 counts as 10 by now. */
async function regrouped(...said: string[]): Promise<string[]> {
  const {rows, close} = await modelsOn(["disclosure.cells"], {
    ...TABLES,
    "metrics.kpi_values": {
      columns: VALUES,
      rows: [
        `'people', 'programme', ${YEAR}, '10', 9, 9, 90`,
        `'people', 'programme', ${YEAR}, '20', 8, 8, 80`,
        `'people', 'programme', ${JUNE}, '10', 1, 1, 10`,
      ],
    },
    "ledger.figures.records": {
      ...(TABLES["ledger.figures.records"] as HandMade),
      rows: said.map((line) => {
        const [release, bureau, status, value] = line.split(" ");
        return record({release: Number(release), bureau: `'${bureau}'`, status, value: Number(value)});
      }),
    },
  });
  const found = await rows(
    `select period_kind, bureau_code, is_former, counted_as, absorbs, is_new, told_status, told_value
     from disclosure.cells where kpi_id = 'people' order by period_kind, bureau_code`,
  );
  close();
  return lines(found).map((line) => line.replaceAll("false", "no"));
}

test("of a bureau that counts another by now, what was told while it did not is told", async () => {
  const before = ["1 10 final 5", "1 11 final 3", "1 20 final 8"];
  const expected = [
    "quarter 10 no － true no － －",
    "quarter 11 true 10 no no － －",
    "quarter 20 no － no no － －",
    "year 10 no － true no final 5",
    "year 11 true 10 no no final 3",
    "year 20 no － no no final 8",
  ];
  expect(await regrouped(...before)).toEqual(expected);
  // Nor by the number that a release after the merger told, nor by what it lacks.
  expect(await regrouped(...before, "3 11 absent 0", "3 10 final 9")).toEqual(expected);
  expect(await regrouped("1 10 withheld 0", ...before.slice(1), "2 10 final 6", "3 11 absent 0")).toEqual(
    expected.map((line) => line.replace("final 5", "final 6")),
  );
});

test("people of a bureau that a release did not have were told of elsewhere", async () => {
  expect(await regrouped("1 10 final 5", "1 99 final 3")).toEqual([
    "quarter 10 no － no no － －",
    "quarter 20 no － no no － －",
    "quarter 99 true － no no － －",
    "year 10 no － no no final 5",
    "year 20 no － no true － －",
    "year 99 true － no no final 3",
  ]);
});

test("former bureaus and mergers are those of one indicator, scope and year; a month has no cells", async () => {
  const of = (kpi: string, scope: string, period: string, bureau: string) =>
    `'${kpi}', ${scope}, ${period}, '${bureau}', 9, 9, 90`;
  const LAST_YEAR = "2022, 'year', '2022-04-01', '2023-03-31'";
  const said = (release: number, bureau: string, value: number, other: object = {}) =>
    record({release, bureau: `'${bureau}'`, value, ...other});
  const [absent, nowhere] = [{status: "absent"}, {scope: "null"}];
  const {rows, close} = await modelsOn(["disclosure.cells"], {
    ...TABLES,
    "intermediate.int_bureaus_today": {
      columns: "bureau_code varchar, today_code varchar",
      rows: ["'10', '10'", "'11', '10'", "'12', '10'", "'20', '20'"],
    },
    "metrics.kpi_values": {
      columns: VALUES,
      rows: [
        ...[YEAR, JUNE, LAST_YEAR].map((period) => of("people", "'programme'", period, "10")),
        of("people", "'programme'", "2023, 'month', '2023-04-01', '2023-04-30'", "10"),
        of("people", "'other'", YEAR, "10"),
        of("people", "'programme'", YEAR, "99"),
        of("anywhere", "null", YEAR, "10"),
        of("of ones", "null", YEAR, "10"),
      ],
    },
    "ledger.figures.records": {
      ...(TABLES["ledger.figures.records"] as HandMade),
      rows: [
        // 12 is gone with release 4; 11 with release 2, came back, and is gone for good with 6.
        ...[said(1, "11", 3), said(2, "11", 0, absent), said(4, "11", 3), said(6, "11", 0, absent)],
        ...[said(1, "12", 2), said(4, "12", 0, absent)],
        ...[said(3, "10", 30), said(5, "10", 50), said(5, "20", 58)],
        ...[said(3, "10", 33, {kind: "quarter", end: "2023-06-30"})],
        ...[said(5, "10", 35, {kind: "quarter", end: "2023-06-30"})],
        // What nothing of this is true of: another scope, another year, another indicator.
        ...[said(5, "10", 55, {scope: "'other'"}), said(5, "10", 52, {end: "2023-03-31"})],
        ...[
          said(5, "10", 57, {kpi: "anywhere", ...nowhere}),
          said(1, "99", 9, {kpi: "anywhere", ...nowhere}),
        ],
        // Without a scope there are mergers, too.
        ...[
          said(1, "11", 4, {kpi: "of ones", ...nowhere}),
          said(2, "11", 0, {kpi: "of ones", ...nowhere, ...absent}),
        ],
        ...[said(1, "10", 41, {kpi: "of ones", ...nowhere}), said(3, "10", 43, {kpi: "of ones", ...nowhere})],
      ],
    },
  });
  const found = await rows(
    `select kpi_id, scope_id, fiscal_year, period_kind, bureau_code, counted_as, absorbs, told_value
     from disclosure.cells where told_value is not null or is_former or absorbs
     order by kpi_id, scope_id, fiscal_year, period_kind, bureau_code`,
  );
  const months = await rows("from disclosure.cells where period_kind = 'month'");
  close();
  expect(months).toEqual([]);
  expect(lines(found)).toEqual([
    "anywhere － 2023 year 10 － false 57",
    "anywhere － 2023 year 99 － false 9",
    "of ones － 2023 year 10 － true 41",
    "of ones － 2023 year 11 10 false 4",
    "people other 2023 year 10 － false 55",
    "people programme 2022 year 10 － false 52",
    "people programme 2023 quarter 10 － true 33",
    "people programme 2023 quarter 11 10 false －",
    "people programme 2023 quarter 12 10 false －",
    "people programme 2023 year 10 － true 30",
    "people programme 2023 year 11 10 false 3",
    "people programme 2023 year 12 10 false 2",
    "people programme 2023 year 20 － false 58",
  ]);
});

/** Places of which the bureau is new, as "kpi scope kind end bureau", where releases said these records. */
async function newIn(records: string[]): Promise<string[]> {
  const at = (kpi: string, scope: string, period: string) => [
    `'${kpi}', ${scope}, ${period}, '10', 1, 2, 3`,
    `'${kpi}', ${scope}, ${period}, '20', 1, null, null`,
  ];
  const {rows, close} = await modelsOn(["disclosure.cells"], {
    ...TABLES,
    "intermediate.int_bureaus_today": {
      columns: "bureau_code varchar, today_code varchar",
      // In 40 nobody has been counted yet.
      rows: ["'10', '10'", "'20', '20'", "'40', '40'"],
    },
    "metrics.kpi_values": {
      columns: VALUES,
      rows: [
        ...at("people", "'programme'", YEAR),
        ...at("people", "'programme'", "2023, 'quarter', '2023-04-01', '2024-03-31'"),
        ...at("people", "'programme'", "2022, 'year', '2022-04-01', '2023-03-31'"),
        ...at("people", "'other'", YEAR),
        ...at("of ones", "'programme'", YEAR),
        ...at("anywhere", "null", YEAR),
      ],
    },
    "ledger.figures.records": {...(TABLES["ledger.figures.records"] as HandMade), rows: records},
  });
  const found = await rows(
    `select kpi_id, scope_id, period_kind, period_end, bureau_code from disclosure.cells where is_new
     order by kpi_id, scope_id, period_kind, period_end, bureau_code`,
  );
  close();
  return lines(found);
}

test("a bureau is new in the very period that was told without it, if it has anybody", async () => {
  const nowhere = {kpi: "anywhere", scope: "null"};
  expect(await newIn([record({}), record(nowhere)])).toEqual([
    "anywhere － year 2024-03-31 20",
    "people programme year 2024-03-31 20",
  ]);
  // Told of in any other period, scope or indicator it is new all the same.
  const elsewhere = [
    ...[{kind: "quarter"}, {end: "2023-03-31"}, {scope: "'other'"}, {kpi: "of ones"}],
    nowhere,
  ].flatMap((place) => [record(place), record({...place, bureau: "'20'"})]);
  expect(await newIn([record({}), ...elsewhere])).toEqual(["people programme year 2024-03-31 20"]);
});

test("disclosure.told: what is withheld is no number that was told", async () => {
  const {rows, close} = await modelsOn(["disclosure.told"], {
    "published.marts.fct_kpi_values": {
      columns: `${VALUES}, observation_status varchar`,
      rows: [
        `'people', 'programme', ${YEAR}, '10', 4, 5, 6, 'final'`,
        `'people', 'programme', ${YEAR}, '20', null, null, null, 'withheld'`,
      ],
    },
  });
  const found = await rows("select bureau_code, is_withheld from disclosure.told order by 1");
  close();
  expect(lines(found)).toEqual(["10 false", "20 true"]);
});
