import type {Fault} from "./expectation.ts";
import type {PdfFile, PdfPage} from "./read-pdf.ts";
import {withoutSpaces} from "./without-spaces.ts";

type Run = PdfPage["runs"][number];

/** Millimetres that neighbours may share: what a reader cannot see. */
const TOUCHING = 0.15;
/** Share of the lower one's height from which two texts stand in one line. */
const SAME_LINE = 0.5;

/** No two texts run into each other: a number too wide for its column reads as one with the next. */
export function checkCollisions({pages}: PdfFile): Fault[] {
  return pages.flatMap(({runs}, index) =>
    colliding(runs).map(([one, other]) => ({
      check: "collisions",
      page: index + 1,
      text: `「${one.text}」と「${other.text}」が重なっています。`,
    })),
  );
}

/** Pairs of different texts; the same text twice is told as doubled. */
function colliding(runs: Run[]): [Run, Run][] {
  const fromLeft = runs.toSorted((one, other) => one.left - other.left);
  return fromLeft.flatMap((one, index) => {
    const found: [Run, Run][] = [];
    for (let next = index + 1; next < fromLeft.length; next += 1) {
      const other = fromLeft[next];
      if (!other || other.left > one.right - TOUCHING) break;
      if (isInLine(one, other) && differ(one, other)) found.push([one, other]);
    }
    return found;
  });
}

function isInLine(one: Run, other: Run): boolean {
  const shared = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return shared > SAME_LINE * Math.min(one.bottom - one.top, other.bottom - other.top);
}

function differ(one: Run, other: Run): boolean {
  return withoutSpaces(one.text) !== withoutSpaces(other.text);
}
