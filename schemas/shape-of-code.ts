import {plainCode} from "./read-value.ts";

const LONGEST = 14;
/** Letters alone may be a code (SM); longer ones are words. */
const LONGEST_LETTERS = 6;
/** Between marks stand few parts: more is a text. */
const MOST_PARTS = 4;

/** The shape that a code has, in whatever width it is written: 英字1桁数字4桁, 英字1桁「-」数字4桁; "" for what is no code. */
export function shapeOfCode(text: string): string {
  const code = plainCode(text);
  const parts = code.split(/([-_/.])/);
  const [signs, marks] = [parts.filter((_, at) => at % 2 === 0), parts.filter((_, at) => at % 2 === 1)];
  if (code.length > LONGEST || signs.length > MOST_PARTS || !signs.every((part) => /^[0-9A-Z]+$/.test(part)))
    return "";
  if (!/[0-9]/.test(code) && code.length > LONGEST_LETTERS) return "";
  return signs.map((part, at) => shapeOfSigns(part) + (marks[at] ? `「${marks[at]}」` : "")).join("");
}

function shapeOfSigns(part: string): string {
  const runs = part.match(/[0-9]+|[A-Z]+/g) ?? [];
  if (runs.length > 2 || (runs.length === 2 && /^[0-9]/.test(part))) return `英数字${part.length}桁`;
  return runs.map((run) => `${/[0-9]/.test(run) ? "数字" : "英字"}${run.length}桁`).join("");
}
