import {fiscalYearCode, japaneseDate} from "../schemas/fiscal-time.ts";
import {coveredMonths, daysInMonth, fiscalYears, monthStart, quarterName, twoDigits} from "./calendar.ts";
import {parentalLeavePercent, spouseBirths} from "./calibration.ts";
import {isThereAllYear, type Person} from "./person.ts";
import type {Published} from "./published.ts";
import {createRandom, type Random} from "./random.ts";
import {writeCsv} from "./write-csv.ts";

type Event = "配偶者の出産" | "本人の出産" | "育児休業（新規）";

interface Notice {
  person: Person;
  event: Event;
  month: number;
  day: string;
}

interface Year {
  fiscalYear: number;
  months: number;
  random: Random;
}

/** 育児休業等届出: one file a fiscal year. Counts of men meet the published rates (new takers ÷ men whose spouse gave birth). */
export function writeParentalLeave(
  folder: string,
  people: readonly Person[],
  published: Published,
): string[] {
  return fiscalYears.map((fiscalYear) => {
    const year = {
      fiscalYear,
      months: coveredMonths(fiscalYear),
      random: createRandom(`parental ${fiscalYear}`),
    };
    const young = people.filter(
      (person) => isThereAllYear(person, fiscalYear) && isYoung(person, fiscalYear),
    );
    const notices = [...fathers(young, year, published), ...mothers(young, year)];
    return writeYear(folder, year, notices);
  });
}

function fathers(young: readonly Person[], year: Year, published: Published): Notice[] {
  const men = year.random.shuffled(young.filter(({sex}) => sex === "男"));
  const {births, takers} = counts(year.fiscalYear, published);
  const isOlderChild = (index: number) => index % 9 === 4;
  const born = men.slice(0, births).map((person) => notice({person, event: "配偶者の出産"}, year));
  const taken = Array.from({length: takers}, (_, index) => {
    const father = isOlderChild(index) ? men[births + index] : men[index];
    return father
      ? [
          notice(
            {person: father, event: "育児休業（新規）"},
            year,
            isOlderChild(index) ? undefined : born[index],
          ),
        ]
      : [];
  });
  return [...born, ...taken.flat(), ...secondChild(born, year)];
}

/** Two men have two births in the year: people are counted, not births. */
function secondChild(born: readonly Notice[], year: Year): Notice[] {
  const early = born.filter(({month}) => month === 0).slice(0, 2);
  return year.months < 12
    ? []
    : early.map(({person}) => ({person, event: "配偶者の出産", ...dayIn(year, 11)}));
}

/** The number of births nearest to the usual one for which a number of takers gives the rate to one decimal. */
function counts(fiscalYear: number, published: Published): {births: number; takers: number} {
  const percent =
    published.indicator("male_parental_leave_rate", fiscalYear) ?? parentalLeavePercent[fiscalYear] ?? 0;
  for (let births = spouseBirths[fiscalYear] ?? 300; ; births++) {
    const takers = Math.round((births * percent) / 100);
    if (Math.round((takers * 1000) / births) === Math.round(percent * 10)) return {births, takers};
  }
}

function mothers(young: readonly Person[], year: Year): Notice[] {
  const women = year.random.shuffled(young.filter(({sex}) => sex === "女"));
  const born = women
    .slice(0, Math.floor(women.length / 22))
    .map((person) => notice({person, event: "本人の出産"}, year));
  return [
    ...born,
    ...born.flatMap((birth) =>
      birth.month + 2 < year.months
        ? [{person: birth.person, event: "育児休業（新規）" as const, ...dayIn(year, birth.month + 2)}]
        : [],
    ),
  ];
}

/** A notice in a random month, not before the birth that it follows. */
function notice(what: Pick<Notice, "person" | "event">, year: Year, after?: Notice): Notice {
  const first = after ? after.month : 0;
  const month = first + year.random.below(Math.min(5, year.months - first) || 1);
  const {day, ...place} = dayIn(year, after ? month : year.random.below(year.months));
  return {...what, ...place, day: after && day < after.day ? after.day : day};
}

function dayIn({fiscalYear, random}: Year, month: number): {month: number; day: string} {
  const start = monthStart(fiscalYear, month);
  const days = daysInMonth(Number(start.slice(0, 4)), Number(start.slice(5, 7)));
  return {month, day: `${start.slice(0, 8)}${twoDigits(1 + random.below(days))}`};
}

function isYoung({hiredOn, employmentType, assignments}: Person, fiscalYear: number): boolean {
  const years = fiscalYear - Number(hiredOn.slice(0, 4));
  const isHead = assignments.some((assignment) => assignment?.grade === "校長・教頭");
  return employmentType === "正規" && years <= 16 && !isHead;
}

function writeYear(folder: string, {fiscalYear}: Year, notices: readonly Notice[]): string {
  const ordered = [...notices].sort((one, two) => (sortKey(one) < sortKey(two) ? -1 : 1));
  const lines = ordered.map(({person, event, month, day}) => {
    const quarter = quarterName(fiscalYear, Math.floor(month / 3) + 1);
    return [quarter, person.staffNumber, person.sex, event, japaneseDate(day)].join(",");
  });
  return writeCsv(folder, {
    name: `見本_育児休業等_${fiscalYearCode(fiscalYear)}.csv`,
    encoding: "cp932",
    titles: ["育児休業等届出（職員厚生課）", ""],
    heading: ["期間", "職員番号", "性別", "届出区分", "発生日"],
    lines,
  });
}

function sortKey({day, person, event}: Notice): string {
  return `${day}${person.staffNumber}${event}`;
}
