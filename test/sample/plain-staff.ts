import {filesNamed, isoDate, minutesOf, readCsv} from "./read-plainly.ts";

/** A row of a roster, as read. */
export interface StaffRow {
  staffNumber: string;
  bureauCode: string;
  authority: string;
  grade: string;
  occupation: string;
  sex: string;
  employmentType: string;
  weeklyMinutes: number;
  isManager: boolean;
  hiredOn: string;
  leftOn: string;
}

export interface Roster {
  day: string;
  rows: ReadonlyMap<string, StaffRow>;
}

export function readRosters(folder: string): Roster[] {
  return filesNamed(folder, "職員名簿").map((name) => {
    const {rows} = readCsv(folder, name, "shift_jis");
    const day = isoDate(rows[0]?.[0] ?? "");
    return {day, rows: new Map(rows.map((cells) => [cells[1] ?? "", staffRow(cells)]))};
  });
}

function staffRow(cells: string[]): StaffRow {
  const [, staffNumber = "", bureauCode = "", , authority = "", grade = "", occupation = "", sex = ""] =
    cells;
  const [employmentType = "", weekly = "", managerKind, hiredOn = "", leftOn = ""] = cells.slice(8);
  return {
    ...{staffNumber, bureauCode, authority, grade, occupation, sex, employmentType},
    weeklyMinutes: minutesOf(weekly),
    isManager: managerKind === "管理職",
    hiredOn: isoDate(hiredOn),
    leftOn: leftOn && isoDate(leftOn),
  };
}

export function inService(row: StaffRow | undefined, day: string): row is StaffRow {
  return row !== undefined && row.hiredOn <= day && (row.leftOn === "" || row.leftOn >= day);
}

/** Everyone in service on the roster's day. */
export function onDuty({day, rows}: Roster): StaffRow[] {
  return [...rows.values()].filter((row) => inService(row, day));
}

/** The row in force in a month: the latest roster, or the next one with the person for those hired in between. */
export function rowInMonth(
  rosters: readonly Roster[],
  staffNumber: string,
  month: string,
): StaffRow | undefined {
  const latest = rosters.findLastIndex(({day}) => day <= month);
  const row = rosters[latest]?.rows.get(staffNumber);
  if (inService(row, rosters[latest]?.day ?? "")) return row;
  return rosters
    .slice(latest + 1)
    .find(({rows}) => rows.has(staffNumber))
    ?.rows.get(staffNumber);
}

export function hasOvertime({occupation, employmentType}: StaffRow): boolean {
  return occupation !== "教員" && employmentType !== "会計年度任用";
}
