const PIXELS_PER_POINT = 4 / 3;
/** Width of a digit or a comma in a number, on average, as a share of the font size. */
const SIGN_WIDTH = 0.68;
/** CSS pixels between two values that stand side by side. */
const GAP = 2;

/** Font size at which the longest of the values fits its column of `columnWidth` CSS pixels, at most `largest` points. */
export function labelSize(values: {text: string}[], columnWidth: number, largest: number): string {
  const longest = Math.max(1, ...values.map(({text}) => text.length));
  const fitting = (columnWidth - GAP) / (longest * SIGN_WIDTH * PIXELS_PER_POINT);
  return `${Math.min(largest, fitting).toFixed(1)}pt`;
}
