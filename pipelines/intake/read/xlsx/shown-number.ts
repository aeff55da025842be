import {largest} from "../../../../schemas/extremes.ts";

/** How a format shows a number otherwise than it is stored. */
export interface ShownNumber {
  /** Text that the format puts behind the digits: 千枚. */
  suffix: string;
  /** How many times a thousand is left away: `#,##0,` shows 120 for 120000. */
  thousands: number;
}

/** Reads `#,##0"千枚"`, `#,##0,`; undefined where the format shows a number as it is. */
export function shownNumber(code: string): ShownNumber | undefined {
  const sections = code.match(/(?:"[^"]*"|\\.|[^;"])+/g) ?? [];
  const hasConditions = sections.some((section) => /\[[<>=]/.test(section));
  const shown = (hasConditions ? sections : sections.slice(0, 1)).map(ofSection);
  const suffix = shown.map((one) => one.suffix).find((text) => text !== "") ?? "";
  const thousands = largest(
    shown.map((one) => one.thousands),
    0,
  );
  return suffix === "" && thousands === 0 ? undefined : {suffix, thousands};
}

function ofSection(section: string): ShownNumber {
  const {commas, rest} = behindDigits(section.replace(/\[[^\]]*\]|_.|\*./g, ""));
  const literals = [...rest.matchAll(/"([^"]*)"|\\(.)|([^\s"\\0#?.,%;]+)/g)];
  const suffix = literals.map(([, quoted, escaped, bare]) => quoted ?? escaped ?? bare ?? "").join("");
  return {suffix: suffix.trim(), thousands: commas.length};
}

/** The commas behind the last digit, and what stands behind them; nothing where no number is shown. */
function behindDigits(section: string): {commas: string; rest: string} {
  const masked = section.replace(/"[^"]*"|\\./g, (literal) => "x".repeat(literal.length));
  const end = largest(["0", "#", "?"].map((digit) => masked.lastIndexOf(digit))) + 1;
  if (end === 0) return {commas: "", rest: ""};
  const commas = /^,*/.exec(masked.slice(end))?.[0] ?? "";
  return {commas, rest: section.slice(end + commas.length)};
}
