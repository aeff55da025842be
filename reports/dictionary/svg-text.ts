/** Width of a text in ems: Japanese signs are one, others a bit over half. */
function ems(text: string): number {
  return [...text].reduce((sum, sign) => sum + (/[\u0020-\u007e]/.test(sign) ? 0.58 : 1), 0);
}

/** A text in at most so many lines of so many ems; what does not fit ends in 「…」. */
export function wrapped(text: string, width: number, lines: number): string[] {
  const found: string[] = [];
  let rest = text;
  while (rest !== "" && found.length < lines) {
    const fitting = found.length === lines - 1 ? shortened(rest, width) : beginning(rest, width);
    found.push(fitting);
    rest = fitting.endsWith("…") ? "" : rest.slice(fitting.length);
  }
  return found;
}

const NEVER_FIRST = /[）」、。・％ー～]/;
const NEVER_LAST = /[（「]/;

/** As many signs as fit, fewer where the next line would begin with a closing mark or this one end with an opening one. */
function beginning(text: string, width: number): string {
  const signs = [...text];
  let end = signs.findIndex((_, index) => ems(signs.slice(0, index + 1).join("")) > width);
  if (end < 0) return text;
  while (end > 1 && (NEVER_FIRST.test(signs[end] ?? "") || NEVER_LAST.test(signs[end - 1] ?? ""))) end -= 1;
  return signs.slice(0, Math.max(1, end)).join("");
}

function shortened(text: string, width: number): string {
  return ems(text) <= width ? text : `${beginning(text, width - 1)}…`;
}

export function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
