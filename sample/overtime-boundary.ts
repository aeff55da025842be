import {bureaus} from "./city.ts";
import {type PersonYear, scopeKey} from "./overtime-person-year.ts";
import {isManagerGrade} from "./person.ts";
import type {Published} from "./published.ts";

/** A year written by hand, month by month (April first), for someone whose figures lie exactly on a limit. */
interface Script {
  fiscalYear: number;
  bureauName: string;
  /** Whether the person is one of the bureau's people over 480 hours. */
  isOver480: boolean;
  /** Minutes of twelve months, or of the months before a promotion to manager. */
  months: readonly number[];
  isPromoted?: true;
  /** The same person in every year: someone who is neither transferred nor promoted and never works long. */
  isLasting?: true;
}

const H = 60;

const scripts: readonly Script[] = [
  {
    fiscalYear: 2020,
    bureauName: "環境局",
    isOver480: false,
    isLasting: true,
    months: [...twelve(25 * H).slice(1), 70 * H],
  },
  {fiscalYear: 2021, bureauName: "環境局", isOver480: false, isLasting: true, months: twelve(25 * H, 90 * H)},
  {fiscalYear: 2020, bureauName: "財政局", isOver480: false, months: twelve(40 * H)},
  {fiscalYear: 2020, bureauName: "財政局", isOver480: true, months: twelve(40 * H, 40 * H + 1)},
  {fiscalYear: 2020, bureauName: "健康福祉局", isOver480: true, months: twelve(60 * H)},
  {fiscalYear: 2021, bureauName: "健康福祉局", isOver480: true, months: twelve(60 * H, 60 * H + 1)},
  {fiscalYear: 2022, bureauName: "総務企画局", isOver480: true, months: [...twelve(83 * H).slice(1), 87 * H]},
  {fiscalYear: 2022, bureauName: "まちづくり局", isOver480: false, months: twelve(20 * H, 70 * H)},
  {fiscalYear: 2022, bureauName: "まちづくり局", isOver480: false, months: twelve(20 * H, 100 * H)},
  {fiscalYear: 2021, bureauName: "環境局", isOver480: false, months: [...six(46 * H), ...six(30 * H)]},
  {
    fiscalYear: 2021,
    bureauName: "環境局",
    isOver480: false,
    months: [46 * H, ...six(46 * H), ...six(28 * H).slice(1)],
  },
  {fiscalYear: 2021, bureauName: "総務企画局", isOver480: false, months: six(50 * H), isPromoted: true},
];

/** Puts the scripted people of the year in place of others of their bureau. */
export function scriptBoundaryPeople(
  years: readonly PersonYear[],
  {fiscalYear, published}: {fiscalYear: number; published: Published},
): void {
  for (const script of scripts.filter((each) => each.fiscalYear === fiscalYear)) {
    const year = years.find((candidate) => fits(candidate, script, published));
    if (!year) throw new Error(`nobody fits the script ${JSON.stringify(script)}`);
    year.isScripted = true;
    year.months = Array.from({length: 12}, (_, month) => script.months[month] ?? 0);
    year.ordinary = year.months.reduce((sum, minutes) => sum + minutes, 0);
  }
}

function fits(year: PersonYear, script: Script, published: Published): boolean {
  if (year.isScripted || year.isHeavy !== script.isOver480) return false;
  if (bureaus[year.bureau]?.name !== script.bureauName || published.programmeExclusions.has(scopeKey(year)))
    return false;
  if (script.isPromoted) return isPromotedInOctober(year);
  if (script.isLasting && !isLasting(year)) return false;
  const total = script.months.reduce((sum, minutes) => sum + minutes, 0);
  return year.countedMonths.length === 12 && thresholdsPassed(year.ordinary) === thresholdsPassed(total);
}

/** A script may only replace someone who counts the same. */
function thresholdsPassed(minutes: number): number {
  return [480, 720, 1000].filter((hours) => minutes > hours * H).length;
}

function isLasting({person}: PersonYear): boolean {
  const {occupation, drive, hiredOn, leftOn, employmentType} = person;
  return (
    occupation === "技能" && employmentType === "正規" && drive < 0.2 && hiredOn < "2010-01-01" && !leftOn
  );
}

function isPromotedInOctober({countedMonths, assignments}: PersonYear): boolean {
  const after = assignments[6];
  return (
    countedMonths.length === 6 && countedMonths[5] === 5 && after !== undefined && isManagerGrade(after.grade)
  );
}

/** Twelve equal months, or a first month and eleven others. */
function twelve(others: number, first = others): number[] {
  return [first, ...Array.from({length: 11}, () => others)];
}

function six(minutes: number): number[] {
  return Array.from({length: 6}, () => minutes);
}
