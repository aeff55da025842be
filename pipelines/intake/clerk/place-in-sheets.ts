import {type Grid, placeOf} from "../read/grid.ts";

/** A row of one of the sheets. */
export interface PlaceInSheets {
  sheet: number;
  row: number;
  /** What stands behind the row's place: "の令和4年4月" below a month, "" elsewhere. */
  behind: string;
}

/** Finds rows by the places that reasons name; nothing for a place that is in none of the sheets. */
export function placesIn(grids: Grid[]): (place: string) => PlaceInSheets | undefined {
  const known = new Map(
    grids.flatMap((grid, sheet) => grid.rows.map((_, row) => [placeOf(grid, row), {sheet, row}] as const)),
  );
  return (place) => {
    const [, rowPlace = place, behind = ""] = /^(.*?行目)(の.+)?$/.exec(place) ?? [];
    const found = known.get(rowPlace);
    return found && {...found, behind};
  };
}
