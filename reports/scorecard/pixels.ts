/** A length of a page's picture, in CSS: "64.0px". */
export function pixels(length: number): string {
  return `${length.toFixed(1)}px`;
}
