import {beforeAll, describe, expect, test, vi} from "vitest";
import {type Overtime, type PersonYear, readOvertime} from "./plain-overtime.ts";
import {hasOvertime, onDuty, type Roster, readRosters} from "./plain-staff.ts";
import {filesNamed, halfUp, published, readCsv} from "./read-plainly.ts";
import {writtenSample} from "./written-sample.ts";

const H = 60;
const OVER_480 = 480 * H;
const ALL_GROUPS = "全任命権者";

let rosters: Roster[];
let overtime: Overtime;
/** Code → the bureau's name and group today; a former bureau counts for its successor. */
let bureaus: Map<string, {name: string; group: string}>;

vi.setConfig({testTimeout: 120_000});

beforeAll(async () => {
  const folder = await writtenSample();
  rosters = readRosters(folder);
  overtime = readOvertime(folder, rosters);
  bureaus = readBureaus(folder);
}, 180_000);

describe("people over 480 and 1000 hours are as published", () => {
  test.each(years(published("published/overtime-over-480h-by-bureau.csv")))(
    "every bureau of %i",
    (fiscalYear, cells) => {
      const found = countBy(over(fiscalYear, 480), (year) => bureauOf(year).name);
      const wanted = cells.map(({bureau_name, staff_count}) => [bureau_name, Number(staff_count)]);
      expect(wanted).toHaveLength(29);
      expect(wanted.map(([name]) => [name, found.get(String(name)) ?? 0])).toEqual(wanted);
      expect(over(fiscalYear, 480)).toHaveLength(
        cells.reduce((sum, cell) => sum + Number(cell.staff_count), 0),
      );
    },
  );

  test.each(years(published("published/overtime-over-thresholds-by-group.csv")))(
    "groups and totals of %i",
    (fiscalYear, cells) => {
      for (const {group_name, threshold_hours, staff_count} of cells) {
        const people = over(fiscalYear, Number(threshold_hours));
        const inGroup = people.filter(
          (year) => group_name === ALL_GROUPS || bureauOf(year).group === group_name,
        );
        expect([group_name, threshold_hours, inGroup.length]).toEqual([
          group_name,
          threshold_hours,
          Number(staff_count),
        ]);
      }
    },
  );
});

describe("the programme's scope", () => {
  test.each([
    ["overtime_over_480h", 480],
    ["overtime_over_720h", 720],
  ])("%s in R2 is the published number", (kpiId, hours) => {
    expect(over(2020, hours).filter(isProgramme)).toHaveLength(indicator(kpiId, 2020));
  });

  test("falls after R3", () => {
    const counts = [2021, 2022, 2023].map((fiscalYear) => over(fiscalYear, 480).filter(isProgramme).length);
    expect(counts).toEqual([...counts].sort((one, two) => two - one));
  });
});

describe("mean yearly hours are as published", () => {
  const rows = published("published/overtime-means.csv");
  const value = (measure: string, fiscalYear: number) =>
    Number(rows.find((row) => row.measure === measure && row.fiscal_year === String(fiscalYear))?.value);

  test.each([2020, 2021])("without disaster and election work, %i", (fiscalYear) => {
    expect(halfUp(mean(fiscalYear, "withoutExtraordinary"), 1)).toBe(
      value("mean_hours_without_disaster_election", fiscalYear),
    );
  });

  test.each([
    ["minutes", "mean_hours_increase"],
    ["withoutExtraordinary", "mean_hours_without_disaster_election_increase"],
  ] as const)("increase of %s from R2 to R3", (part, measure) => {
    const [before, after] = [halfUp(mean(2020, part), 1), halfUp(mean(2021, part), 1)];
    expect(halfUp(after - before, 1)).toBe(value(measure, 2021));
    expect(halfUp(mean(2021, part) - mean(2020, part), 1)).toBe(value(measure, 2021));
    expect(halfUp(((after - before) / before) * 100, 1)).toBe(value(`${measure}_percent`, 2021));
  });
});

