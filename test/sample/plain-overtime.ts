import {type Roster, rowInMonth, type StaffRow} from "./plain-staff.ts";
import {filesNamed, isoDate, minutesOf, readCsv} from "./read-plainly.ts";

const COUNTED_KINDS = ["平日時間外", "週休日勤務", "同一週外振替"];
const EXTRAORDINARY = ["災害対応", "選挙事務"];

/** One person's fiscal year, added up from the monthly files. */
export interface PersonYear {
  staffNumber: string;
  fiscalYear: number;
  /** The roster row of the last month with an overtime row. */
  last: StaffRow;
  minutes: number;
  withoutExtraordinary: number;
  /** Counted minutes by month, April first. */
  months: number[];
  /** Minutes of months as a manager, which do not count. */
  managerMinutes: number;
}

export interface Overtime {
  rowCount: number;
  years: PersonYear[];
}

/** Adds up every row of the 102 files. */
export function readOvertime(folder: string, rosters: readonly Roster[]): Overtime {
  const years = new Map<string, PersonYear>();
  let rowCount = 0;
  for (const name of filesNamed(folder, "時間外勤務")) {
    const {rows} = readCsv(folder, name, "shift_jis");
    rowCount += rows.length;
    addFile(years, rows, rosters);
  }
  return {rowCount, years: [...years.values()]};
}

function addFile(years: Map<string, PersonYear>, rows: string[][], rosters: readonly Roster[]): void {
  const month = isoDate(rows[0]?.[1] ?? "");
  const monthOfYear = (Number(month.slice(5, 7)) + 8) % 12;
  const fiscalYear = Number(month.slice(0, 4)) - (monthOfYear >= 9 ? 1 : 0);
  for (const [staffNumber = "", , kind = "", cause = "", duration = ""] of rows) {
    const staff = rowInMonth(rosters, staffNumber, month);
    if (!staff) throw new Error(`${staffNumber} has overtime in ${month} but is on no roster`);
    const year = years.get(`${fiscalYear} ${staffNumber}`) ?? emptyYear(staffNumber, fiscalYear, staff);
    years.set(`${fiscalYear} ${staffNumber}`, year);
    year.last = staff;
    if (!COUNTED_KINDS.includes(kind)) continue;
    const minutes = minutesOf(duration);
    if (staff.isManager) {
      year.managerMinutes += minutes;
      continue;
    }
    year.minutes += minutes;
    year.months[monthOfYear] = (year.months[monthOfYear] ?? 0) + minutes;
    if (!EXTRAORDINARY.includes(cause)) year.withoutExtraordinary += minutes;
  }
}

function emptyYear(staffNumber: string, fiscalYear: number, last: StaffRow): PersonYear {
  const months = Array.from({length: 12}, () => 0);
  return {staffNumber, fiscalYear, last, minutes: 0, withoutExtraordinary: 0, months, managerMinutes: 0};
}
