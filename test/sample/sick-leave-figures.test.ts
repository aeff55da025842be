import {beforeAll, expect, test, vi} from "vitest";
import {onDuty, type Roster, readRosters, type StaffRow} from "./plain-staff.ts";
import {filesNamed, fiscalYearIn, halfUp, isoDate, published, readCsv} from "./read-plainly.ts";
import {writtenSample} from "./written-sample.ts";

const MENTAL = "精神及び行動の障害";
const YEARS = [2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023];
const EMPLOYMENT_TYPES: Record<string, string> = {
  regular: "正規",
  reappointed: "再任用",
  fixed_term: "任期付",
  fiscal_year_appointee: "会計年度任用",
};

interface Spell {
  fiscalYear: number;
  staffNumber: string;
  cause: string;
  from: string;
  to: string;
}

let rosters: Roster[];
let spells: Spell[];

vi.setConfig({testTimeout: 120_000});

beforeAll(async () => {
  const folder = await writtenSample();
  rosters = readRosters(folder);
  spells = filesNamed(folder, "長期療養者").flatMap((name) =>
    readCsv(folder, name, "shift_jis").rows.map(
      ([year = "", staffNumber = "", cause = "", from = "", to = ""]) => {
        return {
          ...{staffNumber, cause, fiscalYear: fiscalYearIn(year)},
          ...{from: isoDate(from), to: to && isoDate(to)},
        };
      },
    ),
  );
}, 180_000);

const exclusions = published("mental-health-exclusions.csv");

/** In service on 1 April and in no group that the catalog leaves out. */
function population(fiscalYear: number): Set<string> {
  const roster = rosters.find(({day}) => day === `${fiscalYear}-04-01`);
  const isLeftOut = (row: StaffRow) =>
    exclusions.some(
      ({bureau_code, occupation, employment_type = ""}) =>
        (!bureau_code || bureau_code === row.bureauCode) &&
        (!occupation || occupation === row.occupation) &&
        (!employment_type || EMPLOYMENT_TYPES[employment_type] === row.employmentType),
    );
  const staff = roster ? onDuty(roster) : [];
  return new Set(staff.filter((row) => !isLeftOut(row)).map(({staffNumber}) => staffNumber));
}

/** From the day on for a calendar month: 10 May to 9 June. No spell of the sample begins after the 28th. */
function monthFrom(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month, date - 1)).toISOString().slice(0, 10);
}

function hasMonthIn(fiscalYear: number, {from, to}: Spell): boolean {
  const [first, last] = [`${fiscalYear}-04-01`, `${fiscalYear + 1}-03-31`];
  const begin = from < first ? first : from;
  return monthFrom(begin) <= (to === "" || to > last ? last : to);
}

/** Distinct people of the population; any cause where none is given. */
function longTerm(fiscalYear: number, cause?: string): Set<string> {
  const staff = population(fiscalYear);
  const counted = spells
    .filter((spell) => spell.fiscalYear === fiscalYear && (cause === undefined || spell.cause === cause))
    .filter((spell) => staff.has(spell.staffNumber) && hasMonthIn(fiscalYear, spell));
  return new Set(counted.map(({staffNumber}) => staffNumber));
}

test("R2: 298 people, 1.79 %, about 66 % of everyone on long-term leave", () => {
  const [heads] = published("published/observed-counts.csv").filter(
    ({series_id}) => series_id === "mental_longterm_leave_staff",
  );
  const [ratio] = published("published/indicators.csv").filter(
    ({kpi_id}) => kpi_id === "mental_longterm_leave_ratio",
  );
  const mental = longTerm(2020, MENTAL).size;
  expect(mental).toBe(Number(heads?.value));
  expect(halfUp((mental / population(2020).size) * 100, 2)).toBe(Number(ratio?.value));
  expect(halfUp((mental / longTerm(2020).size) * 100, 0)).toBe(66);
});

test("the ratio rises a little every year", () => {
  const ratios = YEARS.map((year) => halfUp((longTerm(year, MENTAL).size / population(year).size) * 100, 2));
  expect(ratios).toEqual([1.58, 1.61, 1.66, 1.72, 1.79, 1.84, 1.9, 1.95]);
});

test("every list has lines that may not count", () => {
  for (const year of YEARS) {
    const ofYear = spells.filter(({fiscalYear}) => fiscalYear === year);
    const staff = population(year);
    const inYear = (test: (spell: Spell) => boolean) => ofYear.filter(test).length;
    expect(inYear((spell) => !hasMonthIn(year, spell))).toBeGreaterThan(20);
    expect(inYear(({staffNumber}) => !staff.has(staffNumber))).toBeGreaterThan(5);
    expect(inYear(({from}) => from < `${year}-04-01`)).toBeGreaterThan(20);
    expect(inYear(({to}) => to === "" || to > `${year + 1}-03-31`)).toBeGreaterThan(20);
    expect(new Set(ofYear.map(({staffNumber}) => staffNumber)).size).toBeLessThan(ofYear.length - 10);
  }
});

test("no spell begins on the 29th to the 31st, or ends before it begins", () => {
  expect(spells.filter(({from, to}) => from.slice(8) > "28" || (to !== "" && to < from))).toEqual([]);
});

test("a spell that crosses 31 March stands in both years' lists", () => {
  const starts = (year: number) =>
    new Set(
      spells
        .filter(({fiscalYear}) => fiscalYear === year)
        .map(({staffNumber, from}) => `${staffNumber} ${from}`),
    );
  const next = starts(2021);
  const crossing = spells.filter(
    ({fiscalYear, to}) => fiscalYear === 2020 && (to === "" || to > "2021-03-31"),
  );
  expect(crossing.filter(({staffNumber, from}) => !next.has(`${staffNumber} ${from}`))).toEqual([]);
});
