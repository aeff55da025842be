import stringWidth from "string-width";

/** Columns of a terminal; a Japanese sign has two. What is longer would need a second line of its half of the page. */
const LONGEST = 34;
const HEAD = 18;
const TAIL = 14;

/** A file's name with its beginning and its end, where versions and endings stand; `explain` has the whole. */
export function shortFileName(name: string): string {
  if (stringWidth(name) <= LONGEST) return name;
  const signs = [...name];
  return `${widest(signs, HEAD).join("")}…${widest(signs.toReversed(), TAIL).toReversed().join("")}`;
}

/** As many of the first signs as fit. */
function widest(signs: string[], width: number): string[] {
  const end = signs.findIndex((_, index) => stringWidth(signs.slice(0, index + 1).join("")) > width);
  return end < 0 ? signs : signs.slice(0, end);
}
