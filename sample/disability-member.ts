import {twoDigits} from "./calendar.ts";
import type {Person} from "./person.ts";
import type {Random} from "./random.ts";

/** A row of the list of 1 June, kept from year to year. */
export interface Member {
  person: Person;
  kind: "身体" | "知的" | "精神";
  severity: "重度" | "重度以外";
  certificate: "身体障害者手帳" | "療育手帳" | "精神障害者保健福祉手帳" | "判定書" | "なし";
  certifiedOn?: string;
}

const ISSUE_MONTHS = [1, 4, 7, 9, 11];
const FULL_HOURS = 30 * 60;
const SHORT_HOURS = 20 * 60;
const SHORTEST_HOURS = 10 * 60;

export function newMember(person: Person, fiscalYear: number, random: Random): Member {
  const kind = someKind(person, fiscalYear, random);
  const severity = kind !== "精神" && random.chance(0.3) ? "重度" : "重度以外";
  if (random.chance(0.03)) return {person, kind, severity, certificate: "なし"};
  const certifiedOn = issueDay(fiscalYear - 1 - random.below(25), random);
  return {person, kind, severity, certificate: someCertificate(kind, random), certifiedOn};
}

/** 精神 with short hours only from 2018, when their weight became a matter of dates. */
function someKind(
  {employmentType, weeklyMinutes}: Person,
  fiscalYear: number,
  random: Random,
): Member["kind"] {
  const draw = random.below(100);
  if (employmentType === "会計年度任用") return draw < 15 ? "身体" : draw < 45 ? "知的" : "精神";
  if (weeklyMinutes < FULL_HOURS && fiscalYear < 2018) return "身体";
  return draw < 76 ? "身体" : draw < 80 ? "知的" : "精神";
}

function someCertificate(kind: Member["kind"], random: Random): Member["certificate"] {
  if (kind === "精神") return "精神障害者保健福祉手帳";
  if (random.chance(0.05)) return "判定書";
  return kind === "身体" ? "身体障害者手帳" : "療育手帳";
}

function issueDay(year: number, random: Random): string {
  return `${year}-${twoDigits(random.pick(ISSUE_MONTHS))}-${twoDigits(1 + random.below(28))}`;
}

/**
 * The legal weight on 1 June of the year, in halves of a person (障害者雇用促進法 arts. 38, 43; 施行令; short hours of
 * 精神 by the special rule of 2018 and 2023; 10–20 hours from 2024).
 */
export function weightInHalves(member: Member, fiscalYear: number): number {
  const {kind, severity, certificate, person} = member;
  if (certificate === "なし" || person.weeklyMinutes < SHORTEST_HOURS) return 0;
  const isSevere = severity === "重度";
  if (person.weeklyMinutes >= FULL_HOURS) return isSevere ? 4 : 2;
  if (person.weeklyMinutes < SHORT_HOURS) return fiscalYear >= 2024 && (isSevere || kind === "精神") ? 1 : 0;
  if (kind === "精神") return fiscalYear >= 2023 || isRecent(member, fiscalYear) ? 2 : 1;
  return isSevere ? 2 : 1;
}

/** Hired or certified within the five years before 1 June. */
function isRecent({person, certifiedOn}: Member, fiscalYear: number): boolean {
  const since = `${fiscalYear - 5}-06-02`;
  return person.hiredOn >= since || (certifiedOn !== undefined && certifiedOn >= since);
}
