import {afterEach, expect, test} from "vitest";
import {protectFigures, tryRule, verdictsIn} from "../../pipelines/disclosure/protect-figures.ts";
import {sharesOf} from "../../pipelines/disclosure/shares.ts";
import {openWritable, type Warehouse} from "../../pipelines/engine/open.ts";
import {lines} from "../models/lines.ts";
import {SAMPLE_CITY} from "../sample-city.ts";

/** People of bureau A to F by quarter to date, 30 September and 31 March; G has nobody and no row. */
const CITY = ["A 12 40 30 90", "B 6 14 20 40", "C 3 6 22 41", "D 0 0 1 2", "E 1 2 3 6", "F 0 1 2 3"];

interface Given {
  city?: string[];
  /** "A 2024-03-31 year final 40 90": what an earlier release last told. */
  told?: string[];
  provisional?: string[];
  rule?: string;
  /** "F A": F counts as A by now. */
  merged?: string[];
}

let open: Warehouse | undefined;
afterEach(() => open?.close());

/** What may be told, as "A 2024-03-31 40/90", of what is told at all. */
async function told(given: Given = {}): Promise<string[]> {
  return (await figures(given)).filter((line) => !line.endsWith("withheld"));
}

async function figures({
  city = CITY,
  told = [],
  provisional = [],
  rule = "true, true, 'year'",
  merged = [],
}: Given) {
  const warehouse = await openWritable(":memory:");
  open = warehouse;
  await warehouse.run(`
    create schema catalog; create schema metrics; create schema intermediate;
    attach ':memory:' as ledger; create schema ledger.figures;
    create table catalog.kpis as select 'leave' as kpi_id, 1 as display_order, 'parental' as privacy, 'all' as scope_id,
      null::varchar as counted_as;
    create table catalog.privacy as
      select 'parental' as domain, 5 as min_cell, true as shown_by_bureau, true as sums_shown, ${rule.split(",")[0]} as zero_small,
        ${rule.split(",")[1]} as complement, ${rule.split(",")[2]} as periods, 'none' as groups, false as several_years;
    create table catalog.bureau_groups (group_code varchar, bureau_code varchar, first_fiscal_year integer, last_fiscal_year integer);
    create table intermediate.int_bureaus_today as
      select unnest(['A', 'B', 'C', 'D', 'E', 'F', 'G']) as bureau_code, bureau_code as today_code;
    create table intermediate.int_empty_units (unit_code varchar);
    create table metrics.provisional_periods (kpi_id varchar, period_start date, period_end date);
    create table metrics.kpi_values (kpi_id varchar, scope_id varchar, fiscal_year integer, period_kind varchar,
      period_start date, period_end date, bureau_code varchar, value double, numerator double, denominator double);
    create table ledger.figures.records (release_number integer, kpi_id varchar, period_kind varchar, period_end date,
      scope_id varchar, bureau_code varchar, observation_status varchar, value double, numerator double, denominator double)`);
  for (const line of city) {
    const [bureau, half, year, halfAll, all, scope = "all"] = line.split(" ");
    for (const [kind, end, above, below] of [
      ["quarter", "2023-09-30", half, halfAll],
      ["quarter", "2024-03-31", year, all],
      ["year", "2024-03-31", year, all],
    ])
      await warehouse.run(
        `insert into metrics.kpi_values values ('leave', '${scope}', 2023, '${kind}', '2023-04-01', '${end}', '${bureau}', 1, ${above}, ${below})`,
      );
  }
  for (const [number, line] of told.entries()) {
    const [bureau, end, kind, status, above, below] = line.split(" ");
    await warehouse.run(
      `insert into ledger.figures.records values (${number}, 'leave', '${kind}', '${end}', 'all', '${bureau}', '${status}', 1, ${above}, ${below})`,
    );
  }
  for (const line of merged) {
    const [former, today] = line.split(" ");
    await warehouse.run(
      `update intermediate.int_bureaus_today set today_code = '${today}' where bureau_code = '${former}'`,
    );
  }
  // A release has a row of every bureau, told or not.
  await warehouse.run(`insert into ledger.figures.records by name
    select release_number, kpi_id, period_kind, period_end, scope_id, unnest(['A', 'B', 'C', 'D', 'E', 'F', 'G']) as bureau_code,
      'withheld' as observation_status
    from (select distinct on (period_kind, period_end) * from ledger.figures.records)`);
  await warehouse.run(
    "delete from ledger.figures.records where observation_status = 'withheld' and bureau_code in (select bureau_code from ledger.figures.records where observation_status <> 'withheld')",
  );
  for (const end of provisional)
    await warehouse.run(`insert into metrics.provisional_periods values ('leave', '2023-04-01', '${end}')`);
  await protectFigures(warehouse);
  return lines(
    await warehouse.rows(
      `select bureau_code, period_kind, cast(period_end as varchar) as period_end,
         case when is_told then cast(cast(numerator as integer) as varchar) || '/' || cast(cast(denominator as integer) as varchar)
         else 'withheld' end as said
       from disclosure.figures order by bureau_code, period_end, period_kind`,
    ),
  );
}

