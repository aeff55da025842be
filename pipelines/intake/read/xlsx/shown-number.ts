import {largest} from "../../../../schemas/extremes.ts";

/** How a format shows a number otherwise than it is stored. */
export interface ShownNumber {
  /** Text that the format puts beside the digits: 千枚, ¥. */
  text: string;
  /** How many times a thousand is left away: `#,##0,` shows 120 for 120000. */
  thousands: number;
}

/** Reads `#,##0"千枚"`, `#,##0,`; undefined where the format shows a number as it is. */
export function shownNumber(code: string): ShownNumber | undefined {
  const sections = code.match(/(?:"[^"]*"|\\.|[^;"])+/g) ?? [];
  const hasConditions = sections.some((section) => /\[[<>=]/.test(section));
  const shown = (hasConditions ? sections : sections.slice(0, 1)).map(ofSection);
  const text = shown.map((one) => one.text).find((each) => each !== "") ?? "";
  const thousands = largest(
    shown.map((one) => one.thousands),
    0,
  );
  return text === "" && thousands === 0 ? undefined : {text, thousands};
}

/** Literals in quotes, escaped or bare, between the places of digits. */
const LITERAL = /"([^"]*)"|\\(.)|([^\s"\\0#?.,%;]+)/g;
/** How Excel calls a number that is shown as it comes. */
const AS_IT_COMES = /general|standard|G\/標準/gi;

function ofSection(section: string): ShownNumber {
  const plain = section
    .replace(/\[\$([^\]-]*)[^\]]*\]/g, '"$1"')
    .replace(/\[[^\]]*\]|_.|\*./g, "")
    .replace(AS_IT_COMES, "0");
  const {before, commas, behind} = besideDigits(plain);
  return {text: `${literals(before)}${literals(behind)}`.trim(), thousands: commas.length};
}

function literals(part: string): string {
  return [...part.matchAll(LITERAL)]
    .map(([, quoted, escaped, bare]) => quoted ?? escaped ?? bare ?? "")
    .join("");
}

/** What stands before the first digit, the commas behind the last one, and what follows them; nothing where no number is shown. */
function besideDigits(section: string): {before: string; commas: string; behind: string} {
  const masked = section.replace(/"[^"]*"|\\./g, (literal) => "x".repeat(literal.length));
  const first = masked.search(/[0#?]/);
  if (first === -1) return {before: "", commas: "", behind: ""};
  const end = largest(["0", "#", "?"].map((digit) => masked.lastIndexOf(digit))) + 1;
  const commas = /^,*/.exec(masked.slice(end))?.[0] ?? "";
  return {before: section.slice(0, first), commas, behind: section.slice(end + commas.length)};
}
