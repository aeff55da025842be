import {largest} from "../../schemas/extremes.ts";

const PIXELS_PER_POINT = 4 / 3;
/** Width of a digit or a comma in a number, on average, as a share of the font size. */
const SIGN_WIDTH = 0.68;
/** CSS pixels between two values that stand side by side. */
const GAP = 2;

/** Font size at which the longest of the values fits its column of `columnWidth` CSS pixels, at most `most` points. */
export function labelSize(values: {text: string}[], columnWidth: number, most: number): string {
  const longest = largest(
    values.map(({text}) => text.length),
    1,
  );
  const fitting = (columnWidth - GAP) / (longest * SIGN_WIDTH * PIXELS_PER_POINT);
  return `${Math.min(most, fitting).toFixed(1)}pt`;
}
