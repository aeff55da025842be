import {join} from "node:path";
import holidayJp from "@holiday-jp/holiday_jp";
import {beforeAll, describe, expect, test, vi} from "vitest";
import {DAY_MS} from "../../schemas/fiscal-time.ts";
import {disabilityRate} from "./plain-disability.ts";
import {readPaper, sheetRows} from "./plain-paper.ts";
import {hasOvertime, onDuty, type Roster, readRosters} from "./plain-staff.ts";
import {filesNamed, halfUp, isoDate, minutesOf, published, readCsv} from "./read-plainly.ts";
import {writtenSample} from "./written-sample.ts";

const LEAVE_DAY_MINUTES = 465;

let folder: string;
let rosters: Roster[];

vi.setConfig({testTimeout: 120_000});

beforeAll(async () => {
  folder = await writtenSample();
  rosters = readRosters(folder);
}, 180_000);

/** Values by fiscal year for which something was published, and the decimals they were published with. */
const indicators = published("published/indicators.csv");

function valuesOf(kpiId: string): {fiscalYear: number; value: number}[] {
  return indicators
    .filter((row) => row.kpi_id === kpiId)
    .map((row) => ({fiscalYear: Number(row.fiscal_year), value: Number(row.value)}));
}

describe("published indicators come out of the files", () => {
  test.each(valuesOf("paper_sheets"))(
    "paper outside schools in $fiscalYear: $value thousand sheets",
    ({fiscalYear, value}) => {
      const months = (cell: {month: string}) =>
        cell.month >= `${fiscalYear}-04` && cell.month < `${fiscalYear + 1}-04`;
      const cells = readPaper(folder).filter(
        (cell) => months(cell) && cell.size !== "" && cell.place === "学校等以外",
      );
      expect(halfUp(cells.reduce((sum, {sheets}) => sum + sheets, 0) / 1000, 0)).toBe(value);
    },
  );

  test.each(valuesOf("telework_pc_utilisation"))(
    "telework PCs in $fiscalYear: $value %",
    ({fiscalYear, value}) => {
      const {used, available, openingDays} = telework(fiscalYear);
      expect(openingDays).toBe(203);
      expect(halfUp((used / available) * 100, 1)).toBe(value);
    },
  );

  test.each(valuesOf("disability_employment_rate"))(
    "disability rate on 1 June $fiscalYear: $value %",
    ({fiscalYear, value}) => {
      expect(halfUp(disabilityRate(folder, rosterOf(`${fiscalYear}-04-01`)), 2)).toBe(value);
    },
  );

  test.each(valuesOf("female_section_chief_ratio"))(
    "women among section chiefs after $fiscalYear: $value %",
    ({fiscalYear, value}) => {
      const chiefs = onDuty(rosterOf(`${fiscalYear + 1}-04-01`)).filter(({grade}) => grade === "課長級");
      const women = chiefs.filter(({sex}) => sex === "女");
      expect(halfUp((women.length / chiefs.length) * 100, 1)).toBe(value);
    },
  );

  test.each(valuesOf("male_parental_leave_rate"))(
    "men's parental leave in $fiscalYear: $value %",
    ({fiscalYear, value}) => {
      expect(halfUp(parentalLeaveRate(fiscalYear), 1)).toBe(value);
    },
  );

  test.each(valuesOf("annual_leave_days"))(
    "annual leave in $fiscalYear: $value days",
    ({fiscalYear, value}) => {
      expect(halfUp(leaveDays(fiscalYear), 1)).toBe(value);
    },
  );
});

describe("invented years move as one would expect", () => {
  test("the disability rate rises to about 2.7 %", () => {
    const rates = [2021, 2022, 2023, 2024].map((year) => disabilityRate(folder, rosterOf(`${year}-04-01`)));
    expect(rates).toEqual([...rates].sort((one, two) => one - two));
    expect(halfUp(rates[3] ?? 0, 1)).toBe(2.7);
  });

  test("leave R3 13.9 and R4 14.3 days, telework R4 24 % and R5 28 %", () => {
    expect([2021, 2022].map((year) => halfUp(leaveDays(year), 1))).toEqual([13.9, 14.3]);
    const share = (year: number) => (telework(year).used / telework(year).available) * 100;
    expect([2022, 2023].map((year) => halfUp(share(year), 0))).toEqual([24, 28]);
  });
});

test("totals in the paper form are the sums of its cells", () => {
  const cells = readPaper(folder);
  for (const [file, form] of Map.groupBy(cells, (cell) => cell.file)) {
    const detail = form.filter(({size, month}) => size !== "" && month !== "");
    const sum = detail.reduce((total, {sheets}) => total + sheets, 0);
    const printed = form.filter(({bureauName, month}) => bureauName === "合計" && month === "");
    expect([file, ...printed.map(({sheets}) => sheets)]).toEqual([file, sum]);
  }
});