describe("people on the limits", () => {
  test.each([480 * H, 480 * H + 1, 720 * H, 720 * H + 1, 1000 * H])(
    "a year of exactly %i minutes",
    (minutes) => {
      expect(overtime.years.filter((year) => year.minutes === minutes)).not.toHaveLength(0);
    },
  );

  test.each([70 * H, 100 * H])("a month of exactly %i minutes, the others shorter", (minutes) => {
    expect(overtime.years.filter(({months}) => Math.max(...months) === minutes)).not.toHaveLength(0);
  });

  test.each([6, 7])("exactly %i months over 45 hours, the year not over 480", (count) => {
    const isOn = (year: PersonYear) => year.months.filter((minutes) => minutes > 45 * H).length === count;
    expect(overtime.years.filter((year) => isOn(year) && year.minutes <= OVER_480)).not.toHaveLength(0);
  });

  test("a mean of exactly 80 hours over two months on both sides of 31 March, and none higher", () => {
    const next = new Map(overtime.years.map((year) => [`${year.staffNumber} ${year.fiscalYear - 1}`, year]));
    const found = overtime.years.filter((year) => {
      const months = [...year.months, ...(next.get(`${year.staffNumber} ${year.fiscalYear}`)?.months ?? [])];
      return (
        months.length === 24 &&
        (months[11] ?? 0) + (months[12] ?? 0) === 160 * H &&
        highestMean(months) === 80 * H
      );
    });
    expect(found).not.toHaveLength(0);
  });

  test("someone promoted to manager in October whose later hours do not count", () => {
    const found = overtime.years.filter(
      (year) => year.minutes < OVER_480 && year.minutes + year.managerMinutes > OVER_480 && year.minutes > 0,
    );
    expect(found).not.toHaveLength(0);
  });

  test("people over 480 hours who were transferred in October, and who left on 31 March", () => {
    const people = [2018, 2020, 2021].flatMap((fiscalYear) => over(fiscalYear, 480));
    const before = (year: PersonYear) => rosterRow(year, `${year.fiscalYear}-04-01`)?.bureauCode;
    const after = (year: PersonYear) => rosterRow(year, `${year.fiscalYear + 1}-04-01`)?.leftOn;
    expect(people.filter((year) => before(year) !== year.last.bureauCode)).not.toHaveLength(0);
    expect(people.filter((year) => after(year) === `${year.fiscalYear + 1}-03-31`)).not.toHaveLength(0);
  });

  test("people hired in July with overtime before their first roster", () => {
    const found = overtime.years.filter(({last, fiscalYear, months}) => {
      return last.hiredOn === `${fiscalYear}-07-01` && (months[3] ?? 0) > 0;
    });
    expect(found).not.toHaveLength(0);
  });
});

test("the files hold over 1.1 million rows, of managers from R2 on only", () => {
  expect(overtime.rowCount).toBeGreaterThan(1_100_000);
  const managers = overtime.years.filter(({managerMinutes}) => managerMinutes > 0);
  expect(Math.min(...managers.map(({fiscalYear}) => fiscalYear))).toBe(2020);
});

function years(rows: Record<string, string>[]): [number, Record<string, string>[]][] {
  return [...Map.groupBy(rows, (row) => Number(row.fiscal_year))];
}

function over(fiscalYear: number, hours: number): PersonYear[] {
  return overtime.years.filter(
    (year) => year.fiscalYear === fiscalYear && year.minutes > hours * H && hasOvertime(year.last),
  );
}

function bureauOf({last}: PersonYear): {name: string; group: string} {
  const bureau = bureaus.get(last.bureauCode);
  if (!bureau) throw new Error(`unknown bureau ${last.bureauCode}`);
  return bureau;
}

const excluded = published("overtime-scope-exclusions.csv").filter(
  (row) => row.scope_id === "programme" && row.bureau_code,
);

function isProgramme({last}: PersonYear): boolean {
  return !excluded.some((row) => row.bureau_code === last.bureauCode && row.occupation === last.occupation);
}

function indicator(kpiId: string, fiscalYear: number): number {
  const rows = published("published/indicators.csv");
  return Number(rows.find((row) => row.kpi_id === kpiId && row.fiscal_year === String(fiscalYear))?.value);
}

/** Hours per non-manager in service on 1 April. */
function mean(fiscalYear: number, part: "minutes" | "withoutExtraordinary"): number {
  const roster = rosters.find(({day}) => day === `${fiscalYear}-04-01`);
  const staff = roster ? onDuty(roster).filter((row) => hasOvertime(row) && !row.isManager) : [];
  const total = overtime.years
    .filter((year) => year.fiscalYear === fiscalYear)
    .reduce((sum, year) => sum + year[part], 0);
  return total / H / staff.length;
}

/** The highest of all means over two to six months in a row. */
function highestMean(months: readonly number[]): number {
  const means = months.flatMap((_, start) =>
    [2, 3, 4, 5, 6]
      .filter((length) => start + length <= months.length)
      .map(
        (length) => months.slice(start, start + length).reduce((sum, minutes) => sum + minutes, 0) / length,
      ),
  );
  return Math.max(...means);
}

function rosterRow({staffNumber}: PersonYear, day: string) {
  return rosters.find((roster) => roster.day === day)?.rows.get(staffNumber);
}

function countBy<T>(list: readonly T[], key: (item: T) => string): Map<string, number> {
  return new Map([...Map.groupBy(list, key)].map(([name, items]) => [name, items.length]));
}

function readBureaus(folder: string): Map<string, {name: string; group: string}> {
  const {rows} = readCsv(folder, filesNamed(folder, "局区一覧")[0] ?? "", "utf-8");
  const byCode = new Map(rows.map((cells) => [cells[0] ?? "", cells]));
  return new Map(
    rows.map(([code = "", , , , , successor = ""]) => {
      const [, name = "", group = ""] = byCode.get(successor || code) ?? [];
      return [code, {name, group}];
    }),
  );
}
