import {bureaus} from "./city.ts";
import {extraordinaryMinutes, type PersonYear} from "./overtime-person-year.ts";
import type {Random} from "./random.ts";

const LIMIT = 480 * 60;

interface Appetite {
  year: PersonYear;
  weight: number;
  /** Most ordinary minutes, so that the year stays at or under 480 hours. */
  cap: number;
}

/** Sets the ordinary minutes of everyone under the 480 hours so that they add up to `total`. */
export function setLight(years: readonly PersonYear[], total: number, random: Random): void {
  const light = years
    .filter((year) => !year.isHeavy && !year.isScripted)
    .map((year) => appetite(year, random));
  const scale = findScale(light, total);
  for (const {year, weight, cap} of light) year.ordinary = Math.min(cap, Math.floor(scale * weight));
  handOutRest(light, total);
}

function appetite(year: PersonYear, random: Random): Appetite {
  const length = year.countedMonths.length / 12;
  const cap =
    Math.floor((LIMIT - random.below(160) * random.below(40)) * length) - extraordinaryMinutes(year);
  return {year, weight: length * tail(year, random) * bureauFactor(year), cap: Math.max(0, cap)};
}

/** A long tail without logarithms: a lasting part and a part of the year. */
function tail({person}: PersonYear, random: Random): number {
  const share = (person.drive * 2 + random.unit()) / 3;
  return 0.12 + share * share * 1.5 + share * share * share * share * share * 2;
}

function bureauFactor({bureau, person}: PersonYear): number {
  if (person.employmentType === "再任用") return 0.35;
  if (person.occupation === "保育士" || person.occupation === "技能") return 0.6;
  return ["交通局", "病院局", "総務企画局"].includes(bureaus[bureau]?.name ?? "") ? 1.3 : 1;
}

/** Bisection: 50 halvings are exact enough, the rest is handed out minute by minute. */
function findScale(light: readonly Appetite[], total: number): number {
  let [low, high] = [0, LIMIT * 50];
  for (let round = 0; round < 50; round++) {
    const middle = (low + high) / 2;
    if (sumAt(light, middle) <= total) low = middle;
    else high = middle;
  }
  return low;
}

function sumAt(light: readonly Appetite[], scale: number): number {
  return light.reduce((sum, {weight, cap}) => sum + Math.min(cap, Math.floor(scale * weight)), 0);
}

function handOutRest(light: readonly Appetite[], total: number): void {
  let rest = total - light.reduce((sum, {year}) => sum + year.ordinary, 0);
  while (rest > 0) {
    const before = rest;
    for (const {year, cap} of light) {
      if (rest === 0) return;
      if (year.ordinary >= cap) continue;
      year.ordinary += 1;
      rest -= 1;
    }
    if (rest === before) throw new Error(`${rest} minutes find no place under 480 hours`);
  }
}
