import {folded} from "./folded.ts";
import {isPeriod, parsePeriod} from "./typed-period.ts";

/** Whether two texts are the same word to a person: but for width, capitals and spaces, or as names of one period. */
export function isSameWord(one: string, other: string): boolean {
  return folded(one) === folded(other) || (isPeriod(one) && isPeriod(other) && isSamePeriod(one, other));
}

function isSamePeriod(one: string, other: string): boolean {
  return JSON.stringify(parsePeriod(one)) === JSON.stringify(parsePeriod(other));
}
