import {FIRST_FISCAL_YEAR} from "./calendar.ts";
import {staffing, womenPercent} from "./calibration.ts";
import {bureaus, SCHOOL_COUNT} from "./city.ts";
import type {Assignment, EmploymentType, Person} from "./person.ts";
import type {Random} from "./random.ts";

/** A place to fill: who is wanted where. */
export interface Post {
  bureau: number;
  occupation: string;
  employmentType: EmploymentType;
}

/** A person while careers are being made: `now` is the assignment in force. */
export interface Worker {
  person: Person;
  now: Assignment;
}

const NUMBER_MODULUS = 999_983;
const FULL_TIME = 38 * 60 + 45;

/** Gives out workers; staff numbers are unique, scattered over six digits and may begin with zeros. */
export function createHiring(random: Random): (post: Post, hiredOn: string) => Worker {
  let count = 0;
  return (post, hiredOn) => {
    count += 1;
    const person: Person = {
      staffNumber: String((count * 48_271 + 12_345) % NUMBER_MODULUS).padStart(6, "0"),
      occupation: post.occupation,
      sex: random.chance((womenPercent[post.occupation] ?? 50) / 100) ? "女" : "男",
      employmentType: post.employmentType,
      weeklyMinutes: weeklyMinutes(post.employmentType, random),
      hiredOn,
      drive: post.occupation === "医師" ? 0.6 + random.unit() * 0.4 : random.unit(),
      assignments: [],
    };
    return {person, now: {bureau: post.bureau, department: departmentIn(post, random), grade: "一般"}};
  };
}

/** Everyone on the first day, 1 April 2016. */
export function firstStaff(hire: ReturnType<typeof createHiring>, random: Random): Worker[] {
  return firstPosts(random).map((post) => hire(post, formerHiringDay(post, random)));
}

export function teacherPosts(count: number): Post[] {
  const bureau = bureaus.findIndex(({name}) => name === "教育委員会");
  return Array.from({length: count}, () => ({bureau, occupation: "教員", employmentType: "正規"}));
}

/** The system of 会計年度任用職員 began on 1 April 2020. */
export function fiscalYearAppointeePosts(random: Random): Post[] {
  const clerical = bureaus.flatMap(({quotas}, bureau) =>
    quotas.filter(([occupation, count]) => occupation === "事務" && count > 100).map(() => bureau),
  );
  return Array.from({length: staffing.fiscalYearAppointees}, () => ({
    bureau: random.pick(clerical),
    occupation: "事務",
    employmentType: "会計年度任用",
  }));
}

/** The kind of employment under which a vacant post is filled. */
export function vacantPost({person, now}: Worker, random: Random): Post {
  const {occupation, employmentType} = person;
  if (occupation === "教員" || occupation === "医師" || employmentType === "会計年度任用") {
    return {bureau: now.bureau, occupation, employmentType: person.employmentType};
  }
  return {bureau: now.bureau, occupation, employmentType: someEmploymentType(random)};
}

export function departmentIn(
  {bureau, occupation}: Pick<Post, "bureau" | "occupation">,
  random: Random,
): string {
  if (occupation === "教員") return `市立第${1 + random.below(SCHOOL_COUNT)}学校`;
  return random.pick(bureaus[bureau]?.departments ?? ["庶務課"]);
}

function firstPosts(random: Random): Post[] {
  const posts = bureaus.flatMap(({quotas}, bureau) =>
    quotas.flatMap(([occupation, count]) =>
      Array.from({length: count}, (): Post => {
        return {
          bureau,
          occupation,
          employmentType: occupation === "医師" ? "正規" : someEmploymentType(random),
        };
      }),
    ),
  );
  return [...posts, ...teacherPosts(staffing.teachersBefore2017)];
}

function someEmploymentType(random: Random): EmploymentType {
  const draw = random.below(100);
  if (draw < 5) return "再任用";
  return draw < 7 ? "任期付" : "正規";
}

function formerHiringDay(post: Post, random: Random): string {
  const years = post.employmentType === "正規" ? 38 : 5;
  const year = FIRST_FISCAL_YEAR - random.below(years);
  return random.chance(0.04) && year < FIRST_FISCAL_YEAR ? `${year}-10-01` : `${year}-04-01`;
}

function weeklyMinutes(type: EmploymentType, random: Random): number {
  const draw = random.below(100);
  if (type === "再任用") return draw < 70 ? 31 * 60 : FULL_TIME;
  if (type === "任期付") return draw < 25 ? 24 * 60 : FULL_TIME;
  if (type === "会計年度任用") return draw < 60 ? 29 * 60 : draw < 85 ? 22 * 60 + 30 : 15 * 60 + 30;
  return FULL_TIME;
}
