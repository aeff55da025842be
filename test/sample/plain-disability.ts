import {inService, onDuty, type Roster, type StaffRow} from "./plain-staff.ts";
import {isoDate, minutesOf, readCsv} from "./read-plainly.ts";

const CERTIFICATES: Record<string, string[]> = {
  身体: ["身体障害者手帳", "判定書"],
  知的: ["療育手帳", "判定書"],
  精神: ["精神障害者保健福祉手帳"],
};
/** 除外率 before April 2025, an assumption about the institutions. */
const EXCLUSIONS: Record<string, number> = {教育委員会: 0.25, 病院事業管理者: 0.5};

/** The rate on 1 June of the whole city, %: weights and exclusions of that day (障害者雇用促進法). */
export function disabilityRate(folder: string, roster: Roster): number {
  return (numerator(folder, roster) / denominator(roster)) * 100;
}

function numerator(folder: string, roster: Roster): number {
  const fiscalYear = Number(roster.day.slice(0, 4));
  const {rows} = readCsv(folder, `見本_障害者雇用_${fiscalYear}-06-01.csv`, "shift_jis");
  return rows.reduce(
    (sum, [, number = "", kind = "", severity = "", weekly = "", certificate = "", issued = ""]) => {
      const staff = roster.rows.get(number);
      if (!inService(staff, `${fiscalYear}-06-01`) || !CERTIFICATES[kind]?.includes(certificate)) return sum;
      const recentSince = `${fiscalYear - 5}-06-02`;
      const isRecent = staff.hiredOn >= recentSince || (issued !== "" && isoDate(issued) >= recentSince);
      return (
        sum + weight({kind, isSevere: severity === "重度", minutes: minutesOf(weekly), fiscalYear, isRecent})
      );
    },
    0,
  );
}

interface Case {
  kind: string;
  isSevere: boolean;
  minutes: number;
  fiscalYear: number;
  isRecent: boolean;
}

function weight({kind, isSevere, minutes, fiscalYear, isRecent}: Case): number {
  const isMental = kind === "精神";
  if (minutes >= 30 * 60) return isSevere && !isMental ? 2 : 1;
  if (minutes >= 20 * 60) {
    if (isMental) return fiscalYear >= 2023 || isRecent ? 1 : 0.5;
    return isSevere ? 1 : 0.5;
  }
  return minutes >= 10 * 60 && fiscalYear >= 2024 && (isMental || isSevere) ? 0.5 : 0;
}

function denominator(roster: Roster): number {
  const staff = onDuty(roster).filter(({occupation}) => occupation !== "消防吏員");
  return [...Map.groupBy(staff, ({authority}) => authority)]
    .map(([authority, rows]) => {
      const total = rows.reduce((sum, row) => sum + presence(row), 0);
      return total - Math.floor(total * (EXCLUSIONS[authority] ?? 0));
    })
    .reduce((sum, count) => sum + count, 0);
}

function presence({weeklyMinutes}: StaffRow): number {
  if (weeklyMinutes >= 30 * 60) return 1;
  return weeklyMinutes >= 20 * 60 ? 0.5 : 0;
}
