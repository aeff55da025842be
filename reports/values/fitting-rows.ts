/** How many lines of text a page holds, and how many signs a line of the column of causes. */
export interface PageRoom {
  lines: number;
  signs: number;
  /** Lines that a row takes with the shortest cause. */
  least: number;
}

/** The first rows whose causes fit on a page, at least one: a changed program has long causes. */
export function fittingRows<Row extends {cause: string}>(
  rows: Row[],
  {lines, signs, least}: PageRoom,
): Row[] {
  let left = lines;
  const end = rows.findIndex(({cause}) => {
    left -= Math.max(least, Math.ceil(cause.length / signs));
    return left < 0;
  });
  return end < 0 ? rows : rows.slice(0, Math.max(1, end));
}