const OF_YEAR = ["A quarter 2024-03-31 40/90", "A year 2024-03-31 40/90"];

test("a bureau is told at the end of the year, where neither it nor what it leaves is few", async () => {
  const all = await figures({});
  // With B (14 of 40) told, too, only 3 people would be left of the city's 63.
  expect(all.filter((line) => !line.endsWith("withheld"))).toEqual([
    ...OF_YEAR,
    "C quarter 2024-03-31 6/41",
    "C year 2024-03-31 6/41",
  ]);
  // Where there is nobody, no missing row says so.
  expect(all.filter((line) => line.startsWith("G"))).toEqual([
    "G quarter 2023-09-30 withheld",
    "G quarter 2024-03-31 withheld",
    "G year 2024-03-31 withheld",
  ]);
});

test("that a bureau has nobody is told where the city has nobody", async () => {
  const found = await told({city: ["A 0 40 0 90", "B 0 14 0 40", "C 0 6 0 41"]});
  expect(found.filter((line) => line.includes("2023-09-30"))).toEqual(
    // A bureau without a row of its own has nothing to tell, and is not hidden either.
    [
      ...["A", "B", "C"].map((bureau) => `${bureau} quarter 2023-09-30 0/0`),
      ...["D", "E", "F", "G"].map((bureau) => `${bureau} quarter 2023-09-30 －`),
    ],
  );
});

test("in another scope bureaus are told only where the numbers are the same", async () => {
  const other = CITY.map((line) => `${line} programme`);
  const same = await figures({city: [...CITY, ...other]});
  expect(same.filter((line) => line === "A year 2024-03-31 40/90")).toHaveLength(2);
  open?.close();
  const differing = await figures({city: [...CITY, "A 12 39 30 89 programme", ...other.slice(1)]});
  expect(differing.filter((line) => !line.endsWith("withheld"))).toEqual([
    ...OF_YEAR,
    "C quarter 2024-03-31 6/41",
    "C year 2024-03-31 6/41",
  ]);
});

test("quarters are told where the city says so, after the year, and where the step to it is not few", async () => {
  const found = await told({rule: "true, true, 'quarter'"});
  expect(found).toEqual(expect.arrayContaining(["A quarter 2023-09-30 12/30", ...OF_YEAR]));
  expect(found.filter((line) => /^[D-G]/.test(line))).toEqual([]);
});

test("what an earlier release told stays told, by the numbers it told until more people changed than may be told", async () => {
  const small = {told: ["A 2024-03-31 year final 38 90"]};
  expect(await told(small)).toEqual(expect.arrayContaining(["A year 2024-03-31 38/90"]));
  open?.close();
  const large = {told: ["A 2024-03-31 year final 33 90"]};
  expect(await told(large)).toEqual(expect.arrayContaining(["A year 2024-03-31 40/90"]));
  open?.close();
  // It is few today: hiding it would not take it back.
  expect(await told({told: ["E 2024-03-31 year final 2 6"]})).toEqual(
    expect.arrayContaining(["E year 2024-03-31 2/6"]),
  );
});

test("when the year is settled, the provisional number makes room for the true one", async () => {
  const given = {told: ["A 2024-03-31 year provisional 38 90"]};
  expect(await told({...given, provisional: ["2024-03-31"]})).toEqual(
    expect.arrayContaining(["A year 2024-03-31 38/90"]),
  );
  open?.close();
  expect(await told(given)).toEqual(expect.arrayContaining(["A year 2024-03-31 40/90"]));
});