test("teachers entered on 1 April 2017 and there are about 19,000 staff", () => {
  const teachers = (day: string) =>
    onDuty(rosterOf(day)).filter(({occupation}) => occupation === "教員").length;
  expect(teachers("2016-04-01")).toBeLessThan(400);
  expect(teachers("2017-04-01")).toBe(5700);
  expect(onDuty(rosterOf("2024-04-01")).length).toBeGreaterThan(18_500);
  expect(onDuty(rosterOf("2024-04-01")).length).toBeLessThan(19_500);
});

test("nobody leaves or enters between 2 April and 1 June, the day of the disability rate", () => {
  const days = rosters.flatMap(({rows}) =>
    [...rows.values()].flatMap(({hiredOn, leftOn}) => [hiredOn, leftOn]),
  );
  const later = days.filter((day) => day >= "2016-04-02");
  expect(later.filter((day) => day.slice(5) >= "04-02" && day.slice(5) <= "06-01")).toEqual([]);
});

function rosterOf(day: string): Roster {
  const roster = rosters.find((each) => each.day === day);
  if (!roster) throw new Error(`no roster of ${day}`);
  return roster;
}

function parentalLeaveRate(fiscalYear: number): number {
  const [name = ""] = filesNamed(folder, `育児休業等_R${fiscalYear - 2018}`);
  const men = readCsv(folder, name, "shift_jis").rows.filter(([, , sex]) => sex === "男");
  const having = (event: string) => new Set(men.filter((row) => row[3] === event).map((row) => row[1])).size;
  return (having("育児休業（新規）") / having("配偶者の出産")) * 100;
}

/** Mean days of those in service from 1 April to 31 March, teachers and fiscal-year appointees left out. */
function leaveDays(fiscalYear: number): number {
  const later = rosters.filter(({day}) => day > `${fiscalYear}-04-01`);
  const leftEarly = (number: string) =>
    later.some(({rows}) => {
      const leftOn = rows.get(number)?.leftOn ?? "";
      return leftOn !== "" && leftOn < `${fiscalYear + 1}-03-31`;
    });
  const people = onDuty(rosterOf(`${fiscalYear}-04-01`)).filter(
    (row) => hasOvertime(row) && !leftEarly(row.staffNumber),
  );
  const numbers = new Set(people.map(({staffNumber}) => staffNumber));
  const minutes = filesNamed(folder, `年次休暇_R${fiscalYear - 2018}Q`).flatMap((name) =>
    readCsv(folder, name, "utf-8")
      .rows.filter(([, number = ""]) => numbers.has(number))
      .map(([, , days, rest = ""]) => Number(days) * LEAVE_DAY_MINUTES + minutesOf(rest)),
  );
  return minutes.reduce((sum, each) => sum + each, 0) / LEAVE_DAY_MINUTES / people.length;
}

interface Device {
  from: string;
  until: string;
  repairFrom: string;
  repairTo: string;
}

function telework(fiscalYear: number): {used: number; available: number; openingDays: number} {
  const days = openingDays(fiscalYear);
  const devices = sheetRows(join(folder, "見本_テレワーク用PC台帳.xlsx"))
    .slice(3)
    .map(([, , ...dates]): Device => {
      const [from = "", until = "", repairFrom = "", repairTo = ""] = dates.map((date) =>
        date ? isoDate(String(date)) : "",
      );
      return {from, until, repairFrom, repairTo};
    });
  const isUsable = ({from, until, repairFrom, repairTo}: Device, day: string) =>
    from <= day && (until === "" || day < until) && (repairFrom === "" || day < repairFrom || day > repairTo);
  const available = days.map((day) => devices.filter((device) => isUsable(device, day)).length);
  const open = new Set(days);
  const used = filesNamed(folder, "テレワーク用PC利用").flatMap((name) =>
    readCsv(folder, name, "utf-8")
      .rows.filter(([day = ""]) => open.has(day))
      .map((row) => row.join(" ")),
  );
  return {
    used: new Set(used).size,
    available: available.reduce((sum, count) => sum + count, 0),
    openingDays: days.length,
  };
}

/** From 1 June 2021, when the devices came, or 1 April. */
function openingDays(fiscalYear: number): string[] {
  const first = Date.parse(fiscalYear === 2021 ? "2021-06-01" : `${fiscalYear}-04-01`);
  const count = (Date.parse(`${fiscalYear + 1}-04-01`) - first) / DAY_MS;
  return Array.from({length: count}, (_, index) => new Date(first + index * DAY_MS))
    .filter((date) => date.getUTCDay() !== 0 && date.getUTCDay() !== 6)
    .map((date) => date.toISOString().slice(0, 10))
    .filter((day) => !(day in holidayJp.holidays) && day.slice(5) < "12-29" && day.slice(5) > "01-03");
}
