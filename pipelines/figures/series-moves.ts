import type {SeriesDiff, SeriesMove} from "../../schemas/explanation.ts";
import type {Ingredients} from "../../schemas/release-manifest.ts";
import type {CellOfSeries} from "../releases/read-series.ts";
import {isSaidOtherwise} from "./is-moved.ts";
import {causesOfSeries} from "./series-causes.ts";

/** What a release says in series and what it was made from. */
export interface SeriesOfRelease {
  cells: CellOfSeries[];
  ingredients: Ingredients;
  latest: Ingredients;
}

/** Numbers of series that say something else in the later release, sums of most rows first; judgements are told as such. */
export function seriesMoves(before: SeriesOfRelease, after: SeriesOfRelease): SeriesDiff {
  const [old, young] = [byCode(before.cells), byCode(after.cells)];
  const pairs = [...young.values()].flatMap((cell) => {
    const earlier = old.get(cell.code);
    return earlier && isSaidOtherwise(earlier.value, cell.value) ? [{earlier, cell}] : [];
  });
  const causeOf = causesOfSeries(
    {before: before.latest, after: after.ingredients},
    pairs.map(({cell}) => cell),
  );
  const moved: SeriesMove[] = pairs.map(({earlier, cell}) => ({...moveOf(earlier, cell), ...causeOf(cell)}));
  return {
    moved: moved.sort((one, other) => other.row_count - one.row_count),
    appeared: [...young.keys()].filter((code) => !old.has(code)),
    gone: missing(old, young).map(({code}) => code),
  };
}

function byCode(cells: CellOfSeries[]): Map<string, CellOfSeries> {
  return new Map(cells.filter(({series}) => !series.isJudgement).map((cell) => [cell.code, cell]));
}

/** A series of the latest year only loses the year before when another begins. */
function missing(old: Map<string, CellOfSeries>, young: Map<string, CellOfSeries>): CellOfSeries[] {
  const years = [...young.values()].filter(({series}) => series.isOfLatestYear);
  const latest = new Map(years.map(({series, fiscalYear}) => [series.name, fiscalYear]));
  return [...old.values()].filter(({code, series, fiscalYear}) => {
    if (young.has(code)) return false;
    return !series.isOfLatestYear || latest.get(series.name) === fiscalYear;
  });
}

function moveOf(
  {value: from_value}: CellOfSeries,
  cell: CellOfSeries,
): Omit<SeriesMove, "cause" | "is_by_program"> {
  return {
    figure: cell.code,
    series_title: cell.series.title,
    keys: cell.keys,
    unit: cell.unit,
    decimals: cell.decimals,
    row_count: cell.rowCount,
    from_value,
    to_value: cell.value,
  };
}