test("what another rule would tell can be tried, with why a bureau is not told and no count of it", async () => {
  await figures({});
  const warehouse = open as Warehouse;
  const share = async (bureau: string) =>
    sharesOf(await verdictsIn(warehouse), {city: SAMPLE_CITY, bureau})[0];
  expect(await share("B")).toEqual({
    kpi_id: "leave",
    name: "leave",
    unit: "bureau",
    period: "令和5年度",
    bureaus: 7,
    told: 2,
    // D to G are few; B hides what they are.
    withheld: {count: 5, by_rule: 4, expected: 4},
    people_share: (90 + 41) / (90 + 40 + 41 + 2 + 6 + 3),
    refusal: "示すと、残りの局区の合計が下限より少なくなる",
  });
  await tryRule(warehouse, {least: 1, periods: null, zero_small: null, groups: null});
  // A, B, C, and F, whose one leaves two to the three who hide.
  expect(await share("B")).toMatchObject({
    told: 4,
    // Two alone would know each other's count.
    withheld: {count: 3, by_rule: 2, expected: 3},
    refusal: null,
  });
  expect(await share("D")).toMatchObject({
    refusal: "人数（残りの人、前に示した値との差を含む）が下限より少ない",
  });
});

// Told before, it would stay told: the correction would tell of two people.
test("what was told and is corrected to few is withheld", async () => {
  const before = ["A 2024-03-31 quarter final 40 90", "A 2024-03-31 year final 40 90"];
  const corrected = CITY.map((line) => (line.startsWith("A") ? "A 1 2 30 90" : line));
  expect((await told({told: before})).filter((line) => line.startsWith("A"))).toEqual(OF_YEAR);
  open?.close();
  expect((await told({city: corrected, told: before})).filter((line) => line.startsWith("A"))).toEqual([]);
  open?.close();
  // Few of them are left, too, where all but two are counted.
  const rest = CITY.map((line) => (line.startsWith("A") ? "A 12 88 30 90" : line));
  expect((await told({city: rest, told: before})).filter((line) => line.startsWith("A"))).toEqual([]);
});

// With the number told before, the new one would tell of just those who came.
test("a bureau that counts another by now is told of years before only where the other was, too", async () => {
  const city = ["A 12 44 30 100", ...CITY.slice(1, 5)];
  const merged = ["F A", "G A"];
  const ofA = async (told: string[]) =>
    (await figures({city, told, merged})).filter((line) => line.startsWith("A year"));
  expect(await ofA(["A 2024-03-31 year final 40 90"])).toEqual(["A year 2024-03-31 withheld"]);
  open?.close();
  const all = ["A 2024-03-31 year final 40 90", "F 2024-03-31 year final 4 9", "G 2024-03-31 year final 0 0"];
  expect(await ofA(all)).toEqual(["A year 2024-03-31 44/99"]);
  open?.close();
  // A former bureau has no row, and the others are told as before.
  const others = await figures({city, told: ["A 2024-03-31 year final 40 90"], merged});
  expect(others.filter((line) => /^[FG]/.test(line))).toEqual([]);
  expect(others).toContain("C year 2024-03-31 6/41");
});

test("a number that was corrected to few stays where withholding it would tell the new one", async () => {
  const told = ["A 40 90", "B 14 40", "C 6 41", "D 9 20", "E 8 16", "F 7 13", "G 9 20"].map((line) =>
    line.replace(" ", " 2024-03-31 year final "),
  );
  const city = [
    "A 0 40 0 90",
    "B 0 14 0 40",
    "C 0 1 0 41",
    "D 0 9 0 20",
    "E 0 8 0 16",
    "F 0 7 0 13",
    "G 0 9 0 20",
  ];
  expect(await figures({city, told})).toContain("C year 2024-03-31 6/41");
});

test("a corrected number whose step to the next would be few waits", async () => {
  const rule = "true, true, 'quarter'";
  const told = ["A 2023-09-30 quarter final 30 60", "A 2024-03-31 year final 40 90"];
  const corrected = (line: string) => [line, ...CITY.slice(1)];
  expect(await figures({city: corrected("A 38 40 60 90"), told, rule})).toContain(
    "A quarter 2023-09-30 30/60",
  );
  open?.close();
  expect(await figures({city: corrected("A 23 40 60 90"), told, rule})).toContain(
    "A quarter 2023-09-30 23/60",
  );
});
