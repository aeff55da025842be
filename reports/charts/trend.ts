import {largest, smallest} from "../../schemas/extremes.ts";
import {palette} from "./palette.ts";

const WIDTH = 44;
const HEIGHT = 14;
const MARGIN = 2.5;

/**
 * A line of yearly values, as wide as a table cell, its last point marked. A year without a value is bridged, not drawn
 * as zero; before the places in `breaks` the line is interrupted. Empty without two values.
 */
export function trend(values: (number | null)[], breaks: number[] = []): string {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return "";
  const [low, high] = [smallest(known), largest(known)];
  const x = (index: number) => MARGIN + (index * (WIDTH - 2 * MARGIN)) / (values.length - 1);
  const y = (value: number) =>
    high === low ? HEIGHT / 2 : MARGIN + ((high - value) * (HEIGHT - 2 * MARGIN)) / (high - low);
  const points = values.flatMap((value, index) =>
    value === null ? [] : [{index, x: x(index), y: y(value)}],
  );
  const path = points.map((point, order) => {
    const before = points[order - 1];
    const startsAnew = !before || breaks.some((place) => before.index < place && place <= point.index);
    return `${startsAnew ? "M" : "L"}${near(point.x)} ${near(point.y)}${startsAnew ? "h0" : ""}`;
  });
  const last = points.at(-1);
  return [
    `<svg class="trend" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">`,
    `<path d="${path.join("")}" fill="none" stroke="${palette.data}" stroke-width="1.2" stroke-linejoin="round" stroke-linecap="round"/>`,
    `<circle cx="${near(last?.x ?? 0)}" cy="${near(last?.y ?? 0)}" r="1.8" fill="${palette.data}"/>`,
    "</svg>",
  ].join("");
}

function near(length: number): string {
  return length.toFixed(1);
}
