import {bureaus} from "./city.ts";
import type {Worker} from "./hiring.ts";
import type {Grade} from "./person.ts";
import type {Random} from "./random.ts";

const LADDER: readonly Grade[] = ["一般", "係長級", "課長補佐級", "課長級", "部長級", "局長級"];
const NEVER_PROMOTED = ["自動車運転手", "技能", "教員"];

/** Posts of a grade in a bureau; the structure stays the same over the years. */
function postCount(bureau: number, grade: Grade): number {
  const {sectionChiefs = 0, quotas = []} = bureaus[bureau] ?? {};
  const headCount = quotas.reduce((sum, [, count]) => sum + count, 0);
  if (grade === "課長級") return sectionChiefs;
  if (grade === "課長補佐級") return Math.floor(sectionChiefs * 0.9);
  if (grade === "係長級") return Math.floor(headCount * 0.18);
  if (grade === "部長級") return Math.floor(sectionChiefs / 5);
  return headCount >= 100 ? 1 : 0;
}

/**
 * Fills vacant posts of every grade from below, the highest first, each within its bureau.
 * `women` is the number of women that the section chiefs of the whole city shall count afterwards, where it is fixed.
 */
export function promote(workers: readonly Worker[], random: Random, women?: number): void {
  const staffOfBureau = bureaus.map((_, bureau) => workers.filter((worker) => isEligible(worker, bureau)));
  for (const grade of [...LADDER].reverse().slice(0, -1)) {
    const vacancies = staffOfBureau.flatMap((staff, bureau) => vacanciesIn(staff, bureau, grade));
    const quota = grade === "課長級" && women !== undefined ? women - countWomen(workers) : undefined;
    fill(random.shuffled(vacancies), {grade, quota, staffOfBureau, random});
  }
}

interface Filling {
  grade: Grade;
  /** How many of the new ones are women; undefined leaves it to chance. */
  quota: number | undefined;
  staffOfBureau: Worker[][];
  random: Random;
}

function fill(vacancies: number[], {grade, quota, staffOfBureau, random}: Filling): void {
  let women = quota;
  for (const bureau of vacancies) {
    const wanted = women === undefined ? undefined : women > 0 ? "女" : "男";
    const chosen = candidate(staffOfBureau[bureau] ?? [], {grade, sex: wanted, random});
    if (!chosen) continue;
    chosen.now = {...chosen.now, grade};
    if (women !== undefined && chosen.person.sex === "女") women -= 1;
  }
  if (women) throw new Error(`${grade}: ${women} women could not be placed`);
}

interface Wanted {
  grade: Grade;
  sex: "男" | "女" | undefined;
  random: Random;
}

/** Someone of the grade below; further down when there is none of the wanted sex. */
function candidate(staff: Worker[], {grade, sex, random}: Wanted): Worker | undefined {
  for (let step = LADDER.indexOf(grade) - 1; step >= 0; step--) {
    const fit = staff.filter(({now, person}) => now.grade === LADDER[step] && (!sex || person.sex === sex));
    if (fit.length > 0) return random.pick(fit);
  }
  return undefined;
}

function vacanciesIn(staff: Worker[], bureau: number, grade: Grade): number[] {
  const filled = staff.filter(({now}) => now.grade === grade).length;
  return Array.from({length: Math.max(0, postCount(bureau, grade) - filled)}, () => bureau);
}

function isEligible({person, now}: Worker, bureau: number): boolean {
  return (
    now.bureau === bureau && person.employmentType === "正規" && !NEVER_PROMOTED.includes(person.occupation)
  );
}

function countWomen(workers: readonly Worker[]): number {
  return workers.filter(({person, now}) => now.grade === "課長級" && person.sex === "女").length;
}
