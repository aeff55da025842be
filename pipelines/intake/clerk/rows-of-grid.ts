import {cellKey, type Grid} from "../read/grid.ts";

/** The sheet with some of its rows only, which have new numbers; `formerRow` says where each was. */
export function rowsOfGrid(
  grid: Grid,
  isKept: (row: number) => boolean,
): {grid: Grid; formerRow: (row: number) => number} {
  const kept = [...grid.rows.keys()].filter(isKept);
  const formerRow = (row: number) => kept[row] ?? 0;
  return {
    grid: {
      ...grid,
      rows: kept.map((row) => grid.rows[row] ?? []),
      lineNumbers: (row) => row + 1,
      repeated: stillRepeated(grid, kept),
      hiddenRows: new Set(kept.flatMap((row, index) => (grid.hiddenRows.has(row) ? [index] : []))),
      shown: new Map(),
      stale: [],
    },
    formerRow,
  };
}

/** A cell of a merged range repeats what stands beside it or right above; where that row is gone, it stands for itself. */
function stillRepeated({rows, repeated}: Grid, kept: number[]): Set<number> {
  const found = new Set<number>();
  for (const [index, row] of kept.entries())
    for (const [column, text] of (rows[row] ?? []).entries()) {
      const isBeside = column > 0 && rows[row]?.[column - 1] === text;
      const isBelow = index > 0 && kept[index - 1] === row - 1 && rows[row - 1]?.[column] === text;
      if (repeated.has(cellKey(row, column)) && (isBeside || isBelow)) found.add(cellKey(index, column));
    }
  return found;
}
