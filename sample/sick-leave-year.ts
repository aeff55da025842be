import {monthEnd, rosterOfMonth} from "./calendar.ts";
import {mentalLeavePercent, mentalShareOfLeavePercent} from "./calibration-programme.ts";
import {isOnDuty, isThereAllYear, type Person} from "./person.ts";
import type {Published} from "./published.ts";
import type {Random} from "./random.ts";
import {
  type Cause,
  dayIn,
  fullMonthFrom,
  hasFullMonth,
  later,
  MENTAL,
  OTHER,
  type Spell,
} from "./sick-leave-spell.ts";

const CAUSES: readonly Cause[] = [MENTAL, OTHER];

export interface Year {
  fiscalYear: number;
  /** The denominator: in service on the roster of 1 April, without the excluded groups. */
  staff: ReadonlySet<Person>;
  random: Random;
}

/** Heads on long-term leave by cause: the printed number in its year, elsewhere the calibrated share. */
export function wanted({fiscalYear, staff}: Year, published: Published): Record<Cause, number> {
  const [printed] = published.rows("observed-counts", {
    series_id: "mental_longterm_leave_staff",
    fiscal_year: fiscalYear,
  });
  const share = mentalLeavePercent[fiscalYear] ?? 0;
  const mental = printed ? Number(printed.value) : Math.round((staff.size * share) / 100);
  return {[MENTAL]: mental, [OTHER]: Math.round((mental * 100) / mentalShareOfLeavePercent) - mental};
}

type Wanted = Year & {wanted: Record<Cause, number>};

/** New long spells until each cause has its heads, and lines that may not add one. */
export function newSpells(people: readonly Person[], carried: readonly Spell[], year: Wanted): Spell[] {
  const {fiscalYear, staff, random} = year;
  const busy = new Set(carried.map(({person}) => person));
  const free = random.shuffled(
    [...staff].filter((person) => isThereAllYear(person, fiscalYear) && !busy.has(person)),
  );
  const long = CAUSES.flatMap((cause) => {
    const missing = year.wanted[cause] - heads(carried, cause, year);
    return free.splice(0, Math.max(0, missing)).map((person) => longSpell(person, cause, year));
  });
  return [
    ...long,
    ...secondSpells(long, year),
    ...free.splice(0, 24).flatMap((person, index) => shortSpells(person, index, year)),
    ...outside(people, busy, year).map((person) => longSpell(person, MENTAL, year)),
  ];
}

/** Some of the groups that the share leaves out: they are on the list and may not count. */
function outside(
  people: readonly Person[],
  busy: ReadonlySet<Person>,
  {fiscalYear, staff, random}: Year,
): Person[] {
  const roster = rosterOfMonth(fiscalYear, 0);
  const others = people.filter((person) => isOnDuty(person, roster) && !staff.has(person));
  return random
    .shuffled(others.filter((person) => isThereAllYear(person, fiscalYear)))
    .filter((person) => !busy.has(person))
    .slice(0, 9);
}

function heads(spells: readonly Spell[], cause: Cause, {fiscalYear, staff}: Year): number {
  const counted = spells.filter(
    (spell) => spell.cause === cause && staff.has(spell.person) && hasFullMonth(spell, fiscalYear),
  );
  return new Set(counted.map(({person}) => person)).size;
}

/** From exactly a month to ten; some begin so late that they last beyond 31 March. */
function longSpell(person: Person, cause: Cause, {fiscalYear, random}: Year): Spell {
  const from = dayIn(fiscalYear, random.below(10), random);
  const month = fullMonthFrom(from);
  const to = random.chance(0.03)
    ? month
    : later(month, random.below(40) + random.below(cause === MENTAL ? 230 : 90));
  return {person, cause, from, to: endOfService(person, to)};
}

/** Someone who came back falls ill again in the same year; it is still one person. */
function secondSpells(long: readonly Spell[], {fiscalYear, random}: Year): Spell[] {
  const back = long.filter(({to}) => to < monthEnd(fiscalYear, 6));
  return back
    .filter((_, index) => index % 4 === 0)
    .map(({person, cause}, index) => {
      const from = dayIn(fiscalYear, 8 + random.below(2), random);
      const to = index % 3 === 0 ? later(from, 13) : later(fullMonthFrom(from), random.below(40));
      return {person, cause, from, to: endOfService(person, to)};
    });
}

/** Less than a month in the year: a day short, two short ones, or begun so late that the month is in the next year. */
function shortSpells(person: Person, index: number, {fiscalYear, random}: Year): Spell[] {
  const cause = index % 3 === 2 ? OTHER : MENTAL;
  const from = dayIn(fiscalYear, random.below(5), random);
  if (index % 4 === 0) return [{person, cause, from, to: later(fullMonthFrom(from), -1)}];
  if (index % 4 === 1) {
    const again = dayIn(fiscalYear, 7, random);
    return [
      {person, cause, from, to: later(from, 19)},
      {person, cause, from: again, to: later(again, 24)},
    ];
  }
  if (index % 4 === 2) return [{person, cause, from, to: later(from, 14 + random.below(10))}];
  const late = later(monthEnd(fiscalYear, 11), -(3 + random.below(24)));
  return [{person, cause, from: late, to: endOfService(person, later(late, 45 + random.below(60)))}];
}

function endOfService({leftOn}: Person, to: string): string {
  return leftOn !== undefined && leftOn < to ? leftOn : to;
}
