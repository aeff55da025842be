import {createRandom, type Random} from "../random.ts";
import {type Bureau, bureaus} from "./bureaus.ts";

export type Grade = "部長" | "次長" | "課長" | "課長補佐" | "係長" | "主任" | "係員";

/** One member of staff of みなさと市. Days are ISO texts. */
export interface Clerk {
  number: string;
  bureau: Bureau;
  section: string;
  grade: Grade;
  /** First day as 課長 of who was 課長補佐 before. */
  chiefFrom?: string;
  sex: "男性" | "女性";
  employment: "常勤" | "暫定再任用" | "任期" | "パートタイム";
  hiredOn: string;
  /** Last day in service. */
  leftOn?: string;
  /** Hours of overtime in a usual month. */
  pace: number;
}

/** Days of record. */
export const ROSTER_DAYS = ["2022-04-01", "2023-04-01", "2024-04-01", "2025-04-01"];
/** On the day before each, a few leave and others come in their place. */
const CHANGES = ROSTER_DAYS.slice(1);
const MANAGERS: readonly Grade[] = ["部長", "次長", "課長"];

export function makePeople(): Clerk[] {
  const random = createRandom("minasato people");
  const first = bureaus.flatMap((bureau) => staffed(bureau, random));
  const people = first.map((clerk, index) => ({...clerk, number: numberOf(index)}));
  makeFewChiefsWomen(people);
  const chiefs = people.filter(({grade}) => grade === "課長");
  const deputies = people.filter(({grade}) => grade === "課長補佐");
  CHANGES.forEach((day, change) => {
    for (const place of [0, 1, 2]) {
      const chief = chiefs[change * 3 + place];
      const deputy = deputies[change * 3 + place];
      if (chief && deputy) [chief.leftOn, deputy.chiefFrom, deputy.sex] = [dayBefore(day), day, "女性"];
    }
  });
  return [...people, ...successorsIn(people, random)];
}

/** About one in six at first; those who follow are women. */
function makeFewChiefsWomen(people: Clerk[]): void {
  const random = createRandom("minasato chiefs");
  for (const clerk of people.filter(({grade}) => grade === "課長"))
    clerk.sex = random.chance(0.16) ? "女性" : "男性";
}

export function gradeOn({grade, chiefFrom}: Clerk, day: string): Grade {
  return chiefFrom !== undefined && chiefFrom <= day ? "課長" : grade;
}

export function isManagerOn(clerk: Clerk, day: string): boolean {
  return MANAGERS.includes(gradeOn(clerk, day));
}

export function isThere({hiredOn, leftOn}: Clerk, day: string): boolean {
  return hiredOn <= day && (leftOn === undefined || leftOn >= day);
}

function numberOf(index: number): string {
  return `M${String(index + 101).padStart(4, "0")}`;
}

function staffed(bureau: Bureau, random: Random): Clerk[] {
  return Array.from({length: bureau.headCount}, (_, index) => ({
    ...newClerk(bureau, random),
    grade: gradeAt(index, bureau),
    employment: index < bureau.headCount / 3 ? ("常勤" as const) : employment(random),
    hiredOn: `${random.between(1986, 2021)}-04-01`,
  }));
}

function newClerk(bureau: Bureau, random: Random): Clerk {
  const isHeavy = random.chance(0.035);
  return {
    number: "",
    bureau,
    section: random.pick(bureau.sections),
    grade: "係員",
    sex: random.chance(0.45) ? "女性" : "男性",
    employment: "常勤",
    hiredOn: "",
    pace: isHeavy ? random.between(36, 52) : random.between(2, 20),
  };
}

/** Each bureau has its head, one 課長 for ten people, and so on down. */
function gradeAt(index: number, {headCount}: Bureau): Grade {
  const ends: [Grade, number][] = [
    ["部長", 1],
    ["次長", headCount > 40 ? 2 : 1],
    ["課長", 2 + Math.floor(headCount / 10)],
    ["課長補佐", 3 + Math.floor(headCount / 6)],
    ["係長", 4 + Math.floor(headCount / 3.5)],
    ["主任", Math.floor(headCount / 1.8)],
  ];
  return ends.find(([, end]) => index < end)?.[0] ?? "係員";
}

function employment(random: Random): Clerk["employment"] {
  return random.pick([
    "常勤",
    "常勤",
    "常勤",
    "常勤",
    "常勤",
    "常勤",
    "常勤",
    "パートタイム",
    "暫定再任用",
    "任期",
  ]);
}

/** About one in thirty leaves at the end of a year; somebody new comes for each who left. */
function successorsIn(people: Clerk[], random: Random): Clerk[] {
  const leaving = people.filter(({leftOn}) => leftOn === undefined);
  for (const clerk of leaving) {
    const day = random.pick(CHANGES);
    if (clerk.chiefFrom === undefined && random.chance(0.1)) clerk.leftOn = dayBefore(day);
  }
  return people
    .filter(({leftOn}) => leftOn !== undefined)
    .map(({bureau, leftOn = ""}, index) => ({
      ...newClerk(bureau, random),
      number: numberOf(people.length + index),
      hiredOn: `${leftOn.slice(0, 4)}-04-01`,
    }));
}

function dayBefore(firstOfApril: string): string {
  return `${firstOfApril.slice(0, 4)}-03-31`;
}
