import {japaneseDate} from "../schemas/fiscal-time.ts";
import {fiscalYears, rosterOfMonth, shortJapaneseDate} from "./calendar.ts";
import {disabilityPercent} from "./calibration.ts";
import {type Member, newMember, weightInHalves} from "./disability-member.ts";
import {bureauOf, isOnDuty, type Person} from "./person.ts";
import type {Published} from "./published.ts";
import {createRandom, type Random} from "./random.ts";
import {clock, writeCsv} from "./write-csv.ts";

/** Exclusion rates of the institutions (除外率) until March 2025; an assumption shared with the catalog. */
const EXCLUSION_RATES: Record<string, number> = {教育委員会: 0.25, 病院事業管理者: 0.5};

/** 障害者である職員の状況: one file for each 1 June. */
export function writeDisability(folder: string, people: readonly Person[], published: Published): string[] {
  const random = createRandom("disability");
  let members: Member[] = [];
  return fiscalYears.map((fiscalYear) => {
    const roster = rosterOfMonth(fiscalYear, 0);
    const staff = people.filter((person) => isOnDuty(person, roster));
    const former = members.filter(({person}) => !isOnDuty(person, roster));
    const percent =
      published.indicator("disability_employment_rate", fiscalYear) ?? disabilityPercent[fiscalYear] ?? 0;
    const halves = Math.round((denominator(staff, roster) * percent * 2) / 100);
    const present = members.filter(({person}) => isOnDuty(person, roster));
    members = adjust(present, {staff, halves, fiscalYear, random});
    return writeYear(folder, fiscalYear, [...members, ...stale(former, roster)]);
  });
}

/** 短時間 staff count half, those under 20 hours not at all; firefighters and the institutions' shares are left out. */
function denominator(staff: readonly Person[], roster: number): number {
  const byInstitution = new Map<string, number>();
  for (const person of staff) {
    const assignment = person.assignments[roster];
    if (!assignment || person.occupation === "消防吏員") continue;
    const {authority} = bureauOf(assignment);
    const count = person.weeklyMinutes >= 1800 ? 1 : person.weeklyMinutes >= 1200 ? 0.5 : 0;
    byInstitution.set(authority, (byInstitution.get(authority) ?? 0) + count);
  }
  return [...byInstitution].reduce(
    (sum, [authority, total]) => sum + total - Math.floor(total * (EXCLUSION_RATES[authority] ?? 0)),
    0,
  );
}

interface Wanted {
  staff: readonly Person[];
  /** The numerator in halves of a person. */
  halves: number;
  fiscalYear: number;
  random: Random;
}

/** Adds and removes people until the weighted count is the wanted one. */
function adjust(present: readonly Member[], {staff, halves, fiscalYear, random}: Wanted): Member[] {
  const members = [...present];
  const known = new Set(members.map(({person}) => person));
  const candidates = random.shuffled(staff.filter((person) => isCandidate(person) && !known.has(person)));
  const weigh = (member: Member) => weightInHalves(member, fiscalYear);
  let missing = halves - members.reduce((sum, member) => sum + weigh(member), 0);
  for (const person of candidates) {
    if (missing <= 0) break;
    const member = newMember(person, fiscalYear, random);
    if (weigh(member) > missing) continue;
    members.push(member);
    missing -= weigh(member);
  }
  return missing < 0 ? drop(members, -missing, weigh) : members;
}

function drop(members: Member[], surplus: number, weigh: (member: Member) => number): Member[] {
  let rest = surplus;
  return members.filter((member) => {
    const weight = weigh(member);
    if (weight === 0 || weight > rest) return true;
    rest -= weight;
    return false;
  });
}

/** One in six of the fiscal-year appointees may be asked, one in eighteen of the others. */
function isCandidate({staffNumber, occupation, employmentType}: Person): boolean {
  if (occupation === "消防吏員" || occupation === "自動車運転手") return false;
  return Number(staffNumber) % (employmentType === "会計年度任用" ? 6 : 18) === 0;
}

/** Someone who left on 31 March and was not struck off the list: the row may not count. */
function stale(former: readonly Member[], roster: number): Member[] {
  return former.filter(({person}) => person.assignments[roster] !== undefined).slice(0, 1);
}

function writeYear(folder: string, fiscalYear: number, members: readonly Member[]): string {
  const day = `${fiscalYear}-06-01`;
  const ordered = [...members].sort((one, two) => (one.person.staffNumber < two.person.staffNumber ? -1 : 1));
  const lines = ordered.map(({person, kind, severity, certificate, certifiedOn}, index) => {
    const date = index % 7 === 3 ? shortJapaneseDate : japaneseDate;
    const issued = certifiedOn === undefined ? "" : date(certifiedOn);
    return [
      japaneseDate(day),
      person.staffNumber,
      kind,
      severity,
      clock(person.weeklyMinutes),
      certificate,
      issued,
    ].join(",");
  });
  return writeCsv(folder, {
    name: `見本_障害者雇用_${day}.csv`,
    encoding: "cp932",
    titles: ["障害者である職員の状況（取扱注意）"],
    heading: ["基準日", "職員番号", "障害種別", "程度", "週勤務時間", "確認書類", "交付日"],
    lines,
  });
}
